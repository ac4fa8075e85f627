using ElectronicApplication.Feel.Binding;
using ElectronicApplication.Feel.Temporal;

namespace ElectronicApplication.Feel.Runtime;

/// <summary>Taking a member out of a context, out of every element of a list, or a part out of a temporal value or a range.</summary>
internal static class FeelMembers
{
    public static FeelDelegate Compile(FeelDelegate source, BoundMember member)
    {
        var name = member.Member;
        var shape = member.Source.Type switch
        {
            FeelContextType context => context.Shape,
            FeelListType { Element: FeelContextType element } => element.Shape,
            _ => null,
        };
        var index = shape?.Find(name) ?? -1;
        if (index < 0)
            shape = null;
        return frame => Take(frame, source(frame), name, shape, index);
    }

    /// <summary>The member of that name if the element has it, else what the name means around the filter.</summary>
    public static FeelDelegate Compile(FeelDelegate item, string name, FeelDelegate outside) => frame =>
        item(frame).AsContext is { } context && context.Shape.Find(name) is var index and >= 0 ? context.At(index) : outside(frame);

    private static FeelValue Take(FeelFrame frame, in FeelValue value, string name, FeelShape? shape, int index)
    {
        if (value.AsContext is { } context)
            return ReferenceEquals(context.Shape, shape) ? context.At(index) : context[name];
        if (value.AsList is not { } list)
            return Part(value, name);
        if (!frame.Spend(list.Count))
            return FeelValue.Null;
        var values = new FeelValue[list.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = list[i].AsList is null ? Take(frame, list[i], name, shape, index) : FeelValue.Null;
        return FeelValue.Of(new FeelList(values));
    }

    private static FeelValue Part(in FeelValue value, string name)
    {
        if (value.TryDay(out var day))
            return DatePart(day, name);
        if (value.AsDateTime is { } moment)
            return name is "year" or "month" or "day" or "weekday"
                ? DatePart(moment.Day, name)
                : TimePart(new FeelTime(moment.Nanoseconds, moment.Zone), moment.Zone?.OffsetAt(moment.Day, moment.Nanoseconds), name);
        if (value.AsTime is { } time)
            return TimePart(time, time.Zone?.StandardOffset, name);
        if (value.TrySeconds(out var seconds))
            return name switch
            {
                "days" => FeelValue.Of(decimal.Truncate(seconds / 86_400)),
                "hours" => FeelValue.Of(decimal.Truncate(seconds / 3600) % 24),
                "minutes" => FeelValue.Of(decimal.Truncate(seconds / 60) % 60),
                "seconds" => FeelValue.Of(seconds % 60),
                _ => FeelValue.Null,
            };
        if (value.TryMonths(out var months))
            return name switch
            {
                "years" => FeelValue.Of(decimal.Truncate(months / 12)),
                "months" => FeelValue.Of(months % 12),
                _ => FeelValue.Null,
            };
        return (value.AsRange, name) switch
        {
            ({ } range, "start") => range.Start,
            ({ } range, "end") => range.End,
            ({ } range, "start included") => FeelValue.Of(range.StartIncluded),
            ({ } range, "end included") => FeelValue.Of(range.EndIncluded),
            _ => FeelValue.Null,
        };
    }

    private static FeelValue DatePart(long day, string name) => name switch
    {
        "year" => FeelValue.Of((decimal)FeelCalendar.Date(day).Year),
        "month" => FeelValue.Of((decimal)FeelCalendar.Date(day).Month),
        "day" => FeelValue.Of((decimal)FeelCalendar.Date(day).Day),
        "weekday" => FeelValue.Of((decimal)FeelCalendar.DayOfWeek(day)),
        _ => FeelValue.Null,
    };

    private static FeelValue TimePart(FeelTime time, int? offset, string name) => name switch
    {
        "hour" => FeelValue.Of((decimal)time.Hour),
        "minute" => FeelValue.Of((decimal)time.Minute),
        "second" => FeelValue.Of((decimal)time.Second),
        "time offset" => offset is { } seconds ? FeelValue.OfSeconds(seconds) : FeelValue.Null,
        "timezone" => FeelValue.Of(time.Zone?.Name),
        _ => FeelValue.Null,
    };
}
