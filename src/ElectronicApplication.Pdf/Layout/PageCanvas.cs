using ElectronicApplication.Pdf.Writing;

namespace ElectronicApplication.Pdf.Layout;

/// <summary>
/// The content stream of one page (ISO 32000-2 8 and 9). Positions are points from the upper left corner. Everything drawn stands between
/// <see cref="Begin"/> or <see cref="BeginArtifact"/> and <see cref="End"/>: untagged content is not allowed (ISO 14289-1 7.1).
/// </summary>
internal sealed class PageCanvas(DocumentResources resources, int index, double height)
{
    public ByteWriter Content { get; } = new();

    public int Index => index;

    /// <summary>The element of each marked content, by its number.</summary>
    public List<StructureElement> Marks { get; } = [];

    public void Begin(StructureElement element)
    {
        element.Kids.Add((null, index, Marks.Count));
        Content.Text("/").Text(element.Type).Text(" <</MCID ").Number(Marks.Count).Text(">> BDC\n");
        Marks.Add(element);
    }

    /// <param name="properties">For example <c>/Type/Pagination/Subtype/Footer</c>.</param>
    public void BeginArtifact(string properties) => Content.Text("/Artifact <<").Text(properties).Text(">> BDC\n");

    public void End() => Content.Text("EMC\n");

    /// <param name="baseline">From the top of the page.</param>
    /// <param name="gap">Added at every place where the line might have been broken, in em.</param>
    public void Text(IReadOnlyList<Cluster> clusters, in Line line, double x, double baseline, double size, double gap = 0)
    {
        Typeface? current = null;
        foreach (var i in Drawn(clusters, line))
        {
            var cluster = clusters[i];
            var font = resources.Font(cluster.Face.Font);
            if (current is null) Content.Text("BT 1 0 0 1 ").Numbers(x, height - baseline).Text("Tm\n");
            if (current != cluster.Face)
            {
                if (current is not null) Content.Text(">]TJ\n");
                Content.Text("/").Text(font.Name).Byte((byte)' ').Number(size).Text(" Tf ");
                // A thirtieth of the size to either side comes near to a bold face.
                if (cluster.Face.Thicken) Content.Text("2 Tr 1 j ").Number(size / 30).Text(" w ");
                else if (current is { Thicken: true }) Content.Text("0 Tr ");
                Content.Text("[<");
                current = cluster.Face;
            }

            Content.Hex(font.CodeOf(cluster.Glyph, cluster.Text), 4);
            if (gap != 0 && i + 1 < line.End && BreakClasses.Between(cluster, clusters[i + 1])) Content.Text(">").Number(-1000 * gap).Text("<");
        }

        if (current is null) return;
        Content.Text(">]TJ");
        if (current is { Thicken: true }) Content.Text(" 0 Tr");
        Content.Text(" ET\n");
    }

    public void Line(double fromX, double fromY, double toX, double toY, double width) =>
        Content.Numbers(width).Text("w ").Numbers(fromX, height - fromY).Text("m ").Numbers(toX, height - toY).Text("l S\n");

    /// <summary>Several rectangles of one grey, 0 black to 1 white, filled at once so that no seams show between them.</summary>
    public void Fill(IEnumerable<(double X, double Y, double Width, double Height)> rectangles, double grey)
    {
        Content.Text("q ").Numbers(grey).Text("g\n");
        foreach (var (x, y, w, h) in rectangles) Content.Numbers(x, height - y - h, w, h).Text("re\n");
        Content.Text("f Q\n");
    }

    public void Image(PdfImage image, double x, double y, double width, double imageHeight) =>
        Content.Text("q ").Numbers(width, 0, 0, imageHeight, x, height - y - imageHeight).Text("cm /").Text(resources.Image(image)).Text(" Do Q\n");

    private static IEnumerable<int> Drawn(IReadOnlyList<Cluster> clusters, Line line)
    {
        for (var i = line.Start; i < line.End; i++)
            if (clusters[i].Class is not (BreakClass.NewLine or BreakClass.Opportunity)) yield return i;
    }
}
