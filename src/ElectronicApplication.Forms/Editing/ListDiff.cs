namespace ElectronicApplication.Forms.Editing;

/// <summary>Compares lists whose elements have no ids: what is equal stays, what stands between the same neighbours has changed, the rest came or went.</summary>
internal static class ListDiff
{
    // The table of the comparison has as many cells as the product of what differs.
    private const int MaxLength = 1_500;

    /// <summary>Pairs of places, in order; null on one side for what came or went. Equal elements are left out.</summary>
    public static List<(int? Before, int? After)> Of(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var (start, endBefore, endAfter) = (0, before.Count, after.Count);
        while (start < endBefore && start < endAfter && before[start] == after[start])
            start++;
        while (endBefore > start && endAfter > start && before[endBefore - 1] == after[endAfter - 1])
            (endBefore, endAfter) = (endBefore - 1, endAfter - 1);
        var pairs = new List<(int?, int?)>();
        var kept = endBefore - start > MaxLength || endAfter - start > MaxLength ? [] : Kept(before, after, start, endBefore, endAfter);
        var (b, a) = (start, start);
        foreach (var (nextBefore, nextAfter) in kept.Append((endBefore, endAfter)))
        {
            for (; b < nextBefore || a < nextAfter; b++, a++)
                pairs.Add((b < nextBefore ? b : null, a < nextAfter ? a : null));
            (b, a) = (nextBefore + 1, nextAfter + 1);
        }
        return pairs;
    }

    /// <summary>The longest series of elements that both have in the same order.</summary>
    private static List<(int, int)> Kept(IReadOnlyList<string> before, IReadOnlyList<string> after, int start, int endBefore, int endAfter)
    {
        var (rows, columns) = (endBefore - start, endAfter - start);
        var length = new short[rows + 1, columns + 1];
        for (var i = rows - 1; i >= 0; i--)
            for (var j = columns - 1; j >= 0; j--)
                length[i, j] = before[start + i] == after[start + j] ? (short)(length[i + 1, j + 1] + 1) : Math.Max(length[i + 1, j], length[i, j + 1]);
        var kept = new List<(int, int)>();
        for (int i = 0, j = 0; i < rows && j < columns;)
            if (before[start + i] == after[start + j])
                kept.Add((start + i++, start + j++));
            else if (length[i + 1, j] >= length[i, j + 1])
                i++;
            else
                j++;
        return kept;
    }
}
