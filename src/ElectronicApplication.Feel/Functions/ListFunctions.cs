using System.Runtime.CompilerServices;
using ElectronicApplication.Feel.Runtime;

namespace ElectronicApplication.Feel.Functions;

internal static class ListFunctions
{
    public static FeelValue Count(FeelFrame frame, in FeelValue list) => list.IsNull ? FeelValue.Null : FeelValue.Of((decimal)AsList(list).Count);

    /// <summary>Null for an empty list, as DMN defines it. Durations of one kind have a sum too.</summary>
    public static FeelValue Sum(FeelFrame frame, ReadOnlySpan<FeelValue> arguments) => Total(frame, Spread(frame, arguments));

    public static FeelValue Mean(FeelFrame frame, ReadOnlySpan<FeelValue> arguments) =>
        Spread(frame, arguments) is { } items ? FeelArithmetic.Divide(Total(frame, items), FeelValue.Of((decimal)items.Count)) : FeelValue.Null;

    public static FeelValue Min(FeelFrame frame, ReadOnlySpan<FeelValue> arguments) => Extreme(frame, arguments, -1);

    public static FeelValue Max(FeelFrame frame, ReadOnlySpan<FeelValue> arguments) => Extreme(frame, arguments, 1);

    public static FeelValue Contains(FeelFrame frame, in FeelValue list, in FeelValue element)
    {
        if (Paid(frame, list) is not { } items)
            return FeelValue.Null;
        foreach (ref readonly var item in items.Items)
            if (frame.AreEqual(item, element) is true)
                return FeelValue.True;
        return FeelValue.False;
    }

    public static FeelValue IndexOf(FeelFrame frame, in FeelValue list, in FeelValue match)
    {
        if (Paid(frame, list) is not { } items)
            return FeelValue.Null;
        var found = new List<FeelValue>();
        for (var i = 0; i < items.Count; i++)
            if (frame.AreEqual(items[i], match) is true)
                found.Add(FeelValue.Of((decimal)(i + 1)));
        return Made(frame, found);
    }

    public static FeelValue Append(FeelFrame frame, ReadOnlySpan<FeelValue> arguments)
    {
        return Paid(frame, arguments[0]) is { } items ? Made(frame, [.. items.Items, .. arguments[1..]]) : FeelValue.Null;
    }

    public static FeelValue Concatenate(FeelFrame frame, ReadOnlySpan<FeelValue> arguments)
    {
        var all = new List<FeelValue>();
        foreach (ref readonly var list in arguments)
        {
            if (Paid(frame, list) is not { } items)
                return FeelValue.Null;
            all.AddRange(items.Items);
            if (all.Count > FeelLimits.ListLength)
                break;
        }
        return Made(frame, all);
    }

    public static FeelValue Union(FeelFrame frame, ReadOnlySpan<FeelValue> arguments) => Distinct(frame, Concatenate(frame, arguments));

    public static FeelValue Distinct(FeelFrame frame, in FeelValue list)
    {
        if (list.IsNull)
            return FeelValue.Null;
        var distinct = new List<FeelValue>();
        foreach (ref readonly var item in AsList(list).Items)
        {
            var known = false;
            foreach (var other in distinct)
                if (!frame.Spend())
                    return FeelValue.Null;
                else if (frame.AreEqual(item, other) is true)
                {
                    known = true;
                    break;
                }
            if (!known)
                distinct.Add(item);
        }
        return Made(frame, distinct);
    }

    /// <summary>From a position (1 is the first, -1 the last), as many as asked for; null when the list has not so many.</summary>
    public static FeelValue Sublist(FeelFrame frame, ReadOnlySpan<FeelValue> arguments)
    {
        if (arguments[0].IsNull || Index(AsList(arguments[0]), arguments[1]) is not { } start)
            return FeelValue.Null;
        var items = AsList(arguments[0]).Items[start..];
        if (arguments.Length > 2 && !arguments[2].IsNull)
        {
            if (!arguments[2].TryNumber(out var length) || decimal.Truncate(length) is not (>= 0 and var whole) || whole > items.Length)
                return FeelValue.Null;
            items = items[..(int)whole];
        }
        return frame.Spend(items.Length) ? FeelValue.Of(new FeelList(items.ToArray())) : FeelValue.Null;
    }

    public static FeelValue InsertBefore(FeelFrame frame, ReadOnlySpan<FeelValue> arguments)
    {
        if (Paid(frame, arguments[0]) is not { } list)
            return FeelValue.Null;
        return Index(list, arguments[1]) is { } at ? Made(frame, [.. list.Items[..at], arguments[2], .. list.Items[at..]]) : FeelValue.Null;
    }

    public static FeelValue Remove(FeelFrame frame, in FeelValue list, in FeelValue position)
    {
        if (Paid(frame, list) is not { } items || Index(items, position) is not { } index)
            return FeelValue.Null;
        return Made(frame, [.. items.Items[..index], .. items.Items[(index + 1)..]]);
    }

    /// <summary>Replaces the element at a position, or every one for which <c>match(item, newItem)</c> is true.</summary>
    public static FeelValue Replace(FeelFrame frame, ReadOnlySpan<FeelValue> arguments)
    {
        if (Paid(frame, arguments[0]) is not { } list)
            return FeelValue.Null;
        List<FeelValue> items = [.. list.Items];
        if (arguments[1].AsFunction is not { } match)
        {
            if (Index(list, arguments[1]) is not { } index)
                return FeelValue.Null;
            items[index] = arguments[2];
            return Made(frame, items);
        }
        for (var i = 0; i < items.Count; i++)
        {
            if (!frame.Spend() || !match.Invoke(frame, items[i], arguments[2]).TryBoolean(out var replaces))
                return FeelValue.Null;
            if (replaces)
                items[i] = arguments[2];
        }
        return Made(frame, items);
    }

    /// <summary>The elements of all lists within lists, in their order.</summary>
    public static FeelValue Flatten(FeelFrame frame, in FeelValue list)
    {
        if (list.IsNull)
            return FeelValue.Null;
        var flat = new List<FeelValue>();
        return Flatten(frame, AsList(list), flat) ? Made(frame, flat) : FeelValue.Null;
    }

    public static FeelValue Reverse(FeelFrame frame, in FeelValue list)
    {
        if (Paid(frame, list) is not { } items)
            return FeelValue.Null;
        var reversed = items.Items.ToArray();
        Array.Reverse(reversed);
        return FeelValue.Of(new FeelList(reversed));
    }

    /// <summary>A single value passes for a list of one (10.3.2.9.4).</summary>
    internal static FeelList AsList(in FeelValue value) => value.AsList ?? new FeelList([value]);

    /// <summary>The elements at the price of their number, asked before anything is copied; null when there is no list, or no budget left.</summary>
    internal static FeelList? Paid(FeelFrame frame, in FeelValue value) => !value.IsNull && AsList(value) is var list && frame.Spend(list.Count) ? list : null;

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

    private static bool Flatten(FeelFrame frame, FeelList list, List<FeelValue> flat)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return false;
        foreach (ref readonly var item in list.Items)
        {
            if (!frame.Spend())
                return false;
            if (item.AsList is not { } inner)
                flat.Add(item);
            else if (!Flatten(frame, inner, flat))
                return false;
        }
        return true;
    }

    /// <summary>Where a position of FEEL lies in the array; null outside the list. Of a fraction the whole part counts, as everywhere in FEEL where a whole number is due.</summary>
    private static int? Index(FeelList list, in FeelValue position) =>
        position.TryNumber(out var written) && decimal.Truncate(written) is not 0 and var at && Math.Abs(at) <= list.Count
            ? at > 0 ? (int)at - 1 : list.Count + (int)at
            : null;

    private static FeelValue Total(FeelFrame frame, FeelList? items)
    {
        if (items is not { Count: > 0 })
            return FeelValue.Null;
        var total = items[0];
        if (!total.IsNumber && total.Kind is not (FeelKind.DaysDuration or FeelKind.MonthsDuration))
            return FeelValue.Null;
        for (var i = 1; i < items.Count; i++)
            total = items[i].Kind == total.Kind ? FeelArithmetic.Add(frame, total, items[i]) : FeelValue.Null;
        return total;
    }

    private static FeelValue Extreme(FeelFrame frame, ReadOnlySpan<FeelValue> arguments, int sign)
    {
        if (Spread(frame, arguments) is not { Count: > 0 } items)
            return FeelValue.Null;
        var best = items[0];
        for (var i = 0; i < items.Count; i++)
        {
            if (frame.Compare(items[i], best) is not { } order)
                return FeelValue.Null;
            if (order * sign > 0)
                best = items[i];
        }
        return best;
    }
}
