namespace ElectronicApplication.Feel;

/// <summary>What somebody may have meant who wrote a name that does not exist.</summary>
internal static class NearName
{
    /// <summary>The candidate with the fewest slips, and no more than so many; of equals the first one.</summary>
    public static string? Of(string name, IEnumerable<string> candidates, int slips)
    {
        string? best = null;
        var room = new int[3][];
        foreach (var candidate in candidates)
            if (slips >= 0 && Math.Abs(candidate.Length - name.Length) <= slips && Slips(name, candidate, slips, room) is var found && found <= slips)
                (best, slips) = (candidate, found - 1);
        return best;
    }

    /// <summary>
    /// Letters to add, drop, change or swap (optimal string alignment); more than <paramref name="most"/> is not counted out, so that
    /// only a band around the diagonal has to be looked at.
    /// </summary>
    private static int Slips(string a, string b, int most, int[][] room)
    {
        for (var i = 0; i < room.Length; i++)
            if (room[i] is null || room[i].Length <= b.Length)
                room[i] = new int[b.Length + 16];
        var (before, above, row) = (room[0], room[1], room[2]);
        for (var j = 0; j <= b.Length; j++)
            above[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var (from, to) = (Math.Max(1, i - most), Math.Min(b.Length, i + most));
            var least = row[from - 1] = from == 1 ? i : most + 1;
            for (var j = from; j <= to; j++)
            {
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                least = Math.Min(least, row[j]);
            }
            if (least > most)
                return most + 1;
            if (to < b.Length)
                row[to + 1] = most + 1;
            (before, above, row) = (above, row, before);
        }
        return above[b.Length];
    }
}
