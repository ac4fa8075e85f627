using ElectronicApplication.Pdf.Qr;

namespace ElectronicApplication.Pdf.Layout.Blocks;

/// <summary>An image or a QR code, in the flow or at a fixed place of the present page.</summary>
internal sealed class FigureBlock : Block
{
    private readonly Action<Composer, double, double, double, double> draw;
    private readonly double width;
    private readonly double height;
    private readonly TextAlign align;
    private readonly PdfPlace? place;

    private FigureBlock(double width, double height, TextAlign align, PdfPlace? place, Action<Composer, double, double, double, double> draw)
    {
        if (width is not (> 0 and <= 2000)) throw new PdfInputException(PdfInputProblem.Layout, "The width of a figure is out of range (0 to 2,000 mm).");
        this.width = Composer.Points(width);
        this.height = Composer.Points(height);
        this.align = align;
        this.place = place;
        this.draw = draw;
    }

    public static FigureBlock Of(PdfImage image, double width, string? alternative, TextAlign align, PdfPlace? place) =>
        new(width, width * image.Height / image.Width, align, place, (to, x, y, w, h) => Draw(to, image, alternative, x, y, w, h));

    public static FigureBlock Of(QrCode code, double width, string alternative, TextAlign align, PdfPlace? place) =>
        new(width, width, align, place, (to, x, y, w, _) => Draw(to, code, alternative, x, y, w));

    public override void Compose(Composer to)
    {
        if (place is { } at)
        {
            to.CheckOnPaper(Composer.Points(at.Left), Composer.Points(at.Top), width, height);
            draw(to, Composer.Points(at.Left), Composer.Points(at.Top), width, height);
            return;
        }

        if (width > to.Width + 0.01 || height > to.RoomOfPage + 0.01) throw new PdfInputException(PdfInputProblem.Layout, "A figure is larger than the page's content.");
        to.Need(height);
        var free = to.Width - width;
        draw(to, to.Left + align switch { TextAlign.Centre => free / 2, TextAlign.End => free, _ => 0 }, to.Y, width, height);
        to.Y += height;
    }

    /// <summary>A seal over the last characters of a line: it may stand out to the right by half of its width.</summary>
    /// <param name="end">Of the line.</param>
    /// <param name="right">The edge of the column.</param>
    /// <param name="middle">Of the line, from the top of the page.</param>
    public static void Stamp(Composer to, PdfSeal seal, double end, double right, double middle)
    {
        if (seal.Size is not (> 0 and <= 200)) throw new PdfInputException(PdfInputProblem.Layout, "The size of a seal is out of range (0 to 200 mm).");
        var width = Composer.Points(seal.Size);
        var height = width * seal.Image.Height / seal.Image.Width;
        Draw(to, seal.Image, seal.Alternative, Math.Min(end - width / 3, right - width / 2), middle - height / 2, width, height);
    }

    public static void Draw(Composer to, PdfImage image, string? alternative, double x, double y, double width, double height)
    {
        Begin(to, alternative, x, y, width, height);
        to.Page.Image(image, x, y, width, height);
        to.Page.End();
    }

    private static void Draw(Composer to, QrCode code, string alternative, double x, double y, double width)
    {
        Begin(to, alternative, x, y, width, width);
        // ISO/IEC 18004 asks for four modules of white around the symbol.
        var module = width / (code.Size + 8);
        to.Page.Fill(code.Bars().Select(b => (x + (b.Column + 4) * module, y + (b.Row + 4) * module, b.Length * module, module)), 0);
        to.Page.End();
    }

    private static void Begin(Composer to, string? alternative, double x, double y, double width, double height)
    {
        if (alternative is null)
        {
            to.Page.BeginArtifact("/Type/Layout");
            return;
        }

        var bottom = Composer.Points(to.Options.Page.Height) - y - height;
        to.Page.Begin(to.Structure.Add("Figure", FormattableString.Invariant($"/O/Layout/Placement/Block/BBox[{x:0.##} {bottom:0.##} {x + width:0.##} {bottom + height:0.##}]"), alternative));
    }
}
