using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Lint;

namespace ElectronicApplication.Forms.Editing;

/// <summary>What the JSON Schemas of the catalogue say about a place in a definition.</summary>
/// <param name="Schema">The rule with references followed.</param>
/// <param name="Root">The schema file in which it stands.</param>
/// <param name="Name">The name under which the file keeps the rule: <c>text</c>, <c>feel</c>, <c>field</c> ...; null for one without.</param>
internal readonly record struct SchemaRule(JsonObject Schema, JsonObject Root, string? Name)
{
    private const int MaxHops = 20;

    public static SchemaRule Page { get; } = Definition("form.schema.json", "page");

    public static SchemaRule Field { get; } = Definition("form.schema.json", "field");

    public static SchemaRule Table { get; } = Definition("form.schema.json", "table");

    public static SchemaRule Procedure { get; } = new(KeyRules.Schemas["procedure.schema.json"], KeyRules.Schemas["procedure.schema.json"], null);

    public static SchemaRule Mapping { get; } = new(KeyRules.Schemas["mapping.schema.json"], KeyRules.Schemas["mapping.schema.json"], null);

    /// <summary>A string, or strings by language.</summary>
    public bool IsText => Name == "text";

    public bool IsFeel => Name == "feel" || Alternatives().Any(alternative => alternative.Name == "feel");

    /// <summary>A string and nothing else.</summary>
    public bool IsPlainString => Schema["type"].Text() == "string";

    public bool IsRequired(string key) => Schema["required"] is JsonArray required && required.Any(name => name.Text() == key);

    /// <summary>The rule about a member; null when the schema does not know it.</summary>
    public SchemaRule? Member(string key)
    {
        foreach (var rule in Alternatives().Prepend(this))
        {
            if (rule.Schema["properties"] is JsonObject properties)
            {
                if (properties.TryGetPropertyValue(key, out var member))
                    return Followed(member, rule.Root);
                continue;
            }
            if (rule.Schema["additionalProperties"] is JsonObject others)
                return Followed(others, rule.Root);
            // An object about which nothing is said may hold anything.
            if (rule.Schema["type"].Text() == "object")
                return new SchemaRule([], rule.Root, null);
        }
        return null;
    }

    /// <summary>The rule about the elements of a list; null when it is none.</summary>
    public SchemaRule? Item()
    {
        foreach (var rule in Alternatives().Prepend(this))
            if (rule.Schema["items"] is { } items)
                return Followed(items, rule.Root);
        return null;
    }

    private IEnumerable<SchemaRule> Alternatives()
    {
        var root = Root;
        return ((Schema["oneOf"] ?? Schema["anyOf"]) as JsonArray ?? []).Select(alternative => Followed(alternative, root)).OfType<SchemaRule>();
    }

    private static SchemaRule? Followed(JsonNode? node, JsonObject root)
    {
        string? name = null;
        for (var hops = 0; node is JsonObject schema && hops < MaxHops; hops++)
        {
            if (schema["$ref"].Text() is not { } reference)
                return new SchemaRule(schema, root, name);
            var hash = reference.IndexOf('#');
            root = hash > 0 ? KeyRules.Schemas[reference[..hash]] : root;
            name = reference[(reference.LastIndexOf('/') + 1)..];
            node = root["$defs"]?[name];
        }
        return null;
    }

    private static SchemaRule Definition(string file, string name) => Followed(new JsonObject { ["$ref"] = $"{file}#/$defs/{name}" }, KeyRules.Schemas[file])!.Value;
}
