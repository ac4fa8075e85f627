using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Staff.Designer;

/// <summary>One name that a core system receives.</summary>
/// <param name="Path">From the outside in: applicant, familyName.</param>
/// <param name="Words">What the system takes there; null when its schema does not say.</param>
/// <param name="Title">What the schema calls it, if anything.</param>
/// <param name="Value">What mapping.json says: an expression, or JSON that stands as written; null when nothing is sent.</param>
/// <param name="IsGroup">It only holds others.</param>
public sealed record MappingRow(IReadOnlyList<string> Path, string? Words, string? Title, bool IsRequired, JsonNode? Value, bool IsGroup)
{
    private const int MaxDepth = 8;
    private const int MaxRows = 600;

    public string Name => Path[^1];

    public int Depth => Path.Count - 1;

    /// <summary>The name of its control; a JSON Pointer, so that any name will do.</summary>
    public string Pointer => string.Concat(Path.Select(p => "/" + p.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)));

    /// <summary>As the lint and the compiler name the place inside the data.</summary>
    public string JsonPath => string.Concat(Path.Select(p => "." + p));

    /// <summary>FEEL; null when JSON stands as written, or nothing.</summary>
    public string? Expression => Value is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>What stands in the box.</summary>
    public string Text => Expression ?? (Value is null ? "" : Value.ToJsonString());

    /// <summary>The names of the schema in its order, then what is sent besides.</summary>
    /// <param name="root">The schema of the target; null when it is not known.</param>
    public static IReadOnlyList<MappingRow> Of(JsonObject? data, JsonObject? root)
    {
        var rows = new List<MappingRow>();
        Add([], root is null ? null : SchemaWords.Resolve(root, root), data);
        return rows;

        void Add(List<string> path, JsonObject? rule, JsonObject? members)
        {
            var known = rule?["properties"] as JsonObject;
            foreach (var name in (known?.Select(p => p.Key) ?? []).Union(members?.Select(m => m.Key) ?? []))
            {
                if (rows.Count >= MaxRows)
                    return;
                var inner = known?[name] is { } stated && root is not null ? SchemaWords.Resolve(stated, root) : null;
                var value = members?[name];
                List<string> here = [.. path, name];
                var group = here.Count < MaxDepth && (value is JsonObject || value is null && inner?["properties"] is JsonObject);
                rows.Add(new(here, inner is null ? null : SchemaWords.Of(inner, root!), inner?["title"]?.ToString() ?? inner?["description"]?.ToString(), SchemaWords.IsRequired(rule, name), value, group));
                if (group)
                    Add(here, inner, value as JsonObject);
            }
        }
    }
}
