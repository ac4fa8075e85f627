using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Editing;

/// <param name="Expression">FEEL of an input; the name of an output, which may be empty.</param>
/// <param name="Type"><c>string</c>, <c>number</c>, <c>boolean</c>, <c>date</c>, <c>time</c>; null when nobody knows.</param>
/// <param name="Proposals">What a cell may say, where that is a short list: はい and いいえ, the options of a choice.</param>
public sealed record GridColumn(bool IsInput, int Index, string Expression, string LabelJa, string? Type, IReadOnlyList<string> Proposals);

/// <param name="Feel">As it is stored.</param>
/// <param name="Words">As a person would type it; <see cref="PasteTable"/> makes the same FEEL of it again. Where there are no such words, the FEEL.</param>
public sealed record GridCell(string Feel, string Words);

/// <param name="Cells">Inputs first, then outputs, as many as there are columns.</param>
public sealed record GridRow(IReadOnlyList<GridCell> Cells, string Note);

/// <summary>A decision table as a grid of cells in the words of people, for whoever shows it.</summary>
public sealed class TableGrid
{
    private readonly IReadOnlyList<CellWords> _words;

    private TableGrid(TreeTable table, IReadOnlyList<CellWords> words, IReadOnlyList<GridColumn> columns)
    {
        (Id, Group, IsOfProcedure, _words, Columns) = (table.Id, table.Group, table.File != "form.json", words, columns);
        LabelJa = table.Json.Ja();
        HitPolicy = table.Json.Text("hitPolicy") ?? "U";
        Rows = [.. table.Json.Objects("rules").Select(Row)];
    }

    public string Id { get; }

    public string LabelJa { get; }

    /// <summary>The group in whose rows it is worked out; null for the whole form.</summary>
    public string? Group { get; }

    /// <summary>It stands in procedure.json: for the fee or the routing.</summary>
    public bool IsOfProcedure { get; }

    public string HitPolicy { get; }

    public IReadOnlyList<GridColumn> Columns { get; }

    public int Inputs => Columns.Count(column => column.IsInput);

    public IReadOnlyList<GridRow> Rows { get; }

    /// <summary>Null when there is no such table.</summary>
    /// <param name="target"><c>table/fee_table</c></param>
    public static TableGrid? Of(DefinitionTree tree, string target)
    {
        var index = new TreeIndex(tree);
        if (!target.StartsWith("table/", StringComparison.Ordinal) || index.Table(target["table/".Length..]) is not { } table)
            return null;
        var (words, columns, names) = (new List<CellWords>(), new List<GridColumn>(), new ReadNames(index));
        foreach (var input in table.Json.Objects("inputs"))
        {
            var expression = input.Text("expression")?.Trim() ?? "";
            var field = index.Field(expression)?.Json;
            Add(true, new(TableColumns.Input(input, index), names, field), expression, input["label"].In("ja") ?? field?.Ja() ?? expression);
        }
        foreach (var output in table.Json.Objects("outputs"))
            Add(false, new(TableColumns.Output(output), names, null), output.Text("name") ?? "", output["label"].In("ja") ?? output.Text("name") ?? "結果");
        return new(table, words, columns);

        void Add(bool isInput, CellWords cells, string expression, string label)
        {
            columns.Add(new(isInput, columns.Count(column => column.IsInput == isInput), expression, label, cells.Type, cells.Proposals));
            words.Add(cells);
        }
    }

    /// <summary>Unary tests, one for each input, as cells: a case that no rule covers.</summary>
    public IReadOnlyList<GridCell> Cells(IReadOnlyList<string> tests) => [.. tests.Take(Inputs).Select((test, i) => new GridCell(test, _words[i].OfTest(test)))];

    private GridRow Row(JsonObject rule)
    {
        var (when, then) = (rule["when"] as JsonArray ?? [], rule["then"] as JsonArray ?? []);
        var cells = new List<GridCell>(Columns.Count);
        for (var i = 0; i < Columns.Count; i++)
        {
            var column = Columns[i];
            var node = column.IsInput ? i < when.Count ? when[i] : null : column.Index < then.Count ? then[column.Index] : null;
            var feel = node is null ? column.IsInput ? "-" : "null" : node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node.ToJsonString();
            cells.Add(new(feel, column.IsInput ? _words[i].OfTest(feel) : _words[i].OfResult(node, feel)));
        }
        return new(cells, rule.Text("note") ?? "");
    }
}
