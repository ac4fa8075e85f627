using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Feel;
using ElectronicApplication.Forms.Answers;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Mapping;

/// <summary>Puts answers that were accepted once into a frame, so that expressions can read them without judging them again.</summary>
internal static class FrameLoader
{
    public static void Load(FormPlan plan, JsonObject answers, FeelFrame frame)
    {
        foreach (var step in plan.Steps)
            if (step.Field is { HasValue: true } field)
                frame[field.Slot] = field.Type == FieldType.Group ? Rows(field, answers[field.Id]) : Value(field, answers[field.Id]);
            else if (step.Table is { } table)
                frame[table.Slot] = table.Decision!.Evaluate(frame);
    }

    private static FeelValue Rows(PlanField group, JsonNode? node)
    {
        if (node is not JsonArray array)
            return FeelValue.Null;
        var rows = new FeelValue[array.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            var row = array[i] as JsonObject;
            var values = new List<FeelValue>(group.RowShape!.Count);
            foreach (var field in group.Fields)
                if (field.HasValue)
                    values.Add(Value(field, row?[field.Id]));
            rows[i] = FeelValue.Of(new FeelContext(group.RowShape, [.. values]));
        }
        return FeelValue.Of(new FeelList(rows));
    }

    private static FeelValue Value(PlanField field, JsonNode? node) => field switch
    {
        { Type: FieldType.Calculated } => Plain(node, field.Value!.Type),
        { OptionsFrom: not null } => Plain(node, FeelType.Any),
        { Definition.IsComposite: true } => node is JsonObject parts ? Whole(field, parts) : FeelValue.Null,
        _ => AnswerReader.Read(node, field).Value,
    };

    private static FeelValue Whole(PlanField field, JsonObject json)
    {
        var values = new FeelValue[field.PartsType!.Shape.Count];
        for (var i = 0; i < field.Parts.Length; i++)
            values[i] = AnswerReader.Read(json[field.Parts[i].Id], field.Parts[i]).Value;
        return FeelValue.Of(Composites.Context(field, values));
    }

    /// <summary>A value that the form itself once made, as the type of its expression tells.</summary>
    private static FeelValue Plain(JsonNode? node, FeelType type)
    {
        switch (node?.GetValueKind())
        {
            case JsonValueKind.String:
                var text = node.GetValue<string>();
                return ReferenceEquals(type, FeelType.Date) && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? FeelValue.Of(date)
                    : ReferenceEquals(type, FeelType.Time) && TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var time) ? AnswerReader.TimeValue(time)
                    : FeelValue.Of(text);
            case JsonValueKind.Number:
                return decimal.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? FeelValue.Of(number) : FeelValue.Null;
            case JsonValueKind.True:
                return FeelValue.True;
            case JsonValueKind.False:
                return FeelValue.False;
            case JsonValueKind.Array:
                return FeelValue.Of(new FeelList([.. ((JsonArray)node).Select(item => Plain(item, (type as FeelListType)?.Element ?? FeelType.Any))]));
            case JsonValueKind.Object:
                var members = (JsonObject)node;
                return FeelValue.Of(new FeelContext(new FeelShape(members.Select(member => member.Key)),
                    [.. members.Select(member => Plain(member.Value, (type as FeelContextType)?.Member(member.Key) ?? FeelType.Any))]));
            default:
                return FeelValue.Null;
        }
    }
}
