using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Editing;

/// <summary>
/// JSON as a person would write it: two spaces, every letter as it is. The encoders of System.Text.Json escape 𠮷, variation selectors and
/// the wide space whatever they are told, so the text is written here.
/// </summary>
public static class JsonText
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(c => (char)c), '"', '\\']);
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>JSON that somebody sent and that may be anything; null for what cannot be read or holds a name twice.</summary>
    public static JsonNode? TryRead(string text, int maxDepth)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new() { MaxDepth = maxDepth, AllowDuplicateProperties = false });
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            // The search for repeated names takes the names as text, and half a character is none.
            return null;
        }
    }

    /// <summary>UTF-8, with a line feed at the end.</summary>
    public static byte[] Bytes(JsonNode node)
    {
        var text = new StringBuilder();
        Write(text, node, 0);
        return Utf8.GetBytes(text.Append('\n').ToString());
    }

    /// <summary>Bytes that are certainly enough for it, found without writing it.</summary>
    internal static long AtMost(JsonNode? node, int depth = 0) => node switch
    {
        JsonObject members => 2 * depth + 4 + members.Sum(member => 2 * depth + 12 + 6L * member.Key.Length + AtMost(member.Value, depth + 1)),
        JsonArray items => 2 * depth + 4 + items.Sum(item => 2 * depth + 6 + AtMost(item, depth + 1)),
        JsonValue value when value.TryGetValue<string>(out var text) => 2 + 6L * text.Length,
        _ => 40,
    };

    private static void Write(StringBuilder text, JsonNode? node, int depth)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject { Count: > 0 } members:
                text.Append('{');
                var first = true;
                foreach (var (key, value) in members)
                {
                    NewLine(text.Append(first ? "" : ","), depth + 1);
                    Write(text, key);
                    Write(text.Append(": "), value, depth + 1);
                    first = false;
                }
                NewLine(text, depth).Append('}');
                break;
            case JsonArray { Count: > 0 } items:
                text.Append('[');
                for (var i = 0; i < items.Count; i++)
                    Write(NewLine(text.Append(i == 0 ? "" : ","), depth + 1), items[i], depth + 1);
                NewLine(text, depth).Append(']');
                break;
            case JsonObject:
                text.Append("{}");
                break;
            case JsonArray:
                text.Append("[]");
                break;
            case var value when value.GetValueKind() == JsonValueKind.String:
                Write(text, value.GetValue<string>());
                break;
            default:
                text.Append(node.ToJsonString());
                break;
        }
    }

    private static StringBuilder NewLine(StringBuilder text, int depth) => text.Append('\n').Append(' ', 2 * depth);

    private static void Write(StringBuilder text, string value)
    {
        text.Append('"');
        var rest = value.AsSpan();
        for (var plain = rest.IndexOfAny(Escaped); plain >= 0; plain = rest.IndexOfAny(Escaped))
        {
            text.Append(rest[..plain]);
            _ = rest[plain] switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                var c => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
            };
            rest = rest[(plain + 1)..];
        }
        text.Append(rest).Append('"');
    }
}
