namespace ElectronicApplication.Pdf.Layout.Blocks;

/// <summary>Text inside a fixed rectangle: the address behind an envelope's window, the fields of a postcard.</summary>
internal sealed class AreaBlock(PdfArea area, IReadOnlyList<string> lines, TextStyle style, bool clears) : Block
{
    private const double SmallestSize = 7;

    public override void Compose(Composer to)
    {
        var (height, width) = (Composer.Points(area.Height), Composer.Points(area.Width));
        var (x, y) = (Composer.Points(area.Left), Composer.Points(area.Top));
        to.CheckOnPaper(x, y, width, height);
        var (layouts, end) = (Fit(to, width, height), x);
        foreach (var layout in layouts)
        {
            to.Page.Begin(to.Structure.Add("P"));
            end = layout.Draw(to.Page, 0, layout.Lines.Count, x, y);
            to.Page.End();
            y += layout.Height;
        }

        if (style.Seal is { } seal && layouts.Count > 0) FigureBlock.Stamp(to, seal, end, x + width, y - layouts[^1].LineHeight / 2);
        if (clears) to.Y = Math.Max(to.Y, Composer.Points(area.Top + area.Height));
    }

    /// <summary>A long address becomes smaller, never cut off.</summary>
    private List<TextLayout> Fit(Composer to, double width, double height)
    {
        for (var size = style.Size ?? to.Options.FontSize; ; size = Math.Max(SmallestSize, size - 0.5))
        {
            var layouts = lines.Select(line => to.Set(line, style with { Size = size }, width)).ToList();
            if (layouts.Sum(l => l.Height) <= height + 0.01) return layouts;
            if (size <= SmallestSize) throw new PdfInputException(PdfInputProblem.Layout, "A text does not fit into its area, not even in 7 points.");
        }
    }
}
