namespace ElectronicApplication.Pdf.Fonts;

/// <summary>Which form a character takes under a variation selector: table 'cmap', format 14 (Unicode Variation Sequences).</summary>
internal sealed class VariationSequences
{
    private const int MostSequences = 500_000;

    // 0: the default form, that is the glyph the character has by itself.
    private readonly Dictionary<long, ushort> forms = [];
    private int sequences;

    public VariationSequences(FontTable table, int glyphs)
    {
        for (int i = 0, count = table.Offset32(6); i < count; i++)
        {
            var record = 10 + 11 * i;
            var selector = table.U24(record);
            if (table.Offset32(record + 3) is var defaults and > 0)
            {
                for (int j = 0, ranges = table.Offset32(defaults); j < ranges; j++)
                {
                    var start = table.U24(defaults + 4 + 4 * j);
                    for (int code = start, last = start + table.U8(defaults + 7 + 4 * j); code <= last; code++) Put(table, code, selector, 0);
                }
            }

            if (table.Offset32(record + 7) is var others and > 0)
            {
                for (int j = 0, mappings = table.Offset32(others); j < mappings; j++)
                {
                    var glyph = table.U16(others + 7 + 5 * j);
                    if (glyph < glyphs && glyph != 0) Put(table, table.U24(others + 4 + 5 * j), selector, glyph);
                }
            }
        }
    }

    /// <returns>The glyph; 0 for the default form; null where the font does not know the sequence.</returns>
    public int? this[int codePoint, int selector] => forms.TryGetValue(Key(codePoint, selector), out var glyph) ? glyph : null;

    private void Put(FontTable table, int codePoint, int selector, int glyph)
    {
        if (++sequences > MostSequences) throw table.Broken();
        forms[Key(codePoint, selector)] = (ushort)glyph;
    }

    private static long Key(int codePoint, int selector) => ((long)selector << 24) | (uint)codePoint;
}
