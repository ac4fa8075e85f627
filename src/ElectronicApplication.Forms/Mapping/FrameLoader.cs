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
        foreach (var field in plan.Fields)
            if (field.HasValue)
                frame[field.Slot] = field.Type == FieldType.Group ? Rows(field, answers[field.Id]) : Value(field, answers[field.Id]);
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

    private static FeelValue Value(PlanField field, JsonNode? node)
    {
        if (field.Type != FieldType.Calculated)
            return AnswerReader.Read(node, field).Value;
        return node?.GetValueKind() switch
        {
            JsonValueKind.String when ReferenceEquals(field.Value!.Type, FeelType.Date) && DateOnly.TryParse(node.GetValue<string>(), out var date) => FeelValue.Of(date),
            JsonValueKind.String => FeelValue.Of(node.GetValue<string>()),
            JsonValueKind.Number => decimal.TryParse(node.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) ? FeelValue.Of(number) : FeelValue.Null,
            JsonValueKind.True => FeelValue.True,
            JsonValueKind.False => FeelValue.False,
            _ => FeelValue.Null,
        };
    }
}
