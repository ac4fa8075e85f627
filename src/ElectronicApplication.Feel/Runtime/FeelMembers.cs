using ElectronicApplication.Feel.Binding;

namespace ElectronicApplication.Feel.Runtime;

/// <summary>Taking a member out of a context, out of every element of a list, or a part out of a date.</summary>
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
        return frame => Take(frame, source(frame), name, shape, index);
    }

    private static FeelValue Take(FeelFrame frame, in FeelValue value, string name, FeelShape? shape, int index)
    {
        if (value.AsContext is { } context)
            return ReferenceEquals(context.Shape, shape) ? context.At(index) : context[name];
        if (value.AsList is { } list)
        {
            if (!frame.Spend(list.Count))
                return FeelValue.Null;
            var values = new FeelValue[list.Count];
            for (var i = 0; i < values.Length; i++)
                values[i] = list[i].AsList is null ? Take(frame, list[i], name, shape, index) : FeelValue.Null;
            return FeelValue.Of(new FeelList(values));
        }
        if (!value.TryDate(out var date))
            return FeelValue.Null;
        return name switch
        {
            "year" => FeelValue.Of((decimal)date.Year),
            "month" => FeelValue.Of((decimal)date.Month),
            "day" => FeelValue.Of((decimal)date.Day),
            // Monday is 1 and Sunday 7, as in ISO 8601.
            "weekday" => FeelValue.Of((decimal)(date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek)),
            _ => FeelValue.Null,
        };
    }
}
