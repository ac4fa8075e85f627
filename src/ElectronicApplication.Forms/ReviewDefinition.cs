namespace ElectronicApplication.Forms;

/// <summary>What helps whoever reviews a submission: the key <c>review</c> of <c>procedure.json</c>. Staff read it in Japanese.</summary>
public sealed record ReviewDefinition
{
    public const int MaxItems = 50;

    public static ReviewDefinition None { get; } = new();

    /// <summary>What has to be looked at before the decision.</summary>
    public IReadOnlyList<ReviewCheck> Checklist { get; init; } = [];

    /// <summary>What the answers give reason to look at.</summary>
    public IReadOnlyList<ReviewHint> Hints { get; init; } = [];

    /// <summary>Sentences that corrections are asked with again and again.</summary>
    public IReadOnlyList<string> Sentences { get; init; } = [];

    /// <summary>When two submissions are likely to be the same one; null when the author says nothing about it.</summary>
    public DuplicateDefinition? Duplicates { get; init; }
}

/// <param name="Id">Stable: what was checked is kept by it.</param>
/// <param name="When">FEEL over the answers; null for always.</param>
public sealed record ReviewCheck(string Id, string Text, string? When);

/// <param name="When">FEEL over the answers.</param>
public sealed record ReviewHint(string Text, string When);

/// <param name="Fields">Ids of fields that say the same in two submissions about the same matter: a child's name and birth date, an account. Of fields of one repeated group each row counts.</param>
/// <param name="Days">How far apart they were filed at most.</param>
public sealed record DuplicateDefinition(IReadOnlyList<string> Fields, int Days);

/// <summary>What applies to the answers of one submission.</summary>
public sealed record ReviewGuide(IReadOnlyList<ReviewCheck> Checks, IReadOnlyList<ReviewHint> Hints);
