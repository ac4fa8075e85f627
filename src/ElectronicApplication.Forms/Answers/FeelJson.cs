using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Feel;

namespace ElectronicApplication.Forms.Answers;

/// <summary>Values of expressions as JSON: dates and times as ISO 8601 text, whole numbers without a point.</summary>
internal static class FeelJson
{
    public static JsonNode? ToNode(in FeelValue value)
    {
        switch (value.Kind)
        {
            case FeelKind.Null:
                return null;
            case FeelKind.Boolean:
                return JsonValue.Create(value.IsTrue);
            case FeelKind.Number:
                value.TryNumber(out var number);
                return decimal.Truncate(number) == number && Math.Abs(number) <= long.MaxValue
                    ? JsonValue.Create((long)number)
                    : JsonValue.Create(number / 1.0000000000000000000000000000m);
            case FeelKind.String:
                return JsonValue.Create(value.AsString);
            case FeelKind.Date when value.TryDate(out var date):
                return JsonValue.Create(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            case FeelKind.Time when value.AsTime is { Second: 0, Zone: null } time:
                return JsonValue.Create(string.Create(CultureInfo.InvariantCulture, $"{time.Hour:00}:{time.Minute:00}"));
            case FeelKind.List:
                var array = new JsonArray();
                foreach (ref readonly var item in value.AsList!.Items)
                    array.Add(ToNode(item));
                return array;
            case FeelKind.Context:
                var context = value.AsContext!;
                var json = new JsonObject();
                for (var i = 0; i < context.Shape.Count; i++)
                    json[context.Shape.Names[i]] = ToNode(context.At(i));
                return json;
            default:
                return JsonValue.Create(value.ToString());
        }
    }

    /// <summary>What was sent for a field in the wrong shape, given back as it came so that nobody's input is lost; only plain values.</summary>
    public static JsonNode? Echo(JsonNode? node)
    {
        try
        {
            if (node is JsonValue value && value.GetValueKind() is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
                return value.DeepClone();
            return node is JsonValue text && text.GetValueKind() == JsonValueKind.String ? JsonValue.Create(text.GetValue<string>()) : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
