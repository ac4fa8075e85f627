using System.Globalization;
using System.Xml.Linq;

namespace ElectronicApplication.Feel.Tests.Conformance;

/// <summary>The values of the TCK's test files: <c>value</c> with an xsi:type, <c>list</c> of <c>item</c>, or <c>component</c>s.</summary>
internal static class TckValues
{
    private static readonly XNamespace Xsi = "http://www.w3.org/2001/XMLSchema-instance";
    /// <summary>Numbers that are not exact (roots, logarithms) are written to some digits only.</summary>
    private const decimal Tolerance = 0.00000001m;

    /// <param name="expected">The type of the place where a value without xsi:type belongs.</param>
    public static FeelValue Read(XElement? holder, FeelType expected)
    {
        if (holder is null || IsNil(holder))
            return FeelValue.Null;
        if (holder.Child("list") is { } list)
            return IsNil(list) ? FeelValue.Null : FeelValue.Of(new FeelList([.. list.Children("item").Select(item => Read(item, expected is FeelListType type ? type.Element : FeelType.Any))]));
        var components = holder.Children("component").ToList();
        if (components.Count > 0)
        {
            var names = components.ConvertAll(component => component.Get("name")!);
            return FeelValue.Of(new FeelContext(new FeelShape(names), [.. components.Select((component, i) => Read(component, (expected as FeelContextType)?.Member(names[i]) ?? FeelType.Any))]));
        }
        return holder.Child("value") is { } value && !IsNil(value) ? Simple(value, expected) : FeelValue.Null;
    }

    /// <summary>Whether the result is the one expected. What has no xsi:type is read as the kind that it is held against.</summary>
    public static bool Matches(XElement? expected, FeelValue actual)
    {
        if (expected is null || IsNil(expected))
            return actual.IsNull;
        if (expected.Child("list") is { } list)
        {
            var items = list.Children("item").ToList();
            return IsNil(list) ? actual.IsNull : actual.AsList is { } values && values.Count == items.Count && !items.Where((item, i) => !Matches(item, values[i])).Any();
        }
        var components = expected.Children("component").ToList();
        if (components.Count > 0)
            return actual.AsContext is { } context && context.Shape.Count == components.Count
                && components.TrueForAll(component => context.Shape.Find(component.Get("name")!) >= 0 && Matches(component, context[component.Get("name")!]));
        if (expected.Child("value") is not { } value || IsNil(value))
            return actual.IsNull;
        return AreEqual(Simple(value, TypeOf(actual)), actual);
    }

    private static bool AreEqual(FeelValue expected, FeelValue actual) =>
        expected.TryNumber(out var a) && actual.TryNumber(out var b) ? Math.Abs(a - b) < Tolerance : FeelValue.AreEqual(expected, actual) is true;

    private static bool IsNil(XElement element) => (string?)element.Attribute(Xsi + "nil") is "true" or "1";

    private static FeelValue Simple(XElement value, FeelType expected)
    {
        var type = (string?)value.Attribute(Xsi + "type");
        var text = value.Value;
        return type?[(type.IndexOf(':') + 1)..] switch
        {
            "string" => FeelValue.Of(text),
            "decimal" or "double" or "float" or "integer" or "int" or "long" or "short" => Number(text),
            "boolean" => FeelValue.Of(text.Trim() is "true" or "1"),
            "date" => Temporal("date", text),
            "time" => Temporal("time", text),
            "dateTime" => Temporal("date and time", text),
            "duration" or "dayTimeDuration" or "yearMonthDuration" => Temporal("duration", text),
            _ => Untyped(text, expected),
        };
    }

    private static FeelValue Untyped(string text, FeelType expected) => expected switch
    {
        _ when ReferenceEquals(expected, FeelType.Number) => Number(text),
        _ when ReferenceEquals(expected, FeelType.Boolean) => FeelValue.Of(text.Trim() == "true"),
        _ when ReferenceEquals(expected, FeelType.Date) => Temporal("date", text),
        _ when ReferenceEquals(expected, FeelType.Time) => Temporal("time", text),
        _ when ReferenceEquals(expected, FeelType.DateTime) => Temporal("date and time", text),
        _ when ReferenceEquals(expected, FeelType.DaysDuration) || ReferenceEquals(expected, FeelType.MonthsDuration) => Temporal("duration", text),
        _ => FeelValue.Of(text),
    };

    private static FeelType TypeOf(FeelValue value) => value.Kind switch
    {
        FeelKind.Number => FeelType.Number,
        FeelKind.Boolean => FeelType.Boolean,
        FeelKind.Date => FeelType.Date,
        FeelKind.Time => FeelType.Time,
        FeelKind.DateTime => FeelType.DateTime,
        FeelKind.DaysDuration or FeelKind.MonthsDuration => FeelType.DaysDuration,
        _ => FeelType.String,
    };

    private static FeelValue Number(string text) =>
        decimal.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? FeelValue.Of(number) : FeelValue.Null;

    private static FeelValue Temporal(string function, string text)
    {
        var expression = FeelExpression.Compile($"{function}({FeelQuote.Text(text.Trim())})", new FeelScope(), FeelTyping.Lenient).Expression!;
        return expression.Evaluate(new FeelFrame(expression.SlotsNeeded));
    }
}
