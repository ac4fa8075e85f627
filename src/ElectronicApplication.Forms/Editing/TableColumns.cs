using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Editing;

/// <summary>What the columns of a decision table hold, as far as the definition tells.</summary>
internal static class TableColumns
{
    private static readonly Dictionary<string, string> NoOptions = [];

    public static PastedColumn Input(JsonObject input, TreeIndex index)
    {
        var field = index.Field(input.Text("expression")?.Trim() ?? "");
        return new PastedColumn(input.Text("type") ?? (field is null ? null : Type(field.Type)), field?.Type == FieldType.Choice ? Options(field.Json) : NoOptions);
    }

    public static PastedColumn Output(JsonObject output) => new(output.Text("type"), NoOptions);

    private static string? Type(FieldType? type) => type switch
    {
        FieldType.Integer or FieldType.Number or FieldType.Yen => "number",
        FieldType.YesNo or FieldType.Consent => "boolean",
        FieldType.Date => "date",
        FieldType.Time => "time",
        FieldType.Calculated or FieldType.Group or FieldType.Choices or FieldType.Attachment or null => null,
        _ => "string",
    };

    /// <summary>People write the label, in any language and width, or the value itself.</summary>
    private static Dictionary<string, string> Options(JsonObject field)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var option in field.Objects("options"))
            if (option.Text("value") is { } value)
            {
                values[PastedAmount.Narrow(value)] = value;
                foreach (var label in option["label"] is JsonObject labels ? labels.Select(member => member.Value.Text()) : [option["label"].Text()])
                    if (label is not null)
                        values.TryAdd(PastedAmount.Narrow(label), value);
            }
        return values;
    }
}
