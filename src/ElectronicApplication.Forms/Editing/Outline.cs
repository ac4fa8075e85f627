using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Editing;

/// <param name="Target">As edits name it.</param>
/// <param name="IsConditional">It is shown only under a condition.</param>
public sealed record OutlinePage(string Target, string Id, string TitleJa, bool IsConditional, IReadOnlyList<OutlineField> Fields);

/// <param name="Type">Null when the type is none that the form language knows.</param>
/// <param name="IsRequired">Always, or under a condition.</param>
/// <param name="Fields">Of a group.</param>
public sealed record OutlineField(string Target, string Id, FieldType? Type, string LabelJa, bool IsConditional, bool IsRequired, bool IsCalculated, IReadOnlyList<OutlineField> Fields);

public sealed record OutlineTable(string Target, string Id, string LabelJa, int Rows);

/// <param name="WhereJa">The page, and the group in it.</param>
public sealed record OutlineHit(string Target, string LabelJa, string WhereJa);

/// <summary>A definition as a tree of names, and the search in it.</summary>
public sealed class Outline
{
    private const int MaxWords = 10;

    private readonly TreeIndex _index;

    private Outline(TreeIndex index)
    {
        _index = index;
        Pages = [.. index.Pages.Select(page => new OutlinePage("page/" + page.Id, page.Id, page.Json.Ja(), page.Json.Text("visible") is not null, Fields(page.Json)))];
        Tables = [.. index.Tables.Select(table => new OutlineTable("table/" + table.Id, table.Id, table.Json.Ja(), table.Json.Objects("rules").Count()))];
    }

    public IReadOnlyList<OutlinePage> Pages { get; }

    public IReadOnlyList<OutlineTable> Tables { get; }

    public static Outline Of(DefinitionTree tree) => new(new TreeIndex(tree));

    /// <summary>The elements that hold all of the words in their label, id, help or options, in any language, width and kana.</summary>
    public IReadOnlyList<OutlineHit> Search(string words)
    {
        var wanted = words.Split([' ', '　', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries).Take(MaxWords).Select(FoldedText.Of).Where(word => word.Length > 0).ToList();
        return wanted.Count == 0 ? [] : [.. Texts().Where(text => wanted.TrueForAll(word => text.Text.Contains(word, StringComparison.Ordinal))).Select(text => text.Hit)];
    }

    private IEnumerable<(OutlineHit Hit, string Text)> Texts()
    {
        foreach (var page in _index.Pages)
        {
            yield return Text(new OutlineHit("page/" + page.Id, page.Json.Ja(), ""), page.Json, page.Id);
            foreach (var field in _index.Fields.Where(field => field.Page == page))
                yield return Text(new OutlineHit("field/" + field.Id, field.Json.Ja(), field.Group is { } group ? $"{page.Json.Ja()}・{group.Json.Ja()}" : page.Json.Ja()), field.Json, field.Id);
        }
        foreach (var table in _index.Tables)
            yield return Text(new OutlineHit("table/" + table.Id, table.Json.Ja(), ""), table.Json, table.Id);
    }

    private static (OutlineHit Hit, string Text) Text(OutlineHit hit, JsonObject json, string id)
    {
        var texts = new[] { "label", "title", "help", "guidance" }.SelectMany(key => Words(json[key]))
            .Concat(json.Objects("options").SelectMany(option => Words(option["label"]).Append(option.Text("value") ?? ""))).Prepend(id);
        return (hit, FoldedText.Of(string.Join('\n', texts)));
    }

    private static IEnumerable<string> Words(JsonNode? text) => text is JsonObject languages ? languages.Select(language => language.Value.Text()).OfType<string>() : text.Text() is { } plain ? [plain] : [];

    private static IReadOnlyList<OutlineField> Fields(JsonObject parent) =>
    [
        .. from json in parent.Objects("fields")
           let id = json.Text("id") ?? ""
           select new OutlineField("field/" + id, id, TreeNodes.TypeOf(json), json.Ja(), json.Text("visible") is not null,
               json.IsTrue("required") || json.Text("required") is not null, TreeNodes.TypeOf(json) == FieldType.Calculated, Fields(json)),
    ];
}
