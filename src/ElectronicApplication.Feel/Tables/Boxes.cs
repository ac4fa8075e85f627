namespace ElectronicApplication.Feel.Tables;

/// <summary>Boxes of cells, one set for each dimension.</summary>
internal static class Boxes
{
    public static bool IsEmpty(CellSet[] box) => Array.Exists(box, set => set.IsEmpty);

    public static bool Meet(CellSet[] a, CellSet[] b)
    {
        for (var i = 0; i < a.Length; i++)
            if (!a[i].Meets(b[i]))
                return false;
        return true;
    }

    public static bool AreEqual(CellSet[] a, CellSet[] b) => a.AsSpan().SequenceEqual(b);

    public static CellSet[] Common(CellSet[] a, CellSet[] b) => [.. a.Select((set, i) => set.And(b[i]))];

    /// <summary>Joins boxes that differ in one dimension only, until none do.</summary>
    public static List<CellSet[]> Merged(List<CellSet[]> boxes)
    {
        for (var i = 0; i < boxes.Count; i++)
            for (var j = i + 1; j < boxes.Count; j++)
                if (OnlyDifference(boxes[i], boxes[j]) is { } dimension)
                {
                    boxes[i][dimension] = boxes[i][dimension].Or(boxes[j][dimension]);
                    boxes.RemoveAt(j);
                    // The larger box may now fit to one that was passed over.
                    (i, j) = (-1, boxes.Count);
                }
        return boxes;
    }

    private static int? OnlyDifference(CellSet[] a, CellSet[] b)
    {
        int? only = null;
        for (var i = 0; i < a.Length; i++)
            if (!a[i].Equals(b[i]))
            {
                if (only is not null)
                    return null;
                only = i;
            }
        return only;
    }
}
