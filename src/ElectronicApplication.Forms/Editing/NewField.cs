using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Editing;

/// <summary>A field as it comes from the palette: it can be filled in at once, and the lint has little to say.</summary>
internal static class NewField
{
    public static JsonObject Of(FieldType type, string id, string label, Func<string, bool> taken)
    {
        var field = new JsonObject { ["id"] = id, ["type"] = TreeNodes.Name(type), ["label"] = label };
        Complete(field, type, taken);
        return field;
    }

    /// <summary>Adds what a field of this type cannot do without, or nearly always has, where it is not written.</summary>
    public static void Complete(JsonObject field, FieldType type, Func<string, bool> taken)
    {
        switch (type)
        {
            case FieldType.Choice or FieldType.Choices:
                Add("options", () => new JsonArray(Option("option_1", "選択肢1", "Option 1"), Option("option_2", "選択肢2", "Option 2")));
                break;
            case FieldType.Yen:
                Add("min", () => 0);
                Add("unit", () => Words("円", "円（えん）", "yen"));
                break;
            case FieldType.Calculated:
                Add("value", () => "0");
                break;
            case FieldType.Group:
                Add("fields", () => new JsonArray(Of(FieldType.Text, ProposedId.Unique(field.Text("id") + "_text", taken), FieldTypeWords.Ja(FieldType.Text), taken)));
                Add("rowTitle", () => field["label"]?.DeepClone());
                break;
            case FieldType.Attachment:
                Add("accept", () => new JsonArray("application/pdf", "image/jpeg", "image/png"));
                break;
            case FieldType.Consent:
                Add("required", () => true);
                break;
            case FieldType.MyNumber:
                Add("separateStorage", () => true);
                Add("sensitive", () => true);
                break;
            case FieldType.PersonName or FieldType.Address or FieldType.Contact or FieldType.BankAccount or FieldType.Phone or FieldType.Mail:
                Add("sensitive", () => true);
                break;
        }

        void Add(string key, Func<JsonNode?> make)
        {
            if (!field.ContainsKey(key))
                field[key] = make();
        }
    }

    public static JsonObject Option(string value, string label, string? labelEn = null) =>
        new() { ["value"] = value, ["label"] = labelEn is null ? label : new JsonObject { ["ja"] = label, ["en"] = labelEn } };

    private static JsonObject Words(string ja, string easy, string en) => new() { ["ja"] = ja, ["ja-easy"] = easy, ["en"] = en };
}
