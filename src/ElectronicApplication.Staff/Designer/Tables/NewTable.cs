using System.Text.Json.Nodes;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Editing;

namespace ElectronicApplication.Staff.Designer;

/// <summary>A table to begin with: a row for each answer of the field that it asks about, so that nothing is missing, and already used where it was made for.</summary>
internal static class NewTable
{
    private const int MaxRows = 100;

    /// <summary>What a table can be made for; a group of the form stands for itself.</summary>
    public static IReadOnlyList<(string Value, string Text)> Purposes { get; } = [("fee", "手数料"), ("routing", "担当課の割り振り"), ("form", "様式の計算（全体で一つ）")];

    public static SheetCommand Read(SheetPost post)
    {
        if (post.Command.Verb != "add")
            return SheetCommand.Nothing;
        var (tree, purpose, name) = (post.Current, post.Form["purpose"].ToString(), post.Form["name"].ToString().Trim());
        var field = ElementJson.Find(tree, "field/" + post.Form["input"]);
        var errors = new Dictionary<string, string>();
        if (name.Length is 0 or > 200)
            errors["name"] = "表の名前を、200 文字以内で入力してください（例: 1個の手数料）。";
        if (field is null)
            errors["input"] = TableFields.Of(tree, null).Any() || TableFields.Groups(tree).Any() ? "条件にする項目を選んでください。" : "条件にする項目が、様式にまだありません。先に項目を追加してください。";
        var group = purpose.StartsWith("field/", StringComparison.Ordinal) ? purpose : null;
        if (group is null && Purposes.All(p => p.Value != purpose))
            errors["purpose"] = "使い道を選んでください。";
        else if (field is not null && TableFields.Of(tree, group?["field/".Length..]).All(f => f.Id != field["id"]?.ToString()))
            errors["input"] = group is null ? "繰り返しの中の項目は、その繰り返しの「一件ごと」の表で使えます。使い道か項目を選び直してください。" : "この繰り返しの一件ごとの表では使えない項目です。選び直してください。";
        if (errors.Count > 0)
            return SheetCommand.Nothing with { Errors = errors };

        var id = ProposedId.For(name, FieldType.Number, candidate => Taken(tree, candidate));
        var target = group ?? (purpose == "form" ? "form" : "procedure");
        // An amount that stands becomes the result of every row until it is changed there; a formula or another table stays, and the page of the table says so.
        var amount = purpose == "fee" && tree.Procedure["fee"]?["expression"]?.ToString() is { } fee && MoneyPost.Mode(fee, tree) == "fixed" ? fee : null;
        List<DefinitionEdit> edits = [new AddTable(target, Table(id, name, field!, purpose, amount ?? "0"))];
        if (amount is not null)
            edits.Add(new Set("procedure", "fee.expression", id));
        else if (purpose == "fee" && tree.Procedure["fee"] is null)
            edits.Add(new Set("procedure", "fee", new JsonObject { ["expression"] = id, ["due"] = "BeforeReview" }));
        if (purpose == "routing" && tree.Procedure["routing"] is null)
            edits.Add(new Set("procedure", "routing", new JsonObject { ["expression"] = id, ["offices"] = new JsonArray(new JsonObject { ["code"] = tree.Procedure["office"]?.ToString(), ["title"] = tree.Procedure["officeTitle"]?.DeepClone() }) }));
        return new(edits) { Next = _ => "/tables/" + id };
    }

    private static JsonObject Table(string id, string name, JsonObject field, string purpose, string amount)
    {
        var result = purpose == "routing" ? JsonValue.Create("\"\"") : JsonNode.Parse(amount)!;
        var tests = Tests(field).Take(MaxRows).ToList();
        return new JsonObject
        {
            ["id"] = id, ["label"] = name, ["hitPolicy"] = "U",
            ["inputs"] = new JsonArray(new JsonObject { ["expression"] = field["id"]!.ToString() }),
            ["outputs"] = new JsonArray(new JsonObject { ["type"] = purpose == "routing" ? "string" : "number" }),
            ["rules"] = new JsonArray([.. tests.Select(test => new JsonObject { ["when"] = new JsonArray(test), ["then"] = new JsonArray(result.DeepClone()) })]),
        };
    }

    private static IEnumerable<string> Tests(JsonObject field) => FieldPalette.Parse(field["type"]?.ToString()) switch
    {
        FieldType.YesNo or FieldType.Consent => ["true", "false"],
        FieldType.Choice when field["options"] is JsonArray { Count: > 0 } => ElementJson.Objects(field["options"]).Select(o => $"\"{(o["value"]?.ToString() ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""),
        _ => ["-"],
    };

    private static bool Taken(DefinitionTree tree, string id) => ElementJson.Find(tree, "field/" + id) is not null || ElementJson.Find(tree, "table/" + id) is not null;
}
