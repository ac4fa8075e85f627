using System.Text;

namespace ElectronicApplication.Pdf.Fonts;

/// <summary>The names of a face: table 'name', ids 1 and 16 (family, in every language), 2 and 17 (style) and 6 (PostScript).</summary>
internal sealed record FontNames(IReadOnlySet<string> Families, string PostScript, bool Bold, bool Slanted)
{
    private const int LongestName = 512;

    public static FontNames Read(FontFile file)
    {
        var table = file.Table("name");
        var families = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var postScript = "";
        var count = table.U16(2);
        var texts = table.U16(4);
        for (var i = 0; i < count; i++)
        {
            var at = 6 + 12 * i;
            var id = table.U16(at + 6);
            if (id is not (1 or 6 or 16) || table.U16(at + 8) > LongestName) continue;
            var bytes = table.Slice(texts + table.U16(at + 10), table.U16(at + 8));
            // Platform 1 is Macintosh, where the names that matter are ASCII; 0 and 3 are UTF-16.
            var text = table.U16(at) == 1 ? Encoding.Latin1.GetString(bytes) : Encoding.BigEndianUnicode.GetString(bytes);
            if (id == 6) postScript = text;
            else families.Add(text);
        }

        // OS/2 fsSelection: bit 0 italic, bit 5 bold, bit 9 oblique. Without the table: head macStyle, bits 0 and 1.
        if (file.Has("OS/2"))
        {
            var os2 = file.Table("OS/2");
            var selection = os2.U16(62);
            return new(families, postScript, (selection & 0x20) != 0 || os2.U16(4) >= 600, (selection & 0x201) != 0);
        }

        var style = file.Table("head").U16(44);
        return new(families, postScript, (style & 1) != 0, (style & 2) != 0);
    }
}
