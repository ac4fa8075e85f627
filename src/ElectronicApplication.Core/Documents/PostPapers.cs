using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Pdf;

namespace ElectronicApplication.Core.Documents;

/// <summary>What is printed beside the documents: address labels on A4 sheets, and the list by which envelopes are filled.</summary>
internal static class PostPapers
{
    /// <param name="perSheet">12 (two columns of six) or 24 (three columns of eight).</param>
    public static Result<byte[]> Labels(IReadOnlyList<IReadOnlyList<string>> recipients, int perSheet, DateTimeOffset now, DocumentRenderer renderer)
    {
        var (columns, rows, size) = perSheet == 12 ? (2, 6, 10.5) : (3, 8, 8.5);
        // Labels to the edge of the sheet but for the margins that printers keep.
        const double Side = 8;
        const double Top = 12;
        var (width, height) = ((210 - 2 * Side) / columns, (297 - 2 * Top) / rows);
        return renderer.Draw(new PdfOptions { Title = "宛名ラベル", CreatedAt = now.ToOffset(JapanTime.Offset), FontSize = size, Margins = PdfMargins.All(5) }, pdf =>
        {
            for (var i = 0; i < recipients.Count; i++)
            {
                if (i > 0 && i % perSheet == 0)
                    pdf.PageBreak();
                var at = i % perSheet;
                pdf.TextAt(new(Side + at % columns * width + 4, Top + at / columns * height + 4, width - 8, height - 8), string.Join('\n', recipients[i]), new() { LineHeight = 1.3 });
            }
        });
    }

    public static Result<byte[]> Enclosures(IReadOnlyList<(IssuedDocument Row, string ReceiptNumber, IReadOnlyList<string> Recipient)> documents, DateTimeOffset now, DocumentRenderer renderer) =>
        renderer.Draw(new PdfOptions { Title = "封入の一覧", CreatedAt = now.ToOffset(JapanTime.Offset), FontSize = 9, Margins = PdfMargins.All(15), Footer = new(Centre: "{page} / {pages}") }, pdf =>
        {
            pdf.Heading(1, "封入の一覧");
            pdf.Paragraph($"{JapanTime.Words(now)}　{documents.Count}件");
            pdf.Table(new([1, 4, 4, 4, 4, 2], [.. documents.Select((d, i) => (IReadOnlyList<PdfCell>)
                [$"{i + 1}", d.Row.NumberText, d.Row.Title, d.Recipient.Count > 0 ? d.Recipient[^1] : "", d.ReceiptNumber, "□"])])
            {
                Header = ["番", "文書番号", "文書", "宛名", "受付番号", "封入"], Size = 8.5,
            });
        });
}
