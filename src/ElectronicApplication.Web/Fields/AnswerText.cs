using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Web.Fields;

/// <summary>An answer in the words that a person reads: labels instead of codes, dates with their era, yen with 円.</summary>
public static class AnswerText
{
    public const string Nothing = "入力なし";

    /// <summary>Instead of an answer that staff have to open first.</summary>
    public const string Masked = "（伏せています）";

    public static string Of(FieldDefinition field, JsonNode? value, Words words) => field.Type switch
    {
        _ when value is null => words[Nothing],
        FieldType.Choice => Label(field, value, words),
        FieldType.Choices => value is JsonArray { Count: > 0 } chosen ? string.Join(words.IsEnglish ? ", " : "、", chosen.Select(one => Label(field, one, words))) : words[Nothing],
        FieldType.YesNo => Flag(value) is { } yes ? words[yes ? "はい" : "いいえ"] : Raw(value),
        FieldType.Consent => Flag(value) is true ? words["同意する"] : words["同意しない"],
        FieldType.Date => JapaneseDates.Parse(Raw(value)) is { } date ? words.Long(date) : Raw(value),
        FieldType.Time => Raw(value),
        FieldType.MyNumber => Raw(value) is { Length: > 4 } number ? new string('＊', number.Length - 4) + number[^4..] : "＊",
        FieldType.PersonName => Name(value) ?? words[Nothing],
        FieldType.Address => Address(value) ?? words[Nothing],
        FieldType.Period => words["{0} から {1} まで", PartOf(field, "from", value, words), PartOf(field, "to", value, words)],
        _ when field.IsComposite => string.Join('\n', field.Parts.Where(p => Raw(Inside(value, p.Id)).Length > 0).Select(p => $"{words[p.Label]}{(words.IsEnglish ? ": " : "：")}{Of(p, Inside(value, p.Id), words)}")),
        FieldType.Yen => Number(value) is { } yen ? words.Yen(yen) : Raw(value),
        _ => Raw(value) is { Length: > 0 } text ? text : words[Nothing],
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

    private static string PartOf(FieldDefinition whole, string part, JsonNode? value, Words words) =>
        whole.Parts.FirstOrDefault(p => p.Id == part) is { } field ? Of(field, Inside(value, part), words) : words[Nothing];

    /// <summary>山田 花子（ヤマダ ハナコ）.</summary>
    private static string? Name(JsonNode? value)
    {
        var (kanji, kana, latin) = (Joined(value, " ", "family", "given"), Joined(value, " ", "familyKana", "givenKana"), Joined(value, " ", "givenEn", "familyEn"));
        return string.Join('\n', new[] { kana.Length > 0 ? $"{kanji}（{kana}）" : kanji, latin }.Where(line => line.Length > 0)) is { Length: > 0 } name ? name : null;
    }

    /// <summary>As on an envelope: postal code, then the address, then the building.</summary>
    private static string? Address(JsonNode? value)
    {
        var code = Raw(Inside(value, "postalCode"));
        return string.Join('\n', new[] { code.Length > 0 ? "〒" + code : "", Joined(value, "", "prefecture", "city", "town", "block"), Raw(Inside(value, "building")) }.Where(line => line.Length > 0))
            is { Length: > 0 } address ? address : null;
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

    private static string Label(FieldDefinition field, JsonNode? value, Words words)
    {
        var raw = Raw(value);
        return field.Options.FirstOrDefault(one => one.Value == raw) is { } option ? words[option.Label] : raw;
    }
}
