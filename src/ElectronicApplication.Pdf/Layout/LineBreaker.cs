namespace ElectronicApplication.Pdf.Layout;

/// <param name="End">Past the last cluster that is drawn, spaces at the end included.</param>
/// <param name="Width">In em, without spaces at the end.</param>
/// <param name="Last">Of its paragraph, or before a new line: not stretched.</param>
internal readonly record struct Line(int Start, int End, double Width, bool Last);

/// <summary>Breaks a text into lines: each takes what fits, and gives the next as much as the rules about first and last characters ask.</summary>
internal static class LineBreaker
{
    /// <param name="width">In em.</param>
    /// <param name="first">Indentation of the first line, in em.</param>
    /// <exception cref="PdfInputException"><see cref="PdfInputProblem.Layout"/>: not even one character fits.</exception>
    public static List<Line> Break(IReadOnlyList<Cluster> clusters, double width, double first = 0)
    {
        // A full line of 10.5 pt must not lose its last character to the rounding of sums.
        const double Tolerance = 1e-6;
        var lines = new List<Line>();
        for (var start = 0; start < clusters.Count;)
        {
            var room = width - (lines.Count == 0 ? first : 0) + Tolerance;
            var (end, chance, used, ended) = (start, -1, 0.0, false);
            while (end < clusters.Count && !ended)
            {
                var cluster = clusters[end];
                if (end > start && BreakClasses.Between(clusters[end - 1], cluster)) chance = end;
                // Spaces may stand out of the line: they are not seen.
                if (cluster.Class != BreakClass.Space && used + cluster.Advance > room) break;
                used += cluster.Advance;
                end++;
                ended = cluster.Class == BreakClass.NewLine;
            }

            var last = ended || end == clusters.Count;
            // A word longer than a line, or a row of closing brackets, is broken where the line is full.
            if (!last) end = chance > start ? chance : EndOfCluster(clusters, start, end);
            if (end == start) throw new PdfInputException(PdfInputProblem.Layout, "A column or area is narrower than a character.");
            lines.Add(new(start, end, Measure(clusters, start, end), last));
            start = end;
        }

        // A last line break leaves an empty line only where nothing else stands.
        if (lines.Count == 0) lines.Add(new(0, 0, 0, true));
        return lines;
    }

    private static int EndOfCluster(IReadOnlyList<Cluster> clusters, int start, int end)
    {
        while (end > start && clusters[end].Class == BreakClass.Mark) end--;
        return end;
    }

    private static double Measure(IReadOnlyList<Cluster> clusters, int start, int end)
    {
        while (end > start && clusters[end - 1].Class is BreakClass.Space or BreakClass.NewLine or BreakClass.Opportunity) end--;
        var width = 0.0;
        for (var i = start; i < end; i++) width += clusters[i].Advance;
        return width;
    }
}
