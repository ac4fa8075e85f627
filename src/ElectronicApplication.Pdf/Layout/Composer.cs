namespace ElectronicApplication.Pdf.Layout;

/// <summary>Lets content flow onto pages. Lengths are points; <see cref="Y"/> runs down from the top of the page.</summary>
internal sealed class Composer
{
    private const int MostPages = 5_000;

    private readonly double height;
    private readonly double top;
    private readonly double bottom;
    private bool continued;

    public Composer(FontSet fonts, PdfOptions options)
    {
        Options = options;
        Typesetter = new(fonts);
        height = Points(options.Page.Height);
        top = Points(options.Margins.Top);
        bottom = height - Points(options.Margins.Bottom);
        Left = Points(options.Margins.Left);
        Width = Points(options.Page.Width - options.Margins.Left - options.Margins.Right);
        if (options.Page is not { Width: >= 20 and <= 2000, Height: >= 20 and <= 2000 } || !(Width >= 10) || !(bottom - top >= 10))
            throw new PdfInputException(PdfInputProblem.Layout, "The page or what its margins leave is too small, or the page too large.");
        Structure = new("Document", null);
        NextPage();
    }

    public PdfOptions Options { get; }

    public Typesetter Typesetter { get; }

    public DocumentResources Resources { get; } = new();

    public StructureElement Structure { get; }

    public List<PageCanvas> Pages { get; } = [];

    public PageCanvas Page => Pages[^1];

    public double Left { get; }

    public double Width { get; }

    public double Y { get; set; }

    public double Room => bottom - Y;

    public double RoomOfPage => bottom - top;

    public bool AtTop => Y <= top;

    public static double Points(double millimetres) => millimetres * 72 / 25.4;

    public void NextPage()
    {
        if (Pages.Count == MostPages) throw new PdfInputException(PdfInputProblem.TooLarge, "The document has too many pages.");
        Pages.Add(new(Resources, Pages.Count, height));
        Y = top;
        continued = false;
    }

    /// <summary>Begins a page unless this much fits on the present one. What fits on no page begins one and is left to break.</summary>
    public void Need(double space)
    {
        // Sums of line heights that ought to be equal differ in the last bits.
        if (space > Room + 0.01 && !AtTop) Continue();
    }

    /// <summary>Begins a page because the one before is full.</summary>
    public void Continue()
    {
        NextPage();
        continued = true;
    }

    /// <summary>Space between two pieces of content; none at the top of a page.</summary>
    public void Skip(double space)
    {
        if (!AtTop) Y += Math.Min(space, Math.Max(Room, 0));
    }

    /// <summary>Space that the author asked for: also at the top of a page, unless the page is there only because the one before was full.</summary>
    public void Leave(double space)
    {
        if (!AtTop || !continued) Y += Math.Clamp(space, 0, Math.Max(Room, 0));
    }

    /// <summary>What has a fixed place must lie on the paper.</summary>
    /// <exception cref="PdfInputException"><see cref="PdfInputProblem.Layout"/>: it does not.</exception>
    public void CheckOnPaper(double left, double top, double width, double areaHeight)
    {
        const double Tolerance = 0.1;
        if (!(left >= -Tolerance && top >= -Tolerance && left + width <= Points(Options.Page.Width) + Tolerance && top + areaHeight <= height + Tolerance))
            throw new PdfInputException(PdfInputProblem.Layout, "Something with a fixed place lies outside of the paper.");
    }

    public TextLayout Set(string text, TextStyle style, double width) => new(
        Typesetter.Set(text, style.Bold), style.Size ?? Options.FontSize, style.LineHeight ?? Options.LineHeight, style.Align, width, style.FirstLine);

    /// <summary>Headers and footers, when the number of pages is known.</summary>
    public void Finish()
    {
        foreach (var page in Pages)
        {
            if (Options.Header is { } header) Running(page, header, "Header", top / 2 + header.Size / 2);
            if (Options.Footer is { } footer) Running(page, footer, "Footer", (bottom + height) / 2 + footer.Size / 2);
        }
    }

    private void Running(PageCanvas page, RunningText text, string kind, double baseline)
    {
        page.BeginArtifact("/Type/Pagination/Subtype/" + kind);
        foreach (var (part, align) in new[] { (text.Left, TextAlign.Start), (text.Centre, TextAlign.Centre), (text.Right, TextAlign.End) })
        {
            if (part is null) continue;
            var numbered = part.Replace("{page}", $"{page.Index + 1}", StringComparison.Ordinal).Replace("{pages}", $"{Pages.Count}", StringComparison.Ordinal);
            var layout = new TextLayout(Typesetter.Set(numbered, bold: false), text.Size, 1, align, Width, 0);
            if (layout.Lines.Count > 1) throw new PdfInputException(PdfInputProblem.Layout, "A header or footer is longer than a line.");
            layout.Draw(page, 0, 1, Left, baseline - layout.Ascent);
        }

        page.End();
    }
}
