using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ElectronicApplication.Forms.Documents;
using ElectronicApplication.Forms.Editing;

namespace ElectronicApplication.Staff.Designer;

/// <summary>What the pages of the templates posted, as edits of <c>documents</c> in procedure.json. A block is <c>b.3.text</c>, its condition <c>documents[0].blocks[3].when</c>.</summary>
internal static partial class TemplatePost
{
    private const string At = "procedure";

    public static IReadOnlyList<JsonObject> Of(JsonObject procedure) => [.. ElementJson.Objects(procedure["documents"])];

    public static SheetCommand Add(SheetPost post)
    {
        if (post.Command.Verb != "add")
            return SheetCommand.Nothing;
        var (title, id) = (post.Form["title"].ToString().Trim(), post.Form["id"].ToString().Trim());
        var documents = Of(post.Current.Procedure);
        Dictionary<string, string> errors = [];
        if (title.Length is 0 or > 100)
            errors["title"] = "文書の題名を 100 文字以内で入力してください（例: 認定通知書）。";
        if (!Id().IsMatch(id) || documents.Any(d => d["id"]?.ToString() == id))
            errors["id"] = "識別名は、ほかの文書と違う、半角の英小文字で始まる 40 文字以内の名前にしてください（例: approval）。";
        if (documents.Count >= DocumentDefinition.MaxDocuments)
            errors["title"] = $"文書は {DocumentDefinition.MaxDocuments} までです。";
        if (errors.Count > 0)
            return SheetCommand.Nothing with { Errors = errors };
        var document = new JsonObject
        {
            ["id"] = id, ["title"] = title, ["kind"] = post.Form["kind"] == "certificate" ? "certificate" : "notice", ["number"] = DocumentDefinition.DefaultNumber,
            ["blocks"] = new JsonArray(Block("number"), Block("date"), Block("sender"), Block("heading", title), Block("paragraph", "次のとおり決定したので、通知します。"), Block("appeal")),
        };
        return new([new Set(At, $"documents[{documents.Count}]", document)]) { Next = _ => $"/documents/{documents.Count + 1}" };
    }

    public static SheetCommand Read(SheetPost post, int n)
    {
        var (documents, now) = (Of(post.View.Design.Tree.Procedure), Of(post.Current.Procedure));
        if (PlaceNow.Of(documents, now, n - 1, (a, b) => a["id"]?.ToString() == b["id"]?.ToString()) is not { } index)
            return SheetCommand.Refused("この文書は、ほかの人が削除しました。一覧から選び直してください。", "The document is gone.");
        if (post.Command.Verb == "remove")
            return new([new Set(At, $"documents[{index}]", null)]) { Next = _ => "/documents" };
        var (before, document) = (documents[n - 1], (JsonObject)now[index].DeepClone());
        var errors = new Dictionary<string, string>();
        Settings(post, before, document, errors);
        var conditions = new ConditionPost(post.Form, post.View.Sketch.Plan, post.Changed, post.Form["op"].ToString(), errors);
        var blocks = document["blocks"] as JsonArray ?? [];
        document["blocks"] = blocks;
        var seen = before["blocks"] as JsonArray ?? [];
        var words = TemplateWords.Of(post.View.Sketch.Plan);
        for (var i = 0; i < seen.Count; i++)
            if (seen[i] is JsonObject was)
                Block(post, words, was, PlaceNow.Of(seen, now[index]["blocks"] as JsonArray, i) is { } place ? blocks[place] as JsonObject : null, n - 1, i, conditions, errors);
        var moved = Arrange(post, seen, now[index]["blocks"] as JsonArray ?? [], blocks, errors);
        List<DefinitionEdit> edits = JsonNode.DeepEquals(now[index], document) ? [] : [new Set(At, $"documents[{index}]", document)];
        return new(edits) { Errors = errors, Unfinished = moved ? new Dictionary<string, ConditionDraft>() : conditions.Unfinished, IsUnfinished = !moved && conditions.Unfinished.Count > 0, Next = index == n - 1 ? null : _ => $"/documents/{index + 1}" };
    }

    private static void Settings(SheetPost post, JsonObject before, JsonObject document, Dictionary<string, string> errors)
    {
        foreach (var (key, most) in new[] { ("title", 100), ("number", 60), ("series", 64) })
            if (post.Form.TryGetValue("d." + key, out var posted) && posted.ToString().Trim() is var text && text != (before[key]?.ToString() ?? ""))
            {
                if (text.Length > most || key == "title" && text.Length == 0)
                    errors["d." + key] = $"{most} 文字以内で入力してください。";
                else if (key == "number" && !text.Contains("{number}", StringComparison.Ordinal) && !post.IsTyping)
                    errors["d.number"] = "番号が入る {number} を書いてください（例: こ児第{number}号）。";
                else
                    Put(document, key, text.Length == 0 ? null : text);
            }
        foreach (var (key, choices) in new[] { ("kind", new[] { "notice", "certificate" }), ("paper", ["a4", "a5", "b5", "postcard"]) })
            if (post.Form.TryGetValue("d." + key, out var chosen) && choices.Contains(chosen.ToString()) && chosen.ToString() != (before[key]?.ToString() ?? choices[0]))
                document[key] = chosen.ToString();
        foreach (var key in new[] { "landscape", "seal", "beforeFee", "masked" })
            if (post.Form.TryGetValue("d." + key, out var flags) && flags.Contains("true") is var on && on != (before[key]?.GetValueKind() == System.Text.Json.JsonValueKind.True))
                Put(document, key, on ? true : null);
        if (post.Form.TryGetValue("d.decisions", out var decisions))
        {
            var list = decisions.Where(d => d is "granted" or "refused" or "dismissed").ToList();
            if (!list.SequenceEqual((before["decisions"] as JsonArray ?? []).Select(d => d?.ToString())))
                Put(document, "decisions", list.Count == 0 ? null : new JsonArray([.. list.Select(d => (JsonNode)d!)]));
        }
    }

    /// <param name="block">As it stands now; null when a colleague took it away.</param>
    private static void Block(SheetPost post, TemplateWords words, JsonObject was, JsonObject? block, int document, int i, ConditionPost conditions, Dictionary<string, string> errors)
    {
        var name = $"b.{i}";
        if (post.Form.TryGetValue(name + ".text", out var posted) && posted.ToString().ReplaceLineEndings("\n").Trim() is var text && text != words.Shown(was["text"]?.ToString() ?? "").Trim())
        {
            if (block is null)
                errors[name + ".text"] = PlaceNow.LostText(text);
            else if (text.Length > DocumentBlock.MaxText)
                errors[name + ".text"] = $"{DocumentBlock.MaxText} 文字までにしてください。";
            else
                Put(block, "text", text.Length == 0 ? null : words.Stored(text));
        }
        if (block is null)
            return;
        if (post.Form.TryGetValue(name + ".align", out var align) && align.ToString() is "start" or "centre" or "end" && align.ToString() != (was["align"]?.ToString() ?? "start"))
            Put(block, "align", align.ToString() == "start" ? null : align.ToString());
        if (post.Form.TryGetValue(name + ".group", out var group) && group.ToString() is { Length: <= 64 } chosen && chosen != (was["group"]?.ToString() ?? ""))
            Put(block, "group", chosen.Length == 0 ? null : chosen);
        conditions.Take(WhenKey(document, i), was.Feel("when"), feel => Put(block, "when", feel));
        if (post.Command.Verb == "condition" && post.Index == i)
            conditions.Begin(WhenKey(document, i));
    }

    /// <returns>Whether blocks came, went or moved.</returns>
    private static bool Arrange(SheetPost post, JsonArray seen, JsonArray now, JsonArray blocks, Dictionary<string, string> errors)
    {
        var (verb, argument) = post.Command;
        if (verb == "addBlock")
        {
            if (blocks.Count >= DocumentDefinition.MaxBlocks || !TemplateWords.Blocks.Any(b => Name(b.Type) == argument))
                return false;
            blocks.Add(Block(argument));
            return true;
        }
        if (verb is not ("dropBlock" or "upBlock" or "downBlock"))
            return false;
        if (PlaceNow.Of(seen, now, post.Index) is not { } at || at >= blocks.Count)
        {
            errors[$"b.{post.Index}.text"] = PlaceNow.Lost;
            return false;
        }
        var to = verb == "upBlock" ? at - 1 : at + 1;
        if (verb != "dropBlock" && (to < 0 || to >= blocks.Count))
            return false;
        var node = blocks[at];
        blocks.RemoveAt(at);
        if (verb != "dropBlock")
            blocks.Insert(to, node);
        return true;
    }

    public static string WhenKey(int document, int block) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"documents[{document}].blocks[{block}].when");

    public static string Name(DocumentBlockType type) => type.ToString() is var name ? char.ToLowerInvariant(name[0]) + name[1..] : "";

    private static JsonObject Block(string type, string? text = null) => text is null ? new() { ["type"] = type } : new() { ["type"] = type, ["text"] = text };

    private static void Put(JsonObject holder, string key, JsonNode? value)
    {
        if (value is null)
            holder.Remove(key);
        else
            holder[key] = value;
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9_-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
