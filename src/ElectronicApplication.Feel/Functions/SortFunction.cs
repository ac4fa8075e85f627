namespace ElectronicApplication.Feel.Functions;

/// <summary><c>sort(list, function(x, y) x &lt; y)</c> (table 80).</summary>
internal static class SortFunction
{
    public static FeelValue Sort(FeelFrame frame, in FeelValue list, in FeelValue order)
    {
        if (order.AsFunction is not { Parameters.Count: 2 } precedes || ListFunctions.Paid(frame, list) is not { } unsorted)
            return FeelValue.Null;
        var items = unsorted.Items.ToArray();
        return Merge(frame, items, new FeelValue[items.Length], precedes) ? FeelValue.Of(new FeelList(items)) : FeelValue.Null;
    }

    // A merge sort of our own: the order comes from the author and may contradict itself, which Array.Sort answers with an exception.
    private static bool Merge(FeelFrame frame, Span<FeelValue> items, Span<FeelValue> room, FeelFunctionValue precedes)
    {
        if (items.Length < 2)
            return true;
        var half = items.Length / 2;
        if (!Merge(frame, items[..half], room[..half], precedes) || !Merge(frame, items[half..], room[half..], precedes))
            return false;
        items.CopyTo(room);
        var first = room[..half];
        var second = room[half..items.Length];
        for (int i = 0, a = 0, b = 0; i < items.Length; i++)
        {
            var takeSecond = b < second.Length;
            if (a < first.Length && takeSecond)
            {
                if (Precedes(frame, second[b], first[a], precedes) is not { } isBefore)
                    return false;
                takeSecond = isBefore;
            }
            items[i] = takeSecond ? second[b++] : first[a++];
        }
        return true;
    }

    private static bool? Precedes(FeelFrame frame, in FeelValue a, in FeelValue b, FeelFunctionValue precedes) =>
        precedes.Invoke(frame, a, b).TryBoolean(out var isBefore) ? isBefore : null;
}
