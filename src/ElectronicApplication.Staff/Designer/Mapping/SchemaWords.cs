using System.Globalization;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Staff.Designer;

/// <summary>What a receiving system takes, in words: 文字（1文字以上）, 整数（30〜500）.</summary>
internal static class SchemaWords
{
    private const int MaxHops = 20;

    /// <summary>Follows references inside the schema; null when it leads nowhere.</summary>
    public static JsonObject? Resolve(JsonNode? rule, JsonObject root)
    {
        for (var hops = 0; rule is JsonObject schema && hops < MaxHops; hops++)
        {
            if (schema["$ref"] is not JsonValue reference || !reference.TryGetValue<string>(out var path) || !path.StartsWith('#'))
                return schema;
            rule = path[1..].Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate((JsonNode?)root, (at, step) => (at as JsonObject)?[step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)]);
        }
        return null;
    }

    public static bool IsRequired(JsonObject? owner, string name) => owner?["required"] is JsonArray required && required.Any(r => r?.ToString() == name);

    public static string Of(JsonObject rule, JsonObject root)
    {
        if (rule["enum"] is JsonArray values)
            return "次のどれか: " + string.Join("、", values.Take(12).Select(v => v?.ToString() ?? "なし")) + (values.Count > 12 ? " …" : "");
        if (rule["const"] is { } only)
            return $"いつも {only}";
        var types = (rule["type"] switch { JsonArray several => several.Select(t => t?.ToString() ?? ""), { } one => [one.ToString()], _ => [] }).ToList();
        var words = types.Where(t => t != "null").Select(t => t switch
        {
            "string" => "文字" + Bounds(rule, "minLength", "maxLength", "文字"),
            "integer" => "整数" + Bounds(rule, "minimum", "maximum", ""),
            "number" => "数" + Bounds(rule, "minimum", "maximum", ""),
            "boolean" => "はい・いいえ",
            "array" => "一覧" + Bounds(rule, "minItems", "maxItems", "件") + Members(Resolve(rule["items"], root)),
            "object" => "まとまり",
            _ => t,
        }).ToList();
        var text = words.Count == 0 ? "何でも" : string.Join("か", words);
        if (rule["format"]?.ToString() is { } format)
            text += format switch { "date" => "（日付 2026-04-01）", "date-time" => "（日時）", "email" => "（メール）", _ => $"（{format}）" };
        if (rule["pattern"]?.ToString() is { } pattern)
            text += $"（形 {pattern}）";
        return types.Contains("null") ? text + "、なくてもよい" : text;
    }

    private static string Members(JsonObject? item) => item?["properties"] is JsonObject properties
        ? "。一件は " + string.Join("、", properties.Select(p => SchemaWords.IsRequired(item, p.Key) ? p.Key + "（必須）" : p.Key)) : "";

    private static string Bounds(JsonObject rule, string low, string high, string unit) => (Number(rule[low]), Number(rule[high])) switch
    {
        ({ } a, { } b) => $"（{a}〜{b}{unit}）",
        ({ } a, null) => $"（{a}{unit}以上）",
        (null, { } b) => $"（{b}{unit}まで）",
        _ => "",
    };

    private static string? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<decimal>(out var number) ? number.ToString("0.##########", CultureInfo.InvariantCulture) : null;
}
