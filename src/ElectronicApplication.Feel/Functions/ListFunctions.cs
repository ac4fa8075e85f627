namespace ElectronicApplication.Feel.Functions;

internal static class ListFunctions
{
    public static FeelValue Count(FeelFrame frame, in FeelValue list) => list.IsNull ? FeelValue.Null : FeelValue.Of((decimal)AsList(list).Count);

    /// <summary>Null for an empty list, as DMN defines it.</summary>
    public static FeelValue Sum(FeelFrame frame, ReadOnlySpan<FeelValue> arguments) =>
        Total(Spread(frame, arguments)) is { } total ? FeelValue.Of(total) : FeelValue.Null;

    public static FeelValue Mean(FeelFrame frame, ReadOnlySpan<FeelValue> arguments) =>
        Spread(frame, arguments) is { } items && Total(items) is { } total ? FeelValue.Of(total / items.Count) : FeelValue.Null;

    public static FeelValue Min(FeelFrame frame, ReadOnlySpan<FeelValue> arguments) => Extreme(frame, arguments, -1);

    public static FeelValue Max(FeelFrame frame, ReadOnlySpan<FeelValue> arguments) => Extreme(frame, arguments, 1);

    public static FeelValue Contains(FeelFrame frame, in FeelValue list, in FeelValue element)
    {
        if (list.IsNull)
            return FeelValue.Null;
        foreach (ref readonly var item in AsList(list).Items)
            if (FeelValue.AreEqual(item, element) is true)
                return FeelValue.True;
        return FeelValue.False;
    }

    public static FeelValue IndexOf(FeelFrame frame, in FeelValue list, in FeelValue match)
    {
        if (list.IsNull)
            return FeelValue.Null;
        var found = new List<FeelValue>();
        var items = AsList(list);
        for (var i = 0; i < items.Count; i++)
            if (FeelValue.AreEqual(items[i], match) is true)
                found.Add(FeelValue.Of((decimal)(i + 1)));
        return Made(frame, found);
    }

    public static FeelValue Append(FeelFrame frame, ReadOnlySpan<FeelValue> arguments)
    {
        List<FeelValue> all = arguments[0].IsNull ? [] : [.. AsList(arguments[0]).Items];
        all.AddRange(arguments[1..]);
        return Made(frame, all);
    }

    public static FeelValue Concatenate(FeelFrame frame, ReadOnlySpan<FeelValue> arguments)
    {
        var all = new List<FeelValue>();
        foreach (ref readonly var list in arguments)
        {
            if (list.IsNull)
                return FeelValue.Null;
            all.AddRange(AsList(list).Items);
            if (all.Count > FeelLimits.ListLength)
                break;
        }
        return Made(frame, all);
    }

    public static FeelValue Distinct(FeelFrame frame, in FeelValue list)
    {
        if (list.IsNull)
            return FeelValue.Null;
        var distinct = new List<FeelValue>();
        foreach (ref readonly var item in AsList(list).Items)
        {
            if (!frame.Spend(distinct.Count + 1))
                return FeelValue.Null;
            if (!distinct.Contains(item))
                distinct.Add(item);
        }
        return Made(frame, distinct);
    }

    public static FeelValue Reverse(FeelFrame frame, in FeelValue list)
    {
        if (list.IsNull)
            return FeelValue.Null;
        var reversed = AsList(list).Items.ToArray();
        Array.Reverse(reversed);
        return FeelValue.Of(new FeelList(reversed));
    }

    /// <summary>A single value passes for a list of one (10.3.2.9.4).</summary>
    internal static FeelList AsList(in FeelValue value) => value.AsList ?? new FeelList([value]);

    /// <summary>The elements that a function means which takes either one list or its elements: <c>sum([1, 2])</c>, <c>sum(1, 2)</c>.</summary>
    internal static FeelList? Spread(FeelFrame frame, ReadOnlySpan<FeelValue> arguments)
    {
        if (arguments.Length == 1 && arguments[0].IsNull)
            return null;
        var items = arguments.Length == 1 ? AsList(arguments[0]) : new FeelList(arguments.ToArray());
        return frame.Spend(items.Count) ? items : null;
    }

    internal static FeelValue Made(FeelFrame frame, List<FeelValue> items)
    {
        if (frame.Spend(items.Count) && items.Count <= FeelLimits.ListLength)
            return FeelValue.Of(new FeelList([.. items]));
        frame.Spend(int.MaxValue);
        return FeelValue.Null;
    }

    private static decimal? Total(FeelList? items)
    {
        if (items is null || items.Count == 0)
            return null;
        var total = 0m;
        try
        {
            foreach (ref readonly var item in items.Items)
            {
                if (!item.TryNumber(out var number))
                    return null;
                total += number;
            }
        }
        catch (OverflowException)
        {
            return null;
        }
        return total;
    }

    private static FeelValue Extreme(FeelFrame frame, ReadOnlySpan<FeelValue> arguments, int sign)
    {
        if (Spread(frame, arguments) is not { Count: > 0 } items)
            return FeelValue.Null;
        var best = items[0];
        for (var i = 0; i < items.Count; i++)
        {
            if (FeelValue.Compare(items[i], best) is not { } order)
                return FeelValue.Null;
            if (order * sign > 0)
                best = items[i];
        }
        return best;
    }
}
