using System.Collections.Concurrent;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms.Documents;
using ElectronicApplication.Pdf;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Documents;

/// <param name="VerifyUrl">The address in the QR code; null leaves it out, as in a preview.</param>
/// <param name="SealId">The seal that was in force; null for none.</param>
public sealed record DrawnDocument(DocumentContent Content, string? VerifyUrl, Guid? SealId);

/// <summary>Draws filled-in documents as tagged PDF. The same content gives the same bytes.</summary>
public sealed class DocumentRenderer(IOptions<DocumentOptions> options)
{
    private const double SealWidth = 22;

    private readonly Lazy<FontSet> _fonts = new(() => new FontCatalog(options.Value.FontDirectories).Chain(options.Value.Families));
    private readonly ConcurrentDictionary<Guid, PdfImage> _seals = new();

    /// <param name="seal">The image of <see cref="DrawnDocument.SealId"/>, read on first use.</param>
    /// <param name="mark">Stands on top of every page: 見本.</param>
    public Result<byte[]> Draw(IReadOnlyList<DrawnDocument> documents, DateTimeOffset at, Func<Guid, byte[]> seal, string? mark = null)
    {
        var first = documents[0].Content;
        try
        {
            var pdf = new PdfDocument(_fonts.Value, Options(first, at, mark));
            for (var i = 0; i < documents.Count; i++)
            {
                if (i > 0)
                    pdf.PageBreak();
                Draw(pdf, documents[i], documents[i].SealId is { } id ? _seals.GetOrAdd(id, key => PdfImage.Read(seal(key))) : null);
            }
            return pdf.Save();
        }
        catch (MissingGlyphsException missing)
        {
            return DocumentErrors.MissingGlyphs(missing.Characters.Select(c => (c, Field(documents, c))));
        }
        catch (PdfInputException wrong)
        {
            return DocumentErrors.CannotBeSet(wrong.Problem);
        }
    }

    /// <summary>Anything else that is printed beside documents: labels, lists.</summary>
    public Result<byte[]> Draw(PdfOptions page, Action<PdfDocument> draw)
    {
        try
        {
            var pdf = new PdfDocument(_fonts.Value, page);
            draw(pdf);
            return pdf.Save();
        }
        catch (MissingGlyphsException missing)
        {
            return DocumentErrors.MissingGlyphs(missing.Characters.Select(c => (c, (string?)null)));
        }
        catch (PdfInputException wrong)
        {
            return DocumentErrors.CannotBeSet(wrong.Problem);
        }
    }

    private static PdfOptions Options(DocumentContent content, DateTimeOffset at, string? mark) => new()
    {
        Title = content.Title, CreatedAt = at, Page = content.Landscape ? Page(content.Paper).Turned : Page(content.Paper), Header = mark is null ? null : new(Right: mark),
        Margins = PdfMargins.All(content.Paper switch { DocumentPaper.Postcard => 8, DocumentPaper.A5 => 14, _ => 20 }),
        FontSize = content.Paper switch { DocumentPaper.Postcard => 8.5, DocumentPaper.A5 => 9.5, _ => 10.5 },
    };

    private static PageFormat Page(DocumentPaper paper) => paper switch
    {
        DocumentPaper.A5 => PageFormat.A5, DocumentPaper.B5 => new(182, 257), DocumentPaper.Postcard => PageFormat.Postcard, _ => PageFormat.A4,
    };

    private static void Draw(PdfDocument pdf, DrawnDocument document, PdfImage? seal)
    {
        var content = document.Content;
        var headed = false;
        for (var i = 0; i < content.Blocks.Count; i++)
        {
            var block = content.Blocks[i];
            if (block.Type == DocumentBlockType.Heading)
            {
                pdf.Heading(headed ? 2 : 1, block.Text, headed ? null : new() { Bold = true, Size = content.Paper == DocumentPaper.Postcard ? 12 : 16, SpaceBefore = 4, SpaceAfter = 4, LineHeight = 1.4, Align = Align(block.Align) });
                headed = true;
            }
            else
                Draw(pdf, content, block, i == 0, seal);
        }
        if (document.VerifyUrl is { } url)
        {
            pdf.Space(4);
            pdf.Rule();
            pdf.QrCode(url, content.Paper == DocumentPaper.Postcard ? 20 : 25, $"真正性を確かめるページのアドレス {url}");
            pdf.Paragraph($"この文書が真正であることは、二次元コードか次のアドレスのページで確かめられます。\n{url}", new() { Size = 7.5, LineHeight = 1.4 });
        }
    }

    private static void Draw(PdfDocument pdf, DocumentContent content, FilledBlock block, bool isFirst, PdfImage? seal)
    {
        switch (block.Type)
        {
            case DocumentBlockType.Number or DocumentBlockType.Date:
                pdf.Paragraph(block.Text, new() { Align = block.Align == DocumentAlign.Start ? TextAlign.End : Align(block.Align) });
                break;
            case DocumentBlockType.Sender:
                pdf.Paragraph(block.Text, new() { Align = block.Align == DocumentAlign.Start ? TextAlign.End : Align(block.Align), SpaceBefore = 4, SpaceAfter = 8, Seal = seal is null ? null : new(seal, SealWidth, "公印の印影") });
                break;
            case DocumentBlockType.Recipient when isFirst && content is { Paper: DocumentPaper.A4, Landscape: false } && block.Lines.Count > 0:
                // The window of an envelope 長形3号.
                pdf.Address(block.Lines, new(22, 16, 85, 32));
                break;
            case DocumentBlockType.Recipient or DocumentBlockType.Paragraph:
                if (block.Text.Length > 0)
                    pdf.Paragraph(block.Text, new() { Align = Align(block.Align), FirstLine = 0 });
                break;
            case DocumentBlockType.Note:
                if (block.Text.Length > 0)
                    pdf.Paragraph(block.Text, new() { Size = 8.5, LineHeight = 1.5, Align = Align(block.Align) });
                break;
            case DocumentBlockType.Appeal:
                if (block.Text.Length > 0)
                    pdf.Paragraph("（教示）\n" + block.Text, new() { Size = 9, LineHeight = 1.5, SpaceBefore = 3 });
                break;
            case DocumentBlockType.List:
                if (block.Lines.Count > 0)
                    pdf.List(block.Lines);
                break;
            case DocumentBlockType.Values:
                if (block.Rows.Count > 0)
                    pdf.KeyValues(block.Rows.Select(r => (r[0], r[1])));
                break;
            case DocumentBlockType.Table:
                if (block.Rows.Count > 1)
                    pdf.Table(new([.. block.Rows[0].Select(_ => 1d)], [.. block.Rows.Skip(1).Select(Cells)]) { Header = Cells(block.Rows[0]) });
                break;
            case DocumentBlockType.Space:
                pdf.Space(8);
                break;
            case DocumentBlockType.PageBreak:
                pdf.PageBreak();
                break;
        }
    }

    private static IReadOnlyList<PdfCell> Cells(IReadOnlyList<string> row) => [.. row.Select(c => new PdfCell(c))];

    private static TextAlign Align(DocumentAlign align) => align switch { DocumentAlign.Centre => TextAlign.Centre, DocumentAlign.End => TextAlign.End, _ => TextAlign.Start };

    /// <summary>The field whose answer holds the character.</summary>
    private static string? Field(IReadOnlyList<DrawnDocument> documents, string character) =>
        documents.SelectMany(d => d.Content.Blocks).SelectMany(b => b.Reads).FirstOrDefault(r => r.Text.Contains(character, StringComparison.Ordinal))?.Label;
}
