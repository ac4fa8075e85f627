using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Editing;

/// <summary>Which keys of form.json do something for a type of field, what matters most first.</summary>
public static class FieldKeys
{
    private static readonly FieldType[] Silent = [FieldType.Heading, FieldType.Guidance, FieldType.Signature, FieldType.Slot];

    /// <summary>Without <c>id</c> and <c>type</c>.</summary>
    public static IReadOnlyList<string> For(FieldType type) => type switch
    {
        _ when Silent.Contains(type) => ["label", "help", "visible"],
        FieldType.Calculated => ["label", "value", "unit", "help", "visible", "valid", "sensitive", "masked", "unsigned", "searchable"],
        FieldType.Group => ["label", "fields", "minRows", "maxRows", "rowTitle", "layout", "help", "required", "visible", "valid", "sensitive", "masked", "unsigned"],
        FieldType.Consent => ["label", "required", "help", "visible", "valid"],
        FieldType.Attachment => ["label", "required", "help", "accept", "maxFiles", "minFiles", "maxBytes", "camera", "visible", "valid", "sensitive", "masked", "unsigned"],
        _ =>
        [
            "label", "required", .. Own(type), "help", "example", "visible", "valid",
            .. type == FieldType.MyNumber ? [] : (string[])["value", "readOnly", "searchable"],
            "prefill", "autocomplete", "inputMode", "sensitive", "masked", "unsigned", "separateStorage",
        ],
    };

    private static string[] Own(FieldType type) => type switch
    {
        FieldType.Text or FieldType.LongText or FieldType.Mail or FieldType.Phone or FieldType.PostalCode or FieldType.Digits => ["maxLength", "minLength", "pattern", "patternMessage"],
        FieldType.Kana => ["script", "maxLength", "minLength", "pattern", "patternMessage"],
        FieldType.Integer or FieldType.Yen => ["min", "max", "unit"],
        FieldType.Number => ["min", "max", "decimals", "unit"],
        FieldType.Choice or FieldType.Choices => ["options"],
        FieldType.Date => ["earliest", "latest", "eras"],
        FieldType.Period => ["earliest", "latest", "eras", "parts"],
        FieldType.Time => ["earliest", "latest"],
        FieldType.PersonName or FieldType.Address or FieldType.Contact or FieldType.BankAccount => ["parts"],
        _ => [],
    };

    /// <summary>What every form knows but this type does not heed is taken away; what nobody knows stays.</summary>
    internal static void Tidy(JsonObject field, FieldType type)
    {
        var heeded = For(type);
        foreach (var key in field.Select(member => member.Key).Where(key => key is not ("id" or "type") && !heeded.Contains(key) && SchemaRule.Field.Member(key) is not null).ToList())
            field.Remove(key);
    }
}
