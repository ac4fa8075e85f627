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

    private static decimal? Number(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.Number && decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Label(FieldDefinition field, JsonNode? value, string language)
    {
        var raw = Raw(value);
        return field.Options.FirstOrDefault(option => option.Value == raw)?.Label.For(language) ?? raw;
    }
}
