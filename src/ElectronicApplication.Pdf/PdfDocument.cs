using ElectronicApplication.Pdf.Layout;
using ElectronicApplication.Pdf.Layout.Blocks;
using ElectronicApplication.Pdf.Qr;
using ElectronicApplication.Pdf.Writing;

namespace ElectronicApplication.Pdf;

/// <summary>
/// A notice or certificate: content in its reading order, set onto pages and written as tagged PDF (ISO 32000-2, ISO 14289-1 PDF/UA).
/// Lengths are millimetres, font sizes points. One thread writes one document; fonts and images are shared.
/// </summary>
/// <example>
/// <code>
/// var fonts = catalog.Chain("BIZ UDPGothic", "IPAmjMincho");
/// var notice = new PdfDocument(fonts, new() { Title = "交付決定通知書", CreatedAt = decidedAt, Footer = new(Centre: "{page} / {pages}") });
/// notice.Address(["〒100-0001", "みらい市中央１－２－３", "髙橋 𠮷子 様"], new PdfArea(20, 15, 85, 35));
/// notice.Heading(1, "交付決定通知書");
/// notice.KeyValues([("決定番号", "第123号"), ("金額", "10,000円")]);
/// notice.Paragraph("みらい市長 未来 太郎", new() { Align = TextAlign.End, Seal = new(seal, 22) });
/// var signed = await PdfSigner.SignAsync(notice.Save(), key, new() { SignedAt = decidedAt, Name = "みらい市長" }, cancellation);
/// </code>
/// </example>
public sealed class PdfDocument(FontSet fonts, PdfOptions options)
{
    private const int MostBlocks = 100_000;

    private readonly List<Block> blocks = [];
    private int heading;

    /// <param name="level">1 to 6. The first heading is of level 1, and none skips a level (ISO 14289-1 7.4.2).</param>
    /// <exception cref="PdfInputException"><see cref="PdfInputProblem.Layout"/>: a level was skipped.</exception>
    public void Heading(int level, string text, TextStyle? style = null)
    {
        if (level is < 1 or > 6 || level > heading + 1) throw new PdfInputException(PdfInputProblem.Layout, $"A heading of level {level} follows one of level {heading}.");
        heading = level;
        var size = options.FontSize * level switch { 1 => 1.6, 2 => 1.3, 3 => 1.1, _ => 1 };
        Add(new TextBlock("H" + level, text, style ?? new() { Bold = true, Size = size, SpaceBefore = level == 1 ? 0 : 3, SpaceAfter = 2, LineHeight = 1.4 }));
    }

    /// <summary>A line feed in the text begins a new line.</summary>
    public void Paragraph(string text, TextStyle? style = null) => Add(new TextBlock("P", text, style ?? TextStyle.Plain));

    public void List(IReadOnlyList<string> items, bool numbered = false, TextStyle? style = null) => Add(new ListBlock(items, numbered, style ?? TextStyle.Plain));

    /// <exception cref="PdfInputException"><see cref="PdfInputProblem.Layout"/>: a row does not fill the columns.</exception>
    public void Table(PdfTable table) => Add(new TableBlock(table));

    /// <summary>Names and values, one pair a row.</summary>
    /// <param name="share">Of the width, what the names take.</param>
    public void KeyValues(IEnumerable<(string Name, string Value)> pairs, double share = 0.3, bool borders = true) =>
        Table(new([share, 1 - share], [.. pairs.Select(p => (IReadOnlyList<PdfCell>)[new PdfCell(p.Name) { Heading = true }, p.Value])]) { Borders = borders });

    /// <param name="width">The height follows from the image.</param>
    /// <param name="alternative">What the image says, for those who do not see it; null for mere ornament.</param>
    /// <param name="place">Null: in the flow.</param>
    public void Image(PdfImage image, double width, string? alternative, TextAlign align = TextAlign.Start, PdfPlace? place = null) =>
        Add(FigureBlock.Of(image, width, alternative, align, place));

    /// <summary>A QR code (ISO/IEC 18004, level M, up to 213 bytes of UTF-8).</summary>
    /// <param name="width">With the white border. 25 mm carry a link well.</param>
    /// <exception cref="PdfInputException"><see cref="PdfInputProblem.TooLarge"/>: the text is too long.</exception>
    public void QrCode(string text, double width, string alternative, TextAlign align = TextAlign.Start, PdfPlace? place = null) =>
        Add(FigureBlock.Of(Qr.QrCode.Of(text), width, alternative, align, place));

    /// <summary>The address behind the window of an envelope. What follows begins below the window. Long lines wrap and become smaller.</summary>
    public void Address(IReadOnlyList<string> lines, PdfArea window, TextStyle? style = null) =>
        Add(new AreaBlock(window, lines, style ?? new() { LineHeight = 1.35 }, clears: true));

    /// <summary>Text at a fixed place of the present page. The flow goes on where it was.</summary>
    public void TextAt(PdfArea area, string text, TextStyle? style = null) => Add(new AreaBlock(area, [text], style ?? TextStyle.Plain, clears: false));

    public void Rule() => Add(new RuleBlock());

    /// <summary>Empty space; none where it falls on the top of a page that the text went on to by itself.</summary>
    public void Space(double millimetres) => Add(new SpaceBlock(millimetres));

    public void PageBreak() => Add(new PageBreakBlock());

    /// <summary>Writes the document. The same content, options and fonts give the same bytes.</summary>
    /// <exception cref="MissingGlyphsException">A character that no font of the chain draws.</exception>
    /// <exception cref="PdfInputException">Content that fits on no page, or too much of it.</exception>
    public byte[] Save()
    {
        var composer = new Composer(fonts, options);
        foreach (var block in blocks) block.Compose(composer);
        composer.Finish();
        if (composer.Typesetter.Missing.Count > 0) throw new MissingGlyphsException(composer.Typesetter.Missing);
        return new DocumentWriter(composer).Write();
    }

    private void Add(Block block)
    {
        if (blocks.Count == MostBlocks) throw new PdfInputException(PdfInputProblem.TooLarge, "The document has too many parts.");
        blocks.Add(block);
    }
}
