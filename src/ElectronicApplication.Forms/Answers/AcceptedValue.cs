using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Feel;

namespace ElectronicApplication.Forms.Answers;

/// <summary>Reads a value of accepted answers that the form of today would not make or take: what was accepted counts.</summary>
internal static class AcceptedValue
{
    /// <param name="type">What is known about it: text alone does not tell a date.</param>
    public static FeelValue Of(JsonNode? node, FeelType type)
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
                return FeelValue.Of(new FeelList([.. ((JsonArray)node).Select(item => Of(item, (type as FeelListType)?.Element ?? FeelType.Any))]));
            case JsonValueKind.Object:
                var members = (JsonObject)node;
                return FeelValue.Of(new FeelContext(new FeelShape(members.Select(member => member.Key)),
                    [.. members.Select(member => Of(member.Value, (type as FeelContextType)?.Member(member.Key) ?? FeelType.Any))]));
            default:
                return FeelValue.Null;
        }
    }
}
