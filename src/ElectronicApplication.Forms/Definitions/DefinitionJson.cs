using System.Text.Json;
using System.Text.Unicode;

namespace ElectronicApplication.Forms.Definitions;

/// <summary>The bytes of a definition as JSON, or the reason why they are none.</summary>
internal static class DefinitionJson
{
    internal const int MaxBytes = 4 * 1024 * 1024;

    public static JsonDocument Open(ReadOnlyMemory<byte> json)
    {
        if (json.Length > MaxBytes)
            throw new DefinitionException("$", "定義ファイルが大きすぎます（4 MB まで）。分けてください。", "The definition is too large (limit 4 MB). Split it.");
        if (json.Span.StartsWith("\uFEFF"u8))
            json = json[3..];
        if (!Utf8.IsValid(json.Span))
            throw new DefinitionException("$", "文字コードが UTF-8 ではありません（Shift_JIS など）。UTF-8 で保存し直してください。", "The text is not in UTF-8 (perhaps in Shift_JIS). Save it again as UTF-8.");
        try
        {
            var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 64, AllowDuplicateProperties = false });
            // In valid UTF-8 only an escape can hide half a character.
            var place = json.Span.IndexOf("\\u"u8) < 0 ? null : BrokenText(document.RootElement, "$");
            if (document.RootElement.ValueKind == JsonValueKind.Object && place is null)
                return document;
            document.Dispose();
            throw place is not null
                ? Broken(place)
                : new DefinitionException("$", "定義は { } で囲んだ JSON オブジェクトにしてください。", "A definition must be a JSON object in { }.");
        }
        catch (InvalidOperationException)
        {
            // The search for repeated names takes the names as text.
            throw Broken("$");
        }
        catch (JsonException exception)
        {
            var line = exception.LineNumber + 1;
            throw new DefinitionException("$",
                $"JSON として読めません（{line} 行目）。カンマ、引用符、同じ名前の繰り返しを確かめてください。",
                $"This is not valid JSON (line {line}). Check commas, quotes and repeated names.");
        }
    }

    private static DefinitionException Broken(string place) => new(place,
        "壊れた文字（\\uD800 のような、組になっていない文字コード）があります。書き直してください。",
        "There is half a character here (an unpaired code such as \\uD800). Write it again.");

    /// <summary>Half of a surrogate pair passes the JSON parser and would only throw when the string is taken.</summary>
    private static string? BrokenText(JsonElement json, string path)
    {
        try
        {
            switch (json.ValueKind)
            {
                case JsonValueKind.String:
                    json.GetString();
                    return null;
                case JsonValueKind.Array:
                    return json.EnumerateArray().Select((item, i) => BrokenText(item, $"{path}[{i}]")).FirstOrDefault(place => place is not null);
                case JsonValueKind.Object:
                    return json.EnumerateObject().Select(member => BrokenText(member.Value, $"{path}.{member.Name}")).FirstOrDefault(place => place is not null);
                default:
                    return null;
            }
        }
        catch (InvalidOperationException)
        {
            return path;
        }
    }
}
