namespace ElectronicApplication.Feel.Tables;

/// <summary>Which of the rules that match give the result (DMN 1.5, 8.2.10).</summary>
public enum HitPolicy
{
    /// <summary>U: at most one rule matches; several are a mistake of the table and give null.</summary>
    Unique,

    /// <summary>A: several rules may match if they say the same; otherwise null.</summary>
    Any,

    /// <summary>P: the match whose output stands first among the output's allowed values.</summary>
    Priority,

    /// <summary>F: the first match from the top.</summary>
    First,

    /// <summary>R: all matches as a list, from the top.</summary>
    RuleOrder,

    /// <summary>O: all matches as a list, in the order of the output's allowed values.</summary>
    OutputOrder,

    /// <summary>C: all matches, as a list or drawn together by a <see cref="CollectAggregation"/>.</summary>
    Collect,
}

/// <summary>What becomes of the outputs that <see cref="HitPolicy.Collect"/> gathers (8.2.11).</summary>
public enum CollectAggregation
{
    /// <summary>C: they stay a list.</summary>
    List,

    /// <summary>C+</summary>
    Sum,

    /// <summary>C#</summary>
    Count,

    /// <summary>C&lt;</summary>
    Min,

    /// <summary>C&gt;</summary>
    Max,
}

/// <summary>A column of conditions.</summary>
/// <param name="Expression">FEEL; what the tests of the column speak of.</param>
public sealed record DecisionInput(string Expression)
{
    /// <summary>The type of the expression where it is known better than the expression itself tells.</summary>
    public FeelType? Type { get; init; }

    /// <summary>Unary tests that every value passes: the options of a choice, the bounds of a number. None: any value of the type.</summary>
    public string? AllowedValues { get; init; }

    /// <summary>Whether the table meets null here: a field that need not be filled in.</summary>
    public bool MayBeNull { get; init; }

    /// <summary>Numbers without fraction (yen, years of age): nothing lies between 17 and 18.</summary>
    public bool IsWhole { get; init; }

    /// <summary>What people call the column; the expression itself when there is none.</summary>
    public FeelMessage? Label { get; init; }

    /// <summary>What people call the values of a choice.</summary>
    public IReadOnlyDictionary<string, FeelMessage> ValueLabels { get; init; } = new Dictionary<string, FeelMessage>();
}

/// <summary>A column of results.</summary>
/// <param name="Name">Its entry in the context that a table of several outputs yields.</param>
public sealed record DecisionOutput(string Name)
{
    public FeelType? Type { get; init; }

    /// <summary>Unary tests; listed constants are in falling priority for <see cref="HitPolicy.Priority"/> and <see cref="HitPolicy.OutputOrder"/>.</summary>
    public string? AllowedValues { get; init; }

    /// <summary>FEEL; the result when no rule matches.</summary>
    public string? Default { get; init; }

    public FeelMessage? Label { get; init; }
}

/// <summary>A row.</summary>
/// <param name="Tests">Unary tests, one cell for each input; <c>-</c> or an empty cell takes every value.</param>
/// <param name="Outputs">FEEL, one cell for each output.</param>
/// <param name="Annotation">For people; changes nothing.</param>
public sealed record DecisionRule(IReadOnlyList<string> Tests, IReadOnlyList<string> Outputs, string? Annotation = null);

/// <summary>A decision table as it is written (DMN 1.5, chapter 8).</summary>
public sealed record DecisionTableDefinition(
    HitPolicy HitPolicy,
    IReadOnlyList<DecisionInput> Inputs,
    IReadOnlyList<DecisionOutput> Outputs,
    IReadOnlyList<DecisionRule> Rules)
{
    /// <summary>Only for <see cref="HitPolicy.Collect"/>.</summary>
    public CollectAggregation Aggregation { get; init; }
}
