namespace ElectronicApplication.Pdf.Fonts;

/// <summary>A parsed face with TrueType outlines: what measuring, drawing and embedding need of it. Immutable, shared by all documents.</summary>
internal sealed class TrueTypeFont
{
    private readonly FontTable horizontal;
    private readonly FontTable outlines;
    private readonly FontTable locations;
    private readonly int longMetrics;
    private readonly bool longLocations;
    private readonly CharacterMap characters;

    /// <exception cref="PdfInputException">The face is broken or may not be embedded.</exception>
    public TrueTypeFont(FontFile file)
    {
        if (file.Unusable() is { } why) throw new PdfInputException(PdfInputProblem.Font, why);
        Head = file.Table("head");
        HorizontalHeader = file.Table("hhea");
        Profile = file.Table("maxp");
        horizontal = file.Table("hmtx");
        outlines = file.Table("glyf");
        locations = file.Table("loca");

        UnitsPerEm = Head.U16(18);
        longLocations = Head.I16(50) != 0;
        GlyphCount = Profile.U16(4);
        longMetrics = HorizontalHeader.U16(34);
        if (UnitsPerEm is < 16 or > 16384 || Head.Length < 54) throw Head.Broken();
        if (Profile.Length < 32 || GlyphCount == 0) throw Profile.Broken();
        if (longMetrics == 0 || longMetrics > GlyphCount || HorizontalHeader.Length < 36) throw HorizontalHeader.Broken();
        characters = new(file.Table("cmap"), GlyphCount);

        var name = FontNames.Read(file).PostScript;
        PostScriptName = string.Concat(name.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-')) is { Length: > 0 and < 100 } plain ? plain : "Font";
    }

    public string PostScriptName { get; }

    public int UnitsPerEm { get; }

    public int GlyphCount { get; }

    public FontTable Head { get; }

    public FontTable HorizontalHeader { get; }

    public FontTable Profile { get; }

    /// <param name="selector">A variation selector, or 0.</param>
    /// <returns>0 where the face does not have the character in that form.</returns>
    public int Glyph(int codePoint, int selector)
    {
        // U+FE0E and U+FE0F only choose between text and emoji (UTS 51); there are no emoji here.
        if (selector is 0 or 0xFE0E or 0xFE0F) return characters[codePoint];
        return characters.Variations?[codePoint, selector] switch
        {
            null => 0,
            0 => characters[codePoint],
            { } glyph => glyph,
        };
    }

    /// <summary>In font units. Past the last long metric all glyphs share its advance ('hmtx').</summary>
    public int Advance(int glyph) => horizontal.U16(4 * Math.Min(glyph, longMetrics - 1));

    public short LeftSideBearing(int glyph) =>
        glyph < longMetrics ? horizontal.I16(4 * glyph + 2) : horizontal.I16(4 * longMetrics + 2 * (glyph - longMetrics));

    /// <summary>The glyph's description in 'glyf', as it stands; empty for a blank.</summary>
    public ReadOnlySpan<byte> Outline(int glyph)
    {
        if (glyph < 0 || glyph >= GlyphCount) throw outlines.Broken();
        var (from, to) = longLocations
            ? (locations.U32(4 * glyph), locations.U32(4 * glyph + 4))
            : (2u * locations.U16(2 * glyph), 2u * locations.U16(2 * glyph + 2));
        if (to < from || to > outlines.Length) throw locations.Broken();
        return outlines.Slice((int)from, (int)(to - from));
    }
}
