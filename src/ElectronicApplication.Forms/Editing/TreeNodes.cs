using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Editing;

/// <summary>Looks into JSON that may be anything: what is not there, or of another kind, is simply not found.</summary>
internal static class TreeNodes
{
    public static string? Text(this JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static string? Text(this JsonObject json, string key) => json.TryGetPropertyValue(key, out var node) ? node.Text() : null;

    public static bool IsTrue(this JsonObject json, string key) => json.TryGetPropertyValue(key, out var node) && node?.GetValueKind() == JsonValueKind.True;

    public static IEnumerable<JsonObject> Objects(this JsonObject json, string key) =>
        json.TryGetPropertyValue(key, out var node) && node is JsonArray array ? array.OfType<JsonObject>() : [];

    /// <summary>A text that people read, which is a string or strings by language; null when it has none in this language.</summary>
    public static string? In(this JsonNode? text, string language) => text is JsonObject languages ? languages.Text(language) : language == "ja" ? text.Text() : null;

    /// <summary>What an element is called: its label or title, otherwise its id.</summary>
    public static string Ja(this JsonObject element) =>
        (element["label"] ?? element["title"]).In("ja") is { } text && !string.IsNullOrWhiteSpace(text) ? text : element.Text("id") ?? "";

    public static string En(this JsonObject element) =>
        (element["label"] ?? element["title"]).In("en") is { } text && !string.IsNullOrWhiteSpace(text) ? text : element.Ja();

    /// <summary>The list under a key; an empty one is put there when there is none.</summary>
    public static JsonArray List(this JsonObject json, string key)
    {
        if (json.TryGetPropertyValue(key, out var node) && node is JsonArray array)
            return array;
        var made = new JsonArray();
        json[key] = made;
        return made;
    }

    public static FieldType? TypeOf(JsonObject field) =>
        field.Text("type") is { Length: > 0 } text && char.IsAsciiLetter(text[0]) && Enum.TryParse<FieldType>(text, ignoreCase: true, out var type) && Enum.IsDefined(type) ? type : null;

    public static string Name(FieldType type) => JsonNamingPolicy.CamelCase.ConvertName(type.ToString());

    /// <summary>Puts a node to a place counted from 0; beyond the end, and null, mean the end.</summary>
    public static void Put(this JsonArray array, int? index, JsonNode node)
    {
        if (index is { } place && place < array.Count)
            array.Insert(Math.Max(place, 0), node);
        else
            array.Add(node);
    }

    /// <summary>Gives a member another name without moving it.</summary>
    public static void RenameKey(this JsonObject json, string from, string to)
    {
        var at = json.IndexOf(from);
        if (at < 0 || json.ContainsKey(to))
            return;
        var value = json[from];
        json.RemoveAt(at);
        json.Insert(at, to, value);
    }
}
