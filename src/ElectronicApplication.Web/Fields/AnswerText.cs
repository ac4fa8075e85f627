using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Web.Fields;

/// <summary>An answer in the words that a person reads: labels instead of codes, dates with their era, yen with 円.</summary>
public static class AnswerText
{
    public const string Nothing = "入力なし";

    public static string Of(FieldDefinition field, JsonNode? value, string language = "ja") => field.Type switch
    {
        _ when value is null => Nothing,
        FieldType.Choice => Label(field, value, language),
        FieldType.Choices => value is JsonArray { Count: > 0 } chosen ? string.Join("、", chosen.Select(one => Label(field, one, language))) : Nothing,
        FieldType.YesNo => Flag(value) is { } yes ? yes ? "はい" : "いいえ" : Raw(value),
        FieldType.Consent => Flag(value) is true ? "同意する" : "同意しない",
        FieldType.Date => JapaneseDates.Parse(Raw(value)) is { } date ? JapaneseDates.Long(date) : Raw(value),
        FieldType.Time => Raw(value),
        FieldType.MyNumber => Raw(value) is { Length: > 4 } number ? new string('＊', number.Length - 4) + number[^4..] : "＊",
        FieldType.PersonName => Name(value),
        FieldType.Address => Address(value),
        FieldType.Period => $"{PartOf(field, "from", value, language)} から {PartOf(field, "to", value, language)} まで",
        _ when field.IsComposite => string.Join('\n', field.Parts.Where(p => Raw(Inside(value, p.Id)).Length > 0).Select(p => $"{p.Label.For(language)}：{Of(p, Inside(value, p.Id), language)}")),
        FieldType.Yen => Number(value) is { } yen ? $"{yen.ToString("#,0", CultureInfo.InvariantCulture)}円" : Raw(value),
        _ => Raw(value) is { Length: > 0 } text ? text : Nothing,
    };

    /// <summary>The value as it stands in a text box.</summary>
    public static string Raw(JsonNode? value) => value switch
    {
        null => "",
        JsonValue json when json.GetValueKind() == JsonValueKind.String => json.GetValue<string>(),
        _ => value.ToJsonString(),
    };

    public static bool? Flag(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static JsonNode? Inside(JsonNode? value, string part) => value is JsonObject parts ? parts[part] : null;

    private static string PartOf(FieldDefinition whole, string part, JsonNode? value, string language) =>
        whole.Parts.FirstOrDefault(p => p.Id == part) is { } field ? Of(field, Inside(value, part), language) : Nothing;

    /// <summary>山田 花子（ヤマダ ハナコ）.</summary>
    private static string Name(JsonNode? value)
    {
        var (kanji, kana, latin) = (Joined(value, " ", "family", "given"), Joined(value, " ", "familyKana", "givenKana"), Joined(value, " ", "givenEn", "familyEn"));
        return string.Join('\n', new[] { kana.Length > 0 ? $"{kanji}（{kana}）" : kanji, latin }.Where(line => line.Length > 0)) is { Length: > 0 } name ? name : Nothing;
    }

    /// <summary>As on an envelope: postal code, then the address, then the building.</summary>
    private static string Address(JsonNode? value)
    {
        var code = Raw(Inside(value, "postalCode"));
        return string.Join('\n', new[] { code.Length > 0 ? "〒" + code : "", Joined(value, "", "prefecture", "city", "town", "block"), Raw(Inside(value, "building")) }.Where(line => line.Length > 0))
            is { Length: > 0 } address ? address : Nothing;
    }

    private static string Joined(JsonNode? value, string between, params ReadOnlySpan<string> parts)
    {
        var found = new List<string>(parts.Length);
        foreach (var part in parts)
            if (Raw(Inside(value, part)) is { Length: > 0 } text)
                found.Add(text);
        return string.Join(between, found);
    }

    private static decimal? Number(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.Number && decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Label(FieldDefinition field, JsonNode? value, string language)
    {
        var raw = Raw(value);
        return field.Options.FirstOrDefault(option => option.Value == raw)?.Label.For(language) ?? raw;
    }
}
