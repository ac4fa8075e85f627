namespace ElectronicApplication.Pdf.Fonts;

/// <summary>Which glyph a code point has: table 'cmap', formats 4 and 12. Kept in pages of 256, so that looking up is two array accesses.</summary>
internal sealed class CharacterMap
{
    private const int LastCodePoint = 0x10FFFF;

    private readonly ushort[]?[] pages = new ushort[]?[(LastCodePoint >> 8) + 1];
    private readonly int glyphs;

    /// <exception cref="PdfInputException">No Unicode subtable of format 4 or 12, or a broken one.</exception>
    public CharacterMap(FontTable table, int glyphs)
    {
        this.glyphs = glyphs;
        FontTable? format4 = null, format12 = null;
        for (int i = 0, count = table.U16(2); i < count; i++)
        {
            var (platform, encoding) = (table.U16(4 + 8 * i), table.U16(6 + 8 * i));
            var subtable = table.From(table.Offset32(8 + 8 * i));
            switch (subtable.U16(0))
            {
                case 4 when platform == 0 || (platform == 3 && encoding == 1): format4 = subtable; break;
                case 12 when platform == 0 || (platform == 3 && encoding == 10): format12 = subtable; break;
                case 14 when platform == 0 && encoding == 5: Variations = new(subtable, glyphs); break;
                default: break;
            }
        }

        if (format12 is { } full) ReadFormat12(full);
        else if (format4 is { } basic) ReadFormat4(basic);
        else throw new PdfInputException(PdfInputProblem.Font, "The font has no Unicode character map (cmap format 4 or 12).");
    }

    /// <summary>Format 14, or null where the font knows no variation sequences.</summary>
    public VariationSequences? Variations { get; }

    /// <returns>0 where the font has no glyph: glyph 0 is the box.</returns>
    public int this[int codePoint] => codePoint is >= 0 and <= LastCodePoint && pages[codePoint >> 8] is { } page ? page[codePoint & 0xFF] : 0;

    private void ReadFormat4(FontTable table)
    {
        var segments = table.U16(6) / 2;
        var (ends, starts) = (14, 16 + 2 * segments);
        var (deltas, offsets) = (starts + 2 * segments, starts + 4 * segments);
        for (int i = 0, next = 0; i < segments; i++)
        {
            // Segments and groups stand in order; what goes back would be read again and again.
            int start = Math.Max(next, table.U16(starts + 2 * i)), end = table.U16(ends + 2 * i);
            next = Math.Max(next, end + 1);
            int delta = table.U16(deltas + 2 * i), offset = table.U16(offsets + 2 * i);
            for (var code = start; code <= end && code < 0xFFFF; code++)
            {
                // idRangeOffset counts from its own place.
                var glyph = offset == 0 ? code : table.U16(offsets + 2 * i + offset + 2 * (code - table.U16(starts + 2 * i)));
                if (offset == 0 || glyph != 0) Put(code, (glyph + delta) & 0xFFFF);
            }
        }
    }

    private void ReadFormat12(FontTable table)
    {
        var groups = table.Offset32(12);
        uint next = 0;
        for (var i = 0; i < groups; i++)
        {
            uint start = table.U32(16 + 12 * i), end = table.U32(20 + 12 * i), glyph = table.U32(24 + 12 * i);
            if (end > LastCodePoint || start > end) throw table.Broken();
            if (start < next) continue;
            next = end + 1;
            for (var code = start; code <= end && glyph + (code - start) < glyphs; code++) Put((int)code, (int)(glyph + (code - start)));
        }
    }

    private void Put(int code, int glyph)
    {
        if (glyph != 0 && glyph < glyphs) (pages[code >> 8] ??= new ushort[256])[code & 0xFF] = (ushort)glyph;
    }
}
