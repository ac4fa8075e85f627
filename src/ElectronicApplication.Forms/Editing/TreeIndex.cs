using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Lint;

namespace ElectronicApplication.Forms.Editing;

internal sealed record TreePage(JsonObject Json, string Id, string Path);

/// <param name="Siblings">The list in which it stands.</param>
internal sealed record TreeField(JsonObject Json, string Id, JsonArray Siblings, TreePage Page, TreeField? Group, string Path)
{
    public FieldType? Type { get; } = TreeNodes.TypeOf(Json);
}

internal sealed record TreeTable(JsonObject Json, string Id, JsonArray Siblings, string File, string Path)
{
    public string? Group { get; } = Json.Text("group");
}

/// <summary>The elements of a definition by their ids. What cannot be an element is passed over; of two with one id the first counts.</summary>
internal sealed class TreeIndex
{
    private readonly Dictionary<string, TreePage> _pages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TreeField> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TreeTable> _tables = new(StringComparer.Ordinal);

    public TreeIndex(DefinitionTree tree)
    {
        foreach (var (json, i) in Elements(tree.Form["pages"]))
        {
            var page = new TreePage(json, json.Text("id") ?? "", $"$.pages[{i}]");
            _pages.TryAdd(page.Id, page);
            Pages.Add(page);
            Add(json, page, null, page.Path);
        }
        foreach (var (file, json) in new[] { (LintContext.FormFile, tree.Form), (LintContext.ProcedureFile, tree.Procedure) })
            foreach (var (table, i) in Elements(json["tables"]))
            {
                var found = new TreeTable(table, table.Text("id") ?? "", (JsonArray)json["tables"]!, file, $"$.tables[{i}]");
                _tables.TryAdd(found.Id, found);
                Tables.Add(found);
            }
    }

    public List<TreePage> Pages { get; } = [];

    /// <summary>In the order of the form; a group stands before its fields.</summary>
    public List<TreeField> Fields { get; } = [];

    public List<TreeTable> Tables { get; } = [];

    public TreePage? Page(string id) => _pages.GetValueOrDefault(id);

    public TreeField? Field(string id) => _fields.GetValueOrDefault(id);

    public TreeTable? Table(string id) => _tables.GetValueOrDefault(id);

    /// <summary>The names that expressions can use, and ids that no new element may take.</summary>
    public bool IsTaken(string id) => _fields.ContainsKey(id) || _tables.ContainsKey(id);

    private void Add(JsonObject parent, TreePage page, TreeField? group, string path)
    {
        foreach (var (json, i) in Elements(parent["fields"]))
        {
            var field = new TreeField(json, json.Text("id") ?? "", (JsonArray)parent["fields"]!, page, group, $"{path}.fields[{i}]");
            _fields.TryAdd(field.Id, field);
            Fields.Add(field);
            if (group is null)
                Add(json, page, field, field.Path);
        }
    }

    private static IEnumerable<(JsonObject Json, int Index)> Elements(JsonNode? node)
    {
        if (node is not JsonArray array)
            yield break;
        for (var i = 0; i < array.Count; i++)
            if (array[i] is JsonObject json)
                yield return (json, i);
    }
}
