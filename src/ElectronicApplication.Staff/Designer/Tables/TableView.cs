using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Forms.Lint;

namespace ElectronicApplication.Staff.Designer;

/// <summary>A decision table with everything that is wrong or missing, placed in its cells.</summary>
/// <param name="Remarks">Null while the form does not work, so that nobody could look for gaps.</param>
public sealed record TableView(JsonObject Json, TableGrid Grid, IReadOnlyList<TableRemark>? Remarks, ILookup<string, string> Mistakes)
{
    /// <summary>Rows that are shown at once: the page stays quick, and a post within its limits.</summary>
    public const int RowsShown = 50;

    public static TableView? Of(EditorView view)
    {
        if (ElementJson.Find(view.Design.Tree, view.Place.At) is not { } json || TableGrid.Of(view.Design.Tree, view.Place.At) is not { } grid)
            return null;
        return new(json, grid, view.Sketch.Plan is { } plan ? TableReview.Of(plan, grid.Id) : null, view.Sketch.Problems.Where(p => p.Element == view.Place.At).ToLookup(p => p.Key, p => p.Message))
        {
            IsUnused = view.Sketch.WarningsAt(view.Place.At).Any(w => w.Code == "table-unused"),
        };
    }

    /// <summary>Whether nothing asks the table; not known while the form does not work.</summary>
    public bool IsUnused { get; private init; }

    /// <summary>What is wrong with a cell, as far as it cannot work.</summary>
    public IEnumerable<string> OfCell(int row, GridColumn column) => Mistakes[column.IsInput ? $"rules[{row}].when[{column.Index}]" : $"rules[{row}].then[{column.Index}]"];

    /// <summary>What is remarkable about a row: overlaps, rows that never count, cells that are never true.</summary>
    public IEnumerable<TableRemark> OfRow(int row) => Remarks?.Where(r => r.Rule == row) ?? [];

    public IEnumerable<string> MistakesOfRow(int row) => Mistakes[$"rules[{row}]"];

    /// <summary>Cases that no row covers and that a row could be made of.</summary>
    public IReadOnlyList<TableRemark> Gaps => [.. Remarks?.Where(r => r.Code == "gap" && r.Missing.Count == Grid.Inputs) ?? []];

    /// <summary>What is about the table as a whole.</summary>
    public IEnumerable<(bool IsError, string Message)> OfWhole =>
        Mistakes.Where(m => !m.Key.StartsWith("rules[", StringComparison.Ordinal) && !IsOfColumn(m.Key)).SelectMany(m => m).Select(m => (true, m))
            .Concat(Remarks?.Where(r => r.Rule is null && r.Input is null && r.Output is null && !Gaps.Contains(r)).Select(r => (r.IsError, r.MessageJa)) ?? []);

    public IEnumerable<string> OfColumn(GridColumn column)
    {
        var place = column.IsInput ? $"inputs[{column.Index}]" : $"outputs[{column.Index}]";
        return Mistakes.Where(m => m.Key == place || m.Key.StartsWith(place + ".", StringComparison.Ordinal)).SelectMany(m => m)
            .Concat(Remarks?.Where(r => r.Rule is null && (column.IsInput ? r.Input : r.Output) == column.Index).Select(r => r.MessageJa) ?? []);
    }

    private static bool IsOfColumn(string key) => key.StartsWith("inputs[", StringComparison.Ordinal) || key.StartsWith("outputs[", StringComparison.Ordinal);
}
