using ElectronicApplication.Feel.Tables;

namespace ElectronicApplication.Forms.Plan;

/// <summary>A decision table made ready: a name in the frame whose value follows from the answers. Nobody sees it and no answer holds it.</summary>
internal sealed class PlanTable(TableDefinition definition, string jsonPath, string file, PlanField? group, int slot)
{
    public TableDefinition Definition { get; } = definition;

    public string Id { get; } = definition.Id;

    public string JsonPath { get; } = jsonPath;

    /// <summary>form.json or procedure.json.</summary>
    public string File { get; } = file;

    public PlanField? Group { get; } = group;

    public int Slot { get; } = slot;

    public DecisionTable? Decision { get; set; }

    /// <summary>What compiling it found.</summary>
    public IReadOnlyList<TableFinding> Findings { get; set; } = [];

    public int Step { get; set; }
    public int[] Readers { get; set; } = [];
    public int[] Judges { get; set; } = [];
    public bool FeedsFee { get; set; }
    public bool FeedsRouting { get; set; }
}
