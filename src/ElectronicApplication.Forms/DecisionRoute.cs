namespace ElectronicApplication.Forms;

/// <summary>決裁の経路: who has to agree, one stage after the other, before a drafted decision takes effect.</summary>
public sealed record DecisionRouteDefinition(IReadOnlyList<DecisionStepDefinition> Steps)
{
    public const int MaxSteps = 20;

    /// <summary>The steps in stages, numbered from 0: those of one stage are asked at once, and all of them have to agree.</summary>
    public static IEnumerable<(DecisionStepDefinition Step, int Stage)> Staged(IEnumerable<DecisionStepDefinition> steps)
    {
        var stage = -1;
        foreach (var step in steps)
            yield return (step, stage = step.Parallel && stage >= 0 ? stage : stage + 1);
    }
}

/// <summary>The role that a step asks for, in the office of the submission unless the step names another.</summary>
public enum DecisionRole { Receive, Review, Approve }

/// <summary>One approval. Either a named person gives it, or anybody of the office who has the role.</summary>
public sealed record DecisionStepDefinition
{
    /// <summary>Stable: what was approved names it.</summary>
    public required string Id { get; init; }

    /// <summary>係長, 課長, 会計課の合議.</summary>
    public required LocalizedText Title { get; init; }

    public DecisionRole Role { get; init; } = DecisionRole.Approve;

    /// <summary>Code of another office than that of the submission.</summary>
    public string? Office { get; init; }

    public PersonReference? Person { get; init; }

    /// <summary>Asked together with the step before it.</summary>
    public bool Parallel { get; init; }

    /// <summary>Whoever drafted the decision may also approve it here.</summary>
    public bool AllowDrafter { get; init; }

    /// <summary>FEEL over the answers and <c>fee</c>; null when the step is always asked.</summary>
    public string? When { get; init; }
}

/// <summary>A member of staff as the municipality's OpenID provider knows them.</summary>
/// <param name="Name">For whoever reads the definition; the provider's own word counts.</param>
public sealed record PersonReference(string Issuer, string Subject, string Name);
