using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Editing;

namespace ElectronicApplication.Staff.Designer;

/// <summary>Rows and columns come, go and change places.</summary>
internal static class TableShape
{
    private const int MaxMissing = 100;

    /// <param name="before">The edits of the same post, which come first.</param>
    /// <param name="place">Where a row that the person had before them stands now.</param>
    /// <returns>Null when the button is about something else.</returns>
    public static SheetCommand? Change(SheetPost post, IReadOnlyList<DefinitionEdit> before, Func<int?, int?> place)
    {
        var (verb, index) = (post.Command.Verb, post.Index);
        if (verb is not ("addRow" or "dropRow" or "rowUp" or "rowDown" or "fill" or "addInput" or "addOutput" or "dropInput" or "dropOutput" or "inputLeft" or "inputRight" or "outputLeft" or "outputRight"))
            return null;
        var at = post.View.Place.At;
        if (verb is "addRow" or "dropRow" or "rowUp" or "rowDown" && index is not null && (index = place(index)) is null)
            return SheetCommand.Refused(PlaceNow.Lost, "Somebody else moved or changed the row. Load the table again.");
        if (post.After(before) is not { } tree || ElementJson.Find(tree, at) is not { } found)
            return null;
        var table = (JsonObject)found.DeepClone();
        var (inputs, outputs, rules) = (List(table, "inputs"), List(table, "outputs"), List(table, "rules"));
        var refusal = verb switch
        {
            "addRow" => Put(rules, index + 1, EmptyRow(inputs.Count, outputs.Count, null)),
            "fill" => Put(rules, null, EmptyRow(inputs.Count, outputs.Count, Missing(post, inputs.Count))),
            "dropRow" => Drop(rules, index, "行"),
            "rowUp" => Swap(rules, index, -1),
            "rowDown" => Swap(rules, index, 1),
            "addInput" => AddInput(tree, table, inputs, rules),
            "addOutput" => AddOutput(outputs, rules),
            "dropInput" => DropColumn(inputs, rules, "when", index, "条件の列"),
            "dropOutput" => DropColumn(outputs, rules, "then", index, "結果の列"),
            "inputLeft" or "inputRight" => SwapColumn(inputs, rules, "when", index, verb == "inputLeft" ? -1 : 1),
            _ => SwapColumn(outputs, rules, "then", index, verb == "outputLeft" ? -1 : 1),
        };
        return refusal is { } why ? SheetCommand.Refused(why, "That cannot be done.") : new([new SetTable(at, table)]);
    }

    private static JsonObject EmptyRow(int inputs, int outputs, IReadOnlyList<string>? tests) => new()
    {
        ["when"] = new JsonArray([.. Enumerable.Range(0, inputs).Select(i => (JsonNode)(tests is not null && i < tests.Count ? tests[i] : "-"))]),
        ["then"] = new JsonArray([.. Enumerable.Range(0, outputs).Select(_ => (JsonNode?)null)]),
    };

    /// <summary>The case that the person saw, whatever the table has become meanwhile.</summary>
    private static List<string> Missing(SheetPost post, int inputs) => [.. Enumerable.Range(0, Math.Min(inputs, MaxMissing))
        .Select(i => post.Form[$"g.{post.Index}.{i}"].ToString() is { Length: > 0 and <= 4_000 } test ? test : "-")];

    private static string? AddInput(DefinitionTree tree, JsonObject table, JsonArray inputs, JsonArray rules)
    {
        var used = inputs.Select(i => i?["expression"]?.ToString()).ToHashSet();
        var field = TableFields.Of(tree, table["group"]?.ToString()).FirstOrDefault(f => !used.Contains(f.Id));
        inputs.Add(new JsonObject { ["expression"] = field?.Id ?? "today" });
        foreach (var rule in rules.OfType<JsonObject>())
            List(rule, "when").Add("-");
        return null;
    }

    /// <summary>Several outputs need names.</summary>
    private static string? AddOutput(JsonArray outputs, JsonArray rules)
    {
        outputs.Add(new JsonObject());
        foreach (var (output, i) in outputs.OfType<JsonObject>().Select((output, i) => (output, i)))
            if (string.IsNullOrEmpty(output["name"]?.ToString()))
                output["name"] = Enumerable.Range(i + 1, outputs.Count + 1).Select(n => $"result_{n}").First(name => outputs.All(o => o?["name"]?.ToString() != name));
        foreach (var rule in rules.OfType<JsonObject>())
            List(rule, "then").Add((JsonNode?)null);
        return null;
    }

    private static string? DropColumn(JsonArray columns, JsonArray rules, string key, int? index, string what)
    {
        if (Drop(columns, index, what) is { } refusal)
            return refusal;
        foreach (var cells in rules.OfType<JsonObject>().Select(rule => List(rule, key)))
            if (index < cells.Count)
                cells.RemoveAt(index.Value);
        return null;
    }

    private static string? SwapColumn(JsonArray columns, JsonArray rules, string key, int? index, int by)
    {
        if (Swap(columns, index, by) is { } refusal)
            return refusal;
        foreach (var cells in rules.OfType<JsonObject>().Select(rule => List(rule, key)))
            Swap(cells, index, by);
        return null;
    }

    private static string? Put(JsonArray list, int? index, JsonNode node)
    {
        if (index is { } place && place < list.Count)
            list.Insert(place, node);
        else
            list.Add(node);
        return null;
    }

    private static string? Drop(JsonArray list, int? index, string what)
    {
        if (index is not { } place || place >= list.Count)
            return $"その{what}は、もうありません。";
        if (list.Count == 1)
            return $"{what}は、少なくとも一つ必要です。表が要らないときは「表を削除」を使ってください。";
        list.RemoveAt(place);
        return null;
    }

    private static string? Swap(JsonArray list, int? index, int by)
    {
        if (index is not { } from || from + by < 0 || from >= list.Count || from + by >= list.Count)
            return "これ以上は動かせません。";
        var node = list[from];
        list.RemoveAt(from);
        list.Insert(from + by, node);
        return null;
    }

    private static JsonArray List(JsonObject owner, string key)
    {
        if (owner[key] is not JsonArray list)
            owner[key] = list = [];
        return list;
    }
}
