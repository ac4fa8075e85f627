using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms;

/// <summary>
/// Words shown to people. In a definition it is either a string (Japanese) or an object keyed by language:
/// <c>{"ja": "...", "ja-easy": "...", "en": "..."}</c>. <c>ja-easy</c> is やさしい日本語.
/// </summary>
public sealed class LocalizedText
{
    private readonly KeyValuePair<string, string>[] _others;

    public LocalizedText(string ja, params KeyValuePair<string, string>[] others)
    {
        Ja = ja;
        _others = others;
    }

    public string Ja { get; }

    /// <summary>Languages other than Japanese in which the text exists.</summary>
    public IEnumerable<string> Languages => _others.Select(other => other.Key);

    /// <summary>The text in the language asked for; otherwise in the nearest one: easy Japanese falls back to Japanese, all others to English.</summary>
    public string For(string language)
    {
        if (language is "ja" || _others.Length == 0)
            return Ja;
        return Find(language)
            ?? (language.IndexOf('-') is var dash and > 0 && !language.StartsWith("ja", StringComparison.OrdinalIgnoreCase) ? Find(language[..dash]) : null)
            ?? (language.StartsWith("ja", StringComparison.OrdinalIgnoreCase) ? Ja : Find("en"))
            ?? Ja;
    }

    public JsonNode ToJson()
    {
        if (_others.Length == 0)
            return JsonValue.Create(Ja);
        var json = new JsonObject { ["ja"] = Ja };
        foreach (var (language, text) in _others)
            json[language] = text;
        return json;
    }

    public override string ToString() => Ja;

    private string? Find(string language)
    {
        foreach (var (key, text) in _others)
            if (key.Equals(language, StringComparison.OrdinalIgnoreCase))
                return text;
        return null;
    }

    internal static LocalizedText? From(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
            return new LocalizedText(json.GetString()!);
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("ja", out var ja) || ja.ValueKind != JsonValueKind.String)
            return null;
        var others = new List<KeyValuePair<string, string>>();
        foreach (var property in json.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.String)
                return null;
            if (property.Name != "ja")
                others.Add(new(property.Name, property.Value.GetString()!));
        }
        return new LocalizedText(ja.GetString()!, [.. others]);
    }
}
