using System.Globalization;
using System.Security;
using System.Text;

namespace ElectronicApplication.Pdf.Writing;

/// <summary>Metadata as XMP (ISO 16684-1), with the mark of PDF/UA-1 (ISO 14289-1 5).</summary>
internal static class Xmp
{
    public static byte[] Write(PdfOptions options)
    {
        var date = options.CreatedAt.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
        var author = options.Author is null ? "" : $"<dc:creator><rdf:Seq><rdf:li>{Escaped(options.Author)}</rdf:li></rdf:Seq></dc:creator>";
        var subject = options.Subject is null ? "" : $"<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{Escaped(options.Subject)}</rdf:li></rdf:Alt></dc:description>";
        return Encoding.UTF8.GetBytes(
            $"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{Escaped(options.Title)}</rdf:li></rdf:Alt></dc:title>{author}{subject}<dc:language><rdf:Bag><rdf:li>{Escaped(options.Language)}</rdf:li></rdf:Bag></dc:language>
            <xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate><pdf:Producer>{DocumentWriter.Producer}</pdf:Producer><pdfuaid:part>1</pdfuaid:part>
            </rdf:Description></rdf:RDF></x:xmpmeta>
            <?xpacket end="w"?>
            """);
    }

    /// <summary>XML 1.0 has no place for controls, escaped or not.</summary>
    private static string Escaped(string value) =>
        SecurityElement.Escape(string.Concat(value.Select(c => c is < ' ' and not ('\t' or '\n' or '\r') or '\uFFFE' or '\uFFFF' ? ' ' : c)));
}
