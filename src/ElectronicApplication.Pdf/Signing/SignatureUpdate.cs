using System.Text;
using ElectronicApplication.Pdf.Layout;
using ElectronicApplication.Pdf.Writing;

namespace ElectronicApplication.Pdf.Signing;

/// <summary>
/// Appends the signature field to a file as an incremental update (ISO 32000-2 7.5.6 and 12.7.5.5), with room for the container: the bytes
/// that were there stay as they are, so what was approved is what is signed.
/// </summary>
internal sealed class SignatureUpdate
{
    private const string EmptyRange = "/ByteRange[0 0000000000 0000000000 0000000000]";

    private readonly ByteWriter file;
    private readonly int capacity;
    private readonly int range;
    private readonly int contents;

    public SignatureUpdate(ReadOnlyMemory<byte> original, PdfSignatureOptions options, int capacity)
    {
        this.capacity = capacity;
        var own = new OwnFile(original);
        file = new(original.Length + 2 * capacity + 8192);
        file.Bytes(original.Span);
        var objects = new PdfObjects(file, own.Size);
        var changed = new SortedDictionary<int, int>();
        void Change(int number, string value)
        {
            changed[number] = file.Length;
            file.Number(number).Text(" 0 obj\n").Text(value).Text("\nendobj\n");
        }

        var (field, signature) = (objects.Reserve(), objects.Reserve());
        objects.Begin(signature).Text("<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached");
        range = file.Length;
        file.Text(EmptyRange).Text("/Contents");
        contents = file.Length;
        file.Text("<").Text(new string('0', 2 * capacity)).Text(">").Text(Details(options)).Text(">>");
        objects.End();

        var pages = own.Pages();
        var (page, place) = (options.Appearance?.Page ?? 1, "/F 134/Rect[0 0 0 0]");
        if (page < 1 || page > pages.Count) throw OwnFile.Strange("The page of the signature does not exist.");
        var pageNumber = pages[page - 1];
        var pageText = own.Object(pageNumber);
        if (options.Appearance is { } appearance) place = Show(own, objects, appearance, pageText, field, pageNumber, Change);

        objects.Put(field, $"<</Type/Annot/Subtype/Widget/FT/Sig/T(Signature1)/TU{PdfSyntax.Text(options.Description)}/V {signature} 0 R/P {pageNumber} 0 R{place}>>");
        Change(pageNumber, pageText[..^2] + $"/Annots[{field} 0 R]>>");
        // ESIC: the sub-filter is ETSI's extension of version 1.7 (ISO 32000-2 7.12, ETSI EN 319 142-1).
        Change(own.Catalog, own.Object(own.Catalog)[..^2] + $"/Extensions<</ESIC<</BaseVersion/1.7/ExtensionLevel 2>>>>/AcroForm<</Fields[{field} 0 R]/SigFlags 3>>>>");
        WriteEnd(own, objects, changed);
        FillRange();
    }

    /// <summary>What is signed: everything but the hexadecimal string of the container, its brackets included.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Signed => [file.Written[..contents], file.Written[(contents + 2 * capacity + 2)..]];

    public byte[] Complete(byte[] container)
    {
        if (container.Length > capacity) throw new InvalidOperationException($"The signature takes {container.Length} bytes; {capacity} were kept free.");
        var result = file.Written.ToArray();
        Encoding.Latin1.GetBytes(Convert.ToHexString(container), result.AsSpan(contents + 1));
        return result;
    }

    private static string Details(PdfSignatureOptions options) =>
        "/M" + PdfSyntax.Date(options.SignedAt) + Entry("Name", options.Name) + Entry("Reason", options.Reason) + Entry("Location", options.Location);

    private static string Entry(string key, string? value) => value is null ? "" : "/" + key + PdfSyntax.Text(value);

    /// <summary>
    /// The appearance, and the element by which those who do not see it know of it (ISO 14289-1 7.18.4): the tree gets one more kid, the
    /// way back one more entry.
    /// </summary>
    private static string Show(OwnFile own, PdfObjects objects, PdfSignatureAppearance appearance, string page, int field, int pageNumber, Action<int, string> change)
    {
        var (width, height) = (Composer.Points(appearance.Area.Width), Composer.Points(appearance.Area.Height));
        var image = ImageWriter.Write(objects, appearance.Image);
        var form = objects.Stream(
            $"/Type/XObject/Subtype/Form/BBox[0 0 {PdfSyntax.Number(width)} {PdfSyntax.Number(height)}]/Resources<</XObject<</I {image} 0 R>>>>",
            new ByteWriter().Text("q ").Numbers(width, 0, 0, height, 0, 0).Text("cm /I Do Q").Written.Span);

        var rootNumber = OwnFile.Reference(own.Object(own.Catalog), "StructTreeRoot");
        var root = own.Object(rootNumber);
        var (documentNumber, parentsNumber) = (OwnFile.Reference(root, "K"), OwnFile.Reference(root, "ParentTree"));
        var (document, parents) = (own.Object(documentNumber), own.Object(parentsNumber));
        var key = own.Pages().Count;
        var element = objects.Add($"<</S/Form/P {documentNumber} 0 R/Alt{PdfSyntax.Text(appearance.Alternative)}/K<</Type/OBJR/Pg {pageNumber} 0 R/Obj {field} 0 R>>>>");
        change(documentNumber, document[..^3] + $" {element} 0 R]>>");
        change(parentsNumber, parents[..^3] + $" {key} {element} 0 R]>>");
        change(rootNumber, root.Replace($"/ParentTreeNextKey {key}", $"/ParentTreeNextKey {key + 1}", StringComparison.Ordinal));

        var top = PageHeight(page) - Composer.Points(appearance.Area.Top);
        var left = Composer.Points(appearance.Area.Left);
        // Printed and locked.
        return $"/F 132/StructParent {key}/AP<</N {form} 0 R>>/Rect[{PdfSyntax.Number(left)} {PdfSyntax.Number(top - height)} {PdfSyntax.Number(left + width)} {PdfSyntax.Number(top)}]";
    }

    private static double PageHeight(string page)
    {
        var box = page[(page.IndexOf("/MediaBox[", StringComparison.Ordinal) + 10)..];
        return double.Parse(box[..box.IndexOf(']', StringComparison.Ordinal)].Split(' ')[3], System.Globalization.CultureInfo.InvariantCulture);
    }

    private void WriteEnd(OwnFile own, PdfObjects objects, SortedDictionary<int, int> changed)
    {
        var start = file.Length;
        file.Text("xref\n");
        foreach (var (number, offset) in changed) file.Number(number).Text(" 1\n").Text(PdfObjects.Entry(offset));
        file.Number(own.Size).Text(" ").Number(objects.Next - own.Size).Text("\n");
        objects.WriteEntries();
        file.Text($"trailer\n<</Size {objects.Next}/Root {own.Catalog} 0 R/Info {own.Information} 0 R/ID{own.Id}/Prev {own.CrossReference}>>\nstartxref\n{start}\n%%EOF\n");
    }

    private void FillRange()
    {
        var after = contents + 2 * capacity + 2;
        var text = FormattableString.Invariant($"/ByteRange[0 {contents:D10} {after:D10} {file.Length - after:D10}]");
        file.Overwrite(range, text);
    }
}
