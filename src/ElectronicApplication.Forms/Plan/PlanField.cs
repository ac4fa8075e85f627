using System.Text.RegularExpressions;
using ElectronicApplication.Feel;

namespace ElectronicApplication.Forms.Plan;

/// <summary>A field, or a part of a composite field, made ready to be evaluated many times.</summary>
internal sealed class PlanField(FieldDefinition definition, string jsonPath, PlanField? group, int slot, PlanField? whole = null)
{
    private string?[] _paths = [];

    public FieldDefinition Definition { get; } = definition;

    public FieldType Type { get; } = definition.Type;

    public string Id { get; } = definition.Id;

    /// <summary>Where it stands in form.json, for the author.</summary>
    public string JsonPath { get; } = jsonPath;

    public PlanField? Group { get; } = group;

    /// <summary>For a part: the composite field that it belongs to.</summary>
    public PlanField? Whole { get; } = whole;

    /// <summary>Its slot in the frame; -1 for headings and guidance, which have no value, and for parts, whose value is in that of the whole.</summary>
    public int Slot { get; } = slot;

    public string LabelJa { get; } = whole is null ? definition.Label.Ja : $"{whole.LabelJa}：{definition.Label.Ja}";

    public string LabelEn { get; } = whole is null ? definition.Label.For("en") : $"{whole.LabelEn}: {definition.Label.For("en")}";

    public string LabelEasy => Whole is null ? Definition.Label.For("ja-easy") : $"{Whole.LabelEasy}：{Definition.Label.For("ja-easy")}";

    public int Page { get; init; }

    /// <summary>Position among the fields of the form, of its group, or of its whole.</summary>
    public int Index { get; init; }

    public FeelExpression? Visible { get; set; }
    public FeelExpression? RequiredWhen { get; set; }
    public FeelExpression? Value { get; set; }
    public FeelExpression? ReadOnly { get; set; }
    public FeelExpression? Earliest { get; set; }
    public FeelExpression? Latest { get; set; }
    public FeelExpression[] Valid { get; set; } = [];
    public Regex? Pattern { get; init; }

    /// <summary>Option values in their order; null when the options follow from <see cref="OptionsFrom"/>.</summary>
    public Dictionary<string, int>? Options { get; init; }
    public FeelExpression? OptionsFrom { get; set; }

    /// <summary>For each option the condition under which it can be chosen; null when all always can.</summary>
    public FeelExpression?[]? OptionVisible { get; set; }

    public bool HasMovingOptions => OptionsFrom is not null || OptionVisible is not null;

    public int MaxGraphemes { get; init; }

    /// <summary>For a group: its fields, the order in which a row is evaluated (with its tables), and the names of a row as FEEL sees them.</summary>
    public PlanField[] Fields { get; set; } = [];
    public RowStep[] Order { get; set; } = [];
    public FeelShape? RowShape { get; set; }

    /// <summary>For a composite field: its parts, and what FEEL sees of it (the parts and, behind them, what is put together of them).</summary>
    public PlanField[] Parts { get; set; } = [];
    public FeelContextType? PartsType { get; set; }

    /// <summary>Position in the order of evaluation, and the positions of what must be settled again when this changes.</summary>
    public int Step { get; set; }
    public int[] Readers { get; set; } = [];

    /// <summary>Indexes of the top-level fields whose rules read this one; a group is among its own when its rows look at each other.</summary>
    public int[] Judges { get; set; } = [];
    public bool FeedsFee { get; set; }
    public bool FeedsRouting { get; set; }

    public bool HasValue => Slot >= 0;

    /// <summary>The path in answers: its id, <c>group[row].id</c>, or either of them with the name of the part. Paths are made once and kept.</summary>
    public string Path(int row)
    {
        if (row < 0 && Whole is null)
            return Id;
        var (paths, index) = (_paths, row + 1);
        if (index >= paths.Length)
        {
            Array.Resize(ref paths, row < 0 ? 1 : Math.Min(Group!.Definition.MaxRows, Math.Max(row + 1, 2 * paths.Length + 4)) + 1);
            // Two threads may both grow the array; the loser's paths are simply made again.
            _paths = paths;
        }
        return paths[index] ??= Whole is null ? $"{Group!.Id}[{row}].{Id}" : $"{Whole.Path(row)}.{Id}";
    }
}

/// <summary>A page made ready; its visibility is a node of the dependency graph like any field.</summary>
internal sealed class PlanPage(PageDefinition definition, string jsonPath, int index)
{
    public PageDefinition Definition { get; } = definition;

    public string Id { get; } = definition.Id;

    public string JsonPath { get; } = jsonPath;

    public int Index { get; } = index;

    public FeelExpression? Visible { get; set; }

    public PlanField[] Fields { get; set; } = [];

    public int Step { get; set; }
}

/// <summary>One step of an evaluation: a page, a top-level field, or a decision table.</summary>
internal readonly record struct PlanStep(PlanPage? Page, PlanField? Field, PlanTable? Table);

/// <summary>One step of the evaluation of a row.</summary>
internal readonly record struct RowStep(PlanField? Field, PlanTable? Table);
