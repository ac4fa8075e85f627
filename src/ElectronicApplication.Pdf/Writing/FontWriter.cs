using System.Security.Cryptography;
using System.Text;
using ElectronicApplication.Pdf.Layout;

namespace ElectronicApplication.Pdf.Writing;

/// <summary>A subset as composite font: Type0, Identity-H, CIDFontType2 (ISO 32000-2 9.7), codes equal to glyph numbers.</summary>
internal static class FontWriter
{
    public static int Write(PdfObjects objects, DocumentFont font)
    {
        var program = font.Subset.Build();
        var name = Tag(program) + "+" + font.Font.PostScriptName;
        var file = objects.Deflated($"/Length1 {program.Length}", program);
        var descriptor = objects.Add(Descriptor(font, name, file));
        var descendant = objects.Add(
            $"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor} 0 R/DW 1000/W[0[{Widths(font)}]]/CIDToGIDMap/Identity>>");
        var unicode = objects.Deflated("", ToUnicode(font.Texts).Written.Span);
        return objects.Add($"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode} 0 R>>");
    }

    private static string Descriptor(DocumentFont font, string name, int file)
    {
        var (head, hhea) = (font.Font.Head, font.Font.HorizontalHeader);
        string Scaled(int units) => PdfSyntax.Number(1000.0 * units / font.Font.UnitsPerEm);
        // Symbolic (4): the codes are no known encoding. The width of stems is not in the font; 80 is usual for text.
        return $"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{Scaled(head.I16(36))} {Scaled(head.I16(38))} {Scaled(head.I16(40))} {Scaled(head.I16(42))}]" +
            $"/ItalicAngle 0/Ascent {Scaled(hhea.I16(4))}/Descent {Scaled(hhea.I16(6))}/CapHeight {Scaled(hhea.I16(4))}/StemV 80/FontFile2 {file} 0 R>>";
    }

    private static string Widths(DocumentFont font) => string.Join(' ', Enumerable.Range(0, font.Subset.Count)
        .Select(i => PdfSyntax.Number(1000.0 * font.Font.Advance(font.Subset.SourceOf(i)) / font.Font.UnitsPerEm)));

    /// <summary>Six letters that tell subsets of one font apart (9.9.2), from the subset itself so that they do not change by chance.</summary>
    private static string Tag(byte[] program) => string.Concat(SHA256.HashData(program).Take(6).Select(b => (char)('A' + b % 26)));

    /// <summary>9.10.3: which characters each code stands for, selectors included, in UTF-16.</summary>
    private static ByteWriter ToUnicode(List<ClusterText> texts)
    {
        const int Most = 100;
        var map = new ByteWriter();
        map.Text("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n")
            .Text("/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        for (var from = 0; from < texts.Count; from += Most)
        {
            var count = Math.Min(Most, texts.Count - from);
            map.Number(count).Text(" beginbfchar\n");
            for (var i = from; i < from + count; i++)
                map.Text("<").Hex(i + 1, 4).Text("> <").Hex(Encoding.BigEndianUnicode.GetBytes(texts[i].ToString())).Text(">\n");
            map.Text("endbfchar\n");
        }

        return map.Text("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    }
}
