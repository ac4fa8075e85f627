using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Editing;

namespace ElectronicApplication.Staff.Designer;

/// <summary>Elements of a definition that may not compile yet.</summary>
internal static class ElementJson
{
    /// <summary>The expression at a key; null when there is none or it is no text.</summary>
    public static string? Feel(this JsonObject element, string key) => element[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>The element of that name: "page/items", "field/item_kind", "table/fee".</summary>
    public static JsonObject? Find(DefinitionTree tree, string at)
    {
        var slash = at.IndexOf('/');
        if (slash < 0)
            return at == "procedure" ? tree.Procedure : at == "mapping" ? tree.Mapping : null;
        var (kind, id) = (at[..slash], at[(slash + 1)..]);
        var pages = Objects(tree.Form["pages"]);
        return kind switch
        {
            "page" => pages.FirstOrDefault(p => p["id"]?.ToString() == id),
            "field" => pages.SelectMany(p => Objects(p["fields"])).SelectMany(f => Objects(f["fields"]).Prepend(f)).FirstOrDefault(f => f["id"]?.ToString() == id),
            "table" => Objects(tree.Form["tables"]).Concat(Objects(tree.Procedure["tables"])).FirstOrDefault(t => t["id"]?.ToString() == id),
            _ => null,
        };
    }

    public static IEnumerable<JsonObject> Objects(JsonNode? list) => (list as JsonArray)?.OfType<JsonObject>() ?? [];
}
