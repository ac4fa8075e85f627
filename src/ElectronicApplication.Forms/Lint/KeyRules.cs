using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Lint;

/// <summary>
/// Keys that no one reads. They survive, because other versions and tools may own them; but one that looks like a known key is
/// probably meant to be it. What is known stands in the JSON Schemas of the catalogue.
/// </summary>
internal static class KeyRules
{
    public static readonly IReadOnlyDictionary<string, JsonObject> Schemas = new[] { "procedure.schema.json", "form.schema.json", "mapping.schema.json" }
        .ToDictionary(name => name, name => (JsonObject)JsonNode.Parse(typeof(KeyRules).Assembly.GetManifestResourceStream(name)!)!);

    public static void Check(DefinitionFiles files, List<LintFinding> findings)
    {
        Check(files.Procedure, LintContext.ProcedureFile, findings);
        Check(files.Form, LintContext.FormFile, findings);
        if (files.Mapping is { } mapping)
            Check(mapping, LintContext.MappingFile, findings);
    }

    private static void Check(ReadOnlyMemory<byte> json, string file, List<LintFinding> findings)
    {
        try
        {
            var schema = file.Replace(".json", ".schema.json");
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

    private static string? Nearest(string key, IEnumerable<string> known) =>
        known.Select(candidate => (candidate, Distance: key.Equals(candidate, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(key.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(near => near.Distance <= (near.candidate.Length <= 4 ? 1 : 2)).OrderBy(near => near.Distance).Select(near => near.candidate).FirstOrDefault();

    /// <summary>Letters to add, drop, change or swap (optimal string alignment).</summary>
    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 2)
            return int.MaxValue;
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = i + j;
                    continue;
                }
                table[i, j] = Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
            }
        return table[a.Length, b.Length];
    }
}
