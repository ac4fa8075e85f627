using System.Text.RegularExpressions;
using ElectronicApplication.Feel;

namespace ElectronicApplication.Forms.Plan;

/// <summary>A field made ready to be evaluated many times.</summary>
internal sealed class PlanField(FieldDefinition definition, string jsonPath, PlanField? group, int slot)
{
    private string?[] _rowPaths = [];

    public FieldDefinition Definition { get; } = definition;

    public FieldType Type { get; } = definition.Type;

    public string Id { get; } = definition.Id;

    /// <summary>Where it stands in form.json, for the author.</summary>
    public string JsonPath { get; } = jsonPath;

    public PlanField? Group { get; } = group;

    /// <summary>Its slot in the frame; -1 for headings and guidance, which have no value.</summary>
    public int Slot { get; } = slot;

    public string LabelJa { get; } = definition.Label.Ja;

    public string LabelEn { get; } = definition.Label.For("en");

    public int Page { get; init; }

    /// <summary>Position among the fields of the form, or of its group.</summary>
    public int Index { get; init; }

    public FeelExpression? Visible { get; set; }
    public FeelExpression? RequiredWhen { get; set; }
    public FeelExpression? Value { get; set; }
    public FeelExpression? ReadOnly { get; set; }
    public FeelExpression[] Valid { get; set; } = [];
    public Regex? Pattern { get; init; }

    /// <summary>Option values in their order.</summary>
    public Dictionary<string, int>? Options { get; init; }

    public int MaxGraphemes { get; init; }

    /// <summary>For a group: its fields, the order in which a row is evaluated, and the names of a row as FEEL sees them.</summary>
    public PlanField[] Fields { get; set; } = [];
    public PlanField[] Order { get; set; } = [];
    public FeelShape? RowShape { get; set; }

    /// <summary>For a group: how many of its fields can stand in an answer.</summary>
    public int Answerable { get; set; }

    public bool HasValue => Slot >= 0;

    /// <summary>The path in answers: its id, or <c>group[row].id</c>. Paths of rows are made once and kept.</summary>
    public string Path(int row)
    {
        if (row < 0)
            return Id;
        var paths = _rowPaths;
        if (row >= paths.Length)
        {
            Array.Resize(ref paths, Math.Min(Group!.Definition.MaxRows, Math.Max(row + 1, 2 * paths.Length + 4)));
            // Two threads may both grow the array; the loser's paths are simply made again.
            _rowPaths = paths;
        }
        return paths[row] ??= $"{Group!.Id}[{row}].{Id}";
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
}

/// <summary>One step of an evaluation: a page or a top-level field.</summary>
internal readonly record struct PlanStep(PlanPage? Page, PlanField? Field);
