using System.Runtime.CompilerServices;

namespace ElectronicApplication.Feel;

public abstract partial record FeelType
{
    /// <summary>Whether a value is an instance of this type (10.3.2.9.1); null is one of <see cref="Null"/> only.</summary>
    public bool Holds(in FeelValue value)
    {
        var steps = FeelLimits.Steps;
        return Holds(value, ref steps);
    }

    internal bool Holds(in FeelValue value, ref int steps)
    {
        if (ReferenceEquals(this, Any))
            return !value.IsNull;
        if (ReferenceEquals(this, Unknown) || --steps < 0 || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return false;
        return this switch
        {
            FeelSimpleType => ReferenceEquals(OfKind(value.Kind), this) || (value.IsNull && ReferenceEquals(this, Null)),
            FeelListType list => value.AsList is { } items && HoldsAll(list.Element, items, ref steps),
            FeelRangeType range => value.AsRange is { } interval
                && (interval.Start.IsNull || range.Element.Holds(interval.Start, ref steps)) && (interval.End.IsNull || range.Element.Holds(interval.End, ref steps)),
            FeelContextType context => value.AsContext is { } entries && HoldsMembers(context, entries, ref steps),
            FeelFunctionType function => value.AsFunction is { } known && Fits(function, known),
            _ => false,
        };
    }

    /// <summary>
    /// The value as one of this type, after the implicit conversions of 10.3.2.9.4: an item to a list of it, a list of one to its item,
    /// a date to the date and time of its midnight. Null when it cannot be one.
    /// </summary>
    public FeelValue Convert(in FeelValue value) => Convert(value, new FeelFrame(0));

    internal FeelValue Convert(in FeelValue value, FeelFrame frame)
    {
        if (value.IsNull || frame.Holds(this, value) is true)
            return value;
        if (ReferenceEquals(this, DateTime) && value.TryDay(out var day))
            return FeelValue.Of(new Temporal.FeelDateTime(day, 0, Temporal.FeelZone.Utc));
        if (this is FeelListType list)
        {
            if (value.AsList is null && list.Element is not FeelListType)
                return list.Element.Convert(value, frame) is { IsNull: false } item ? FeelValue.Of(new FeelList([item])) : FeelValue.Null;
            if (!frame.Spend(value.AsList?.Count ?? 1))
                return FeelValue.Null;
            var items = value.AsList?.Items.ToArray() ?? [value];
            for (var i = 0; i < items.Length; i++)
                if (list.Element is not FeelListType && list.Element.Convert(items[i], frame) is var converted && (!converted.IsNull || items[i].IsNull))
                    items[i] = converted;
                else
                    return FeelValue.Null;
            return FeelValue.Of(new FeelList(items));
        }
        return value.AsList is { Count: 1 } single && single[0].AsList is null ? Convert(single[0], frame) : FeelValue.Null;
    }

    /// <summary>The type of a value by its kind; <see cref="Any"/> for what is made of others.</summary>
    internal static FeelType OfKind(FeelKind kind) => kind switch
    {
        FeelKind.Number => Number,
        FeelKind.String => String,
        FeelKind.Boolean => Boolean,
        FeelKind.Date => Date,
        FeelKind.Time => Time,
        FeelKind.DateTime => DateTime,
        FeelKind.DaysDuration => DaysDuration,
        FeelKind.MonthsDuration => MonthsDuration,
        _ => Any,
    };

    private static bool HoldsAll(FeelType element, FeelList items, ref int steps)
    {
        if ((steps -= items.Count) < 0)
            return false;
        foreach (ref readonly var item in items.Items)
            if (!item.IsNull && !element.Holds(item, ref steps))
                return false;
        return true;
    }

    private static bool HoldsMembers(FeelContextType type, FeelContext context, ref int steps)
    {
        foreach (var name in type.Shape.Names)
            if (context.Shape.Find(name) is var index && (index < 0 || !(context.At(index).IsNull || type.Member(name)!.Holds(context.At(index), ref steps))))
                return false;
        return true;
    }

    /// <summary>A function may take more than is asked of it and give less: parameters go the one way, the result the other.</summary>
    private static bool Fits(FeelFunctionType type, FeelFunctionValue function)
    {
        if (!function.Takes(type.Parameters.Count) || !Conforms(function.ResultOf([.. type.Parameters]), type.Result))
            return false;
        for (var i = 0; i < Math.Min(type.Parameters.Count, function.Parameters.Count); i++)
            if (!Conforms(type.Parameters[i], function.Parameters[i].Type))
                return false;
        return true;
    }

    /// <summary>Whether every value of the one type is a value of the other (10.3.2.9.2).</summary>
    internal static bool Conforms(FeelType type, FeelType target) => ReferenceEquals(target, Any) || ReferenceEquals(type, Null) || (type, target) switch
    {
        (FeelListType x, FeelListType y) => Conforms(x.Element, y.Element),
        (FeelRangeType x, FeelRangeType y) => Conforms(x.Element, y.Element),
        (FeelContextType x, FeelContextType y) => y.Shape.Names.ToArray().All(name => x.Member(name) is { } member && Conforms(member, y.Member(name)!)),
        (FeelFunctionType x, FeelFunctionType y) => x.Parameters.Count == y.Parameters.Count && Conforms(x.Result, y.Result)
            && x.Parameters.Zip(y.Parameters).All(pair => Conforms(pair.Second, pair.First)),
        _ => type.Equals(target),
    };
}
