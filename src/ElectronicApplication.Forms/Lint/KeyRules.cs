using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Feel;

namespace ElectronicApplication.Forms.Lint;

/// <summary>
/// Keys that no one reads. They survive, because other versions and tools may own them; but one that looks like a known key is
/// probably meant to be it. What is known stands in the JSON Schemas of the catalogue.
/// </summary>
internal static class KeyRules
{
    private const string LayoutSchema = "layout.schema.json";

    public static readonly IReadOnlyDictionary<string, JsonObject> Schemas = new[] { "procedure.schema.json", "form.schema.json", "mapping.schema.json", LayoutSchema }
        .ToDictionary(name => name, name => (JsonObject)JsonNode.Parse(typeof(KeyRules).Assembly.GetManifestResourceStream(name)!)!);

    public static void Check(DefinitionFiles files, List<LintFinding> findings)
    {
        Check(files.Procedure, LintContext.ProcedureFile, findings);
        Check(files.Form, LintContext.FormFile, findings);
        if (files.Mapping is { } mapping)
            Check(mapping, LintContext.MappingFile, findings);
        foreach (var (name, layout) in files.Neighbours.Where(file => file.Key.EndsWith(".layout.json", StringComparison.Ordinal)))
            Check(layout, name, findings, LayoutSchema);
    }

    private static void Check(ReadOnlyMemory<byte> json, string file, List<LintFinding> findings, string? described = null)
    {
        try
        {
            var schema = described ?? file.Replace(".json", ".schema.json");
            Walk(JsonNode.Parse(json.Span), Schemas[schema], Schemas[schema], "$", file, findings);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            // Not JSON, or a name twice: the reader has said so.
        }
    }

    private static void Walk(JsonNode? node, JsonNode? rule, JsonObject root, string path, string file, List<LintFinding> findings)
    {
        if (Resolved(rule, ref root, node) is not { } schema)
            return;
        if (node is JsonArray array && schema["items"] is { } items)
            for (var i = 0; i < array.Count; i++)
                Walk(array[i], items, root, $"{path}[{i}]", file, findings);
        if (node is not JsonObject json || schema["properties"] is not JsonObject known)
            return;
        foreach (var (key, value) in json)
            if (known.TryGetPropertyValue(key, out var inner))
                Walk(value, inner, root, $"{path}.{key}", file, findings);
            else if (schema["additionalProperties"] is null && Nearest(key, known.Select(pair => pair.Key)) is { } meant)
                findings.Add(new LintFinding("unknown-key", LintSeverity.Warning, file, $"{path}.{key}",
                    $"「{key}」という項目はなく、何の働きもしません。「{meant}」の書き間違いなら、直してください。",
                    $"There is no key '{key}' and nothing reads it. If '{meant}' is meant, correct it."));
    }

    /// <summary>Follows references, and of several alternatives takes the one that fits the kind of node.</summary>
    private static JsonObject? Resolved(JsonNode? rule, ref JsonObject root, JsonNode? node)
    {
        for (var hops = 0; rule is JsonObject schema && hops < 20; hops++)
        {
            if ((string?)schema["$ref"] is { } reference)
            {
                var hash = reference.IndexOf('#');
                root = hash > 0 ? Schemas[reference[..hash]] : root;
                rule = reference[(hash + 1)..].Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate((JsonNode?)root, (at, step) => at?[step]);
            }
            else if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray alternatives && schema["properties"] is null)
                rule = alternatives.FirstOrDefault(alternative => (string?)alternative!["type"] == (node is JsonArray ? "array" : "object"));
            else
                return schema;
        }
        return null;
    }

    /// <summary>In a short key a second slip makes another word of it.</summary>
    private static string? Nearest(string key, IEnumerable<string> known) =>
        (from slips in Enumerable.Range(0, 3)
         from candidate in known
         where slips <= (candidate.Length <= 4 ? 1 : 2) && NearName.Of(key.ToLowerInvariant(), [candidate.ToLowerInvariant()], slips) is not null
         select candidate).FirstOrDefault();
}
