using ElectronicApplication.Pdf.Fonts;

namespace ElectronicApplication.Pdf.Layout;

/// <summary>A font as one document uses it: the characters drawn so far, numbered in the order met.</summary>
internal sealed class DocumentFont(TrueTypeFont font, int number)
{
    private readonly Dictionary<(int Glyph, ClusterText Text), int> numbers = [];

    public TrueTypeFont Font => font;

    /// <summary>Its name in the resources.</summary>
    public string Name { get; } = "F" + number;

    public GlyphSubset Subset { get; } = new(font);

    /// <summary>What each code stands for; codes begin with 1.</summary>
    public List<ClusterText> Texts { get; } = [];

    /// <summary>
    /// The code of a character. One glyph that stands for two characters (一 and the radical ⼀) gets two codes, so that each gives back its own.
    /// </summary>
    public int CodeOf(int glyph, in ClusterText text)
    {
        if (numbers.TryGetValue((glyph, text), out var code)) return code;
        Texts.Add(text);
        return numbers[(glyph, text)] = Subset.Add(glyph);
    }
}
