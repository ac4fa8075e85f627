namespace ElectronicApplication.Pdf.Layout;

/// <summary>A text broken into lines of a width, in points.</summary>
internal sealed class TextLayout
{
    // Of the em box of Japanese fonts, the part above the baseline.
    private const double AboveBaseline = 0.88;

    // In em.
    private const double WidestGap = 0.5;

    private readonly List<Cluster> clusters;
    private readonly double size;
    private readonly TextAlign align;
    private readonly double width;
    private readonly double firstLine;

    public TextLayout(List<Cluster> clusters, double size, double lineHeight, TextAlign align, double width, double firstLine)
    {
        if (size is < 1 or > 500 || double.IsNaN(size)) throw new PdfInputException(PdfInputProblem.Layout, "A font size is out of range (1 to 500 points).");
        if (lineHeight is < 0.5 or > 10 || double.IsNaN(lineHeight)) throw new PdfInputException(PdfInputProblem.Layout, "A line height is out of range (0.5 to 10).");
        this.clusters = clusters;
        this.size = size;
        this.align = align;
        this.width = width;
        this.firstLine = firstLine;
        LineHeight = size * lineHeight;
        Lines = LineBreaker.Break(clusters, width / size, firstLine);
    }

    public List<Line> Lines { get; }

    public double LineHeight { get; }

    public double Height => Lines.Count * LineHeight;

    /// <summary>From the top of a line to its baseline.</summary>
    public double Ascent => (LineHeight - size) / 2 + size * AboveBaseline;

    /// <summary>Draws some of the lines.</summary>
    /// <returns>Where the last of them ends.</returns>
    public double Draw(PageCanvas page, int from, int count, double x, double y)
    {
        var end = x;
        for (var i = 0; i < count; i++, y += LineHeight)
        {
            var line = Lines[from + i];
            var free = width / size - line.Width - (from + i == 0 ? firstLine : 0);
            var shift = align switch { TextAlign.Centre => free / 2, TextAlign.End => free, _ => 0 } + (from + i == 0 ? firstLine : 0);
            var gap = align == TextAlign.Justify && !line.Last ? free / Math.Max(1, Gaps(line)) : 0;
            // A line of few words is not torn apart.
            if (gap > WidestGap) gap = 0;
            page.Text(clusters, line, x + shift * size, y + Ascent, size, gap);
            end = x + (shift + line.Width) * size;
        }

        return end;
    }

    private int Gaps(in Line line)
    {
        var gaps = 0;
        for (var i = line.Start; i + 1 < line.End; i++)
            if (clusters[i].Class != BreakClass.Opportunity && BreakClasses.Between(clusters[i], clusters[i + 1])) gaps++;
        return gaps;
    }
}
