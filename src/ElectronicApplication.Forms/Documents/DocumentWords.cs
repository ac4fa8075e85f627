using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Documents;

/// <summary>An answer as an official letter writes it: labels instead of codes, dates with their era, yen with 円, names without their reading. Nothing for what was not answered.</summary>
internal static class DocumentWords
{
    /// <param name="lines">As on an envelope: an address in lines, with its postal code.</param>
    public static string Of(FieldDefinition field, JsonNode? value, bool lines = false) => field.Type switch
    {
        _ when value is null => "",
        FieldType.MyNumber => "",
        FieldType.Choice => Label(field, value),
        FieldType.Choices => value is JsonArray chosen ? string.Join("、", chosen.Select(one => Label(field, one))) : "",
        FieldType.YesNo => value.GetValueKind() == JsonValueKind.True ? "はい" : "いいえ",
        FieldType.Consent => value.GetValueKind() == JsonValueKind.True ? "同意する" : "同意しない",
        FieldType.PersonName => Joined(value, "　", "family", "given"),
        FieldType.Address => Address(value, lines),
        FieldType.Period when value is JsonObject => $"{Part(field, value, "from")}から{Part(field, value, "to")}まで",
        FieldType.Attachment or FieldType.Signature or FieldType.Group => "",
        _ when field.IsComposite => string.Join(lines ? "\n" : "　", field.Parts.Select(p => Of(p, (value as JsonObject)?[p.Id])).Where(t => t.Length > 0)),
        FieldType.Yen => Number(value) is { } yen ? yen.ToString("#,0", CultureInfo.InvariantCulture) + "円" : Raw(value),
        _ => Date(Raw(value)) ?? Raw(value) + (field.Unit is { } unit && value.GetValueKind() == JsonValueKind.Number ? unit.Ja : ""),
    };

    private static string Part(FieldDefinition whole, JsonNode value, string part) => whole.Parts.FirstOrDefault(p => p.Id == part) is { } field ? Of(field, ((JsonObject)value)[part]) : "";

    /// <summary>Dates of fields and of calculations.</summary>
    private static string? Date(string text) =>
        text.Length == 10 && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? JapaneseCalendar.Format(date) : null;

    private static string Address(JsonNode value, bool lines)
    {
        var street = Joined(value, "", "prefecture", "city", "town", "block");
        var building = Raw((value as JsonObject)?["building"]);
        if (!lines)
            return building.Length > 0 ? $"{street}　{building}" : street;
        var code = Raw((value as JsonObject)?["postalCode"]);
        return string.Join('\n', new[] { code.Length > 0 ? "〒" + code : "", street, building }.Where(l => l.Length > 0));
    }

    private static string Joined(JsonNode value, string between, params ReadOnlySpan<string> parts)
    {
        var found = new List<string>(parts.Length);
        foreach (var part in parts)
            if (Raw((value as JsonObject)?[part]) is { Length: > 0 } text)
                found.Add(text);
        return string.Join(between, found);
    }

    private static string Label(FieldDefinition field, JsonNode? value) => Raw(value) is var raw && field.Options.FirstOrDefault(o => o.Value == raw) is { } option ? option.Label.Ja : raw;

    private static decimal? Number(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.Number && decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Raw(JsonNode? value) => value switch
    {
        null => "",
        JsonValue json when json.GetValueKind() == JsonValueKind.String => json.GetValue<string>(),
        JsonValue json => json.ToJsonString(),
        _ => "",
    };
}
