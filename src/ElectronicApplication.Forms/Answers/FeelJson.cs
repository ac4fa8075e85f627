using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Feel;

namespace ElectronicApplication.Forms.Answers;

/// <summary>Values of expressions as JSON: dates and times as ISO 8601 text, whole numbers without a point.</summary>
internal static class FeelJson
{
    /// <summary>Values and UTF-16 units of text in one value. Lists may share their parts, so that a small one can be written out to fill the memory.</summary>
    private const int MaxSize = 500_000;

    /// <summary>Levels of lists and contexts inside each other.</summary>
    private const int MaxDepth = 32;

    // ISO 8601 writes a year of four digits: +12026 and -0005 need an agreement with the reader.
    private const int MaxDay = 3_652_058;

    /// <summary>False for what no answer can hold: a day outside the years 1 to 9999, and values beyond the bounds above.</summary>
    public static bool Fits(in FeelValue value)
    {
        var size = 0;
        return Fits(value, 0, ref size);
    }

    /// <summary>Null also for what does not fit.</summary>
    public static JsonNode? ToNode(in FeelValue value) => Fits(value) ? Node(value) : null;

    private static bool Fits(in FeelValue value, int depth, ref int size)
    {
        if ((size += 1 + (value.AsString?.Length ?? 0)) > MaxSize || depth > MaxDepth)
            return false;
        switch (value.Kind)
        {
            case FeelKind.Date:
                return value.TryDate(out _);
            case FeelKind.DateTime:
                return value.AsDateTime is { Day: >= 0 and <= MaxDay };
            case FeelKind.List:
                foreach (ref readonly var item in value.AsList!.Items)
                    if (!Fits(item, depth + 1, ref size))
                        return false;
                return true;
            case FeelKind.Context:
                foreach (ref readonly var member in value.AsContext!.Values)
                    if (!Fits(member, depth + 1, ref size))
                        return false;
                return true;
            default:
                return true;
        }
    }

    private static JsonNode? Node(in FeelValue value)
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
                    : JsonValue.Create(WithoutTrailingZeros(number));
            case FeelKind.String:
                return JsonValue.Create(value.AsString);
            case FeelKind.Date when value.TryDate(out var date):
                return JsonValue.Create(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            case FeelKind.Time when value.AsTime is { Second: 0, Zone: null } time:
                return JsonValue.Create(string.Create(CultureInfo.InvariantCulture, $"{time.Hour:00}:{time.Minute:00}"));
            case FeelKind.List:
                var array = new JsonArray();
                foreach (ref readonly var item in value.AsList!.Items)
                    array.Add(Node(item));
                return array;
            case FeelKind.Context:
                var context = value.AsContext!;
                var json = new JsonObject();
                for (var i = 0; i < context.Shape.Count; i++)
                    json[context.Shape.Names[i]] = Node(context.At(i));
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

    /// <summary>A decimal remembers the zeros that it was written with; dividing by a one with as many places as there are drops them.</summary>
    internal static decimal WithoutTrailingZeros(decimal number) => number / 1.0000000000000000000000000000m;
}
