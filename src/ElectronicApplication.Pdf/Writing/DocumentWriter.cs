using System.Security.Cryptography;
using ElectronicApplication.Pdf.Layout;

namespace ElectronicApplication.Pdf.Writing;

/// <summary>Writes a composed document as a file: ISO 32000-2 7.5, in the syntax of version 1.7, which PDF/UA-1 asks for.</summary>
internal sealed class DocumentWriter(Composer document)
{
    public const string Producer = "ElectronicApplication.Pdf";

    private readonly ByteWriter file = new(128 * 1024);

    public byte[] Write()
    {
        // Four bytes above 127 tell programs that pass the file on that it is not text.
        file.Text("%PDF-1.7\n%").Bytes([0xE2, 0xE3, 0xCF, 0xD3]).Text("\n%").Text(Producer).Text("\n");
        var objects = new PdfObjects(file, 1);
        var (catalog, tree, resources) = (objects.Reserve(), objects.Reserve(), objects.Reserve());
        var pages = document.Pages.ConvertAll(_ => objects.Reserve()).ToArray();
        var structure = new StructureWriter(objects, document.Structure);

        WriteCatalog(objects, catalog, tree, structure.Root);
        objects.Put(tree, $"<</Type/Pages/Count {pages.Length}/Kids[{PdfObjects.References(pages)}]>>");
        WritePages(objects, pages, tree, resources);
        WriteResources(objects, resources);
        structure.Write(document.Structure, document.Pages, pages);
        WriteEnd(objects, catalog, objects.Add(Information()));
        return file.Written.ToArray();
    }

    private void WriteCatalog(PdfObjects objects, int catalog, int tree, int structure)
    {
        var metadata = objects.Stream("/Type/Metadata/Subtype/XML", Xmp.Write(document.Options));
        objects.Put(catalog, $"<</Type/Catalog/Pages {tree} 0 R/Lang{PdfSyntax.Text(document.Options.Language)}/MarkInfo<</Marked true>>/StructTreeRoot {structure} 0 R" +
            $"/Metadata {metadata} 0 R/ViewerPreferences<</DisplayDocTitle true>>>>");
    }

    private void WritePages(PdfObjects objects, int[] numbers, int tree, int resources)
    {
        var (width, height) = (Composer.Points(document.Options.Page.Width), Composer.Points(document.Options.Page.Height));
        foreach (var page in document.Pages)
        {
            var content = objects.Deflated("", page.Content.Written.Span);
            objects.Put(numbers[page.Index], $"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {PdfSyntax.Number(width)} {PdfSyntax.Number(height)}]/Resources {resources} 0 R" +
                $"/Contents {content} 0 R/StructParents {page.Index}/Tabs/S>>");
        }
    }

    private void WriteResources(PdfObjects objects, int number)
    {
        var fonts = string.Concat(document.Resources.Fonts.Select(f => $"/{f.Name} {FontWriter.Write(objects, f)} 0 R"));
        var images = string.Concat(document.Resources.Images.Select(i => $"/{i.Value} {ImageWriter.Write(objects, i.Key)} 0 R"));
        objects.Put(number, $"<</Font<<{fonts}>>/XObject<<{images}>>>>");
    }

    private string Information()
    {
        var options = document.Options;
        var date = PdfSyntax.Date(options.CreatedAt);
        return $"<</Title{PdfSyntax.Text(options.Title)}" +
            (options.Author is null ? "" : "/Author" + PdfSyntax.Text(options.Author)) +
            (options.Subject is null ? "" : "/Subject" + PdfSyntax.Text(options.Subject)) +
            $"/CreationDate{date}/ModDate{date}/Producer({Producer})>>";
    }

    private void WriteEnd(PdfObjects objects, int catalog, int information)
    {
        var id = document.Options.Id is { } given ? given.ToByteArray(bigEndian: true) : SHA256.HashData(file.Written.Span).AsSpan(0, 16).ToArray();
        var (start, count) = (file.Length, objects.Next);
        file.Text("xref\n0 ").Number(count).Text("\n0000000000 65535 f\r\n");
        objects.WriteEntries();
        var hex = Convert.ToHexString(id);
        file.Text($"trailer\n<</Size {count}/Root {catalog} 0 R/Info {information} 0 R/ID[<{hex}><{hex}>]>>\nstartxref\n{start}\n%%EOF\n");
    }
}
