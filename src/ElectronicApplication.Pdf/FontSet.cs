using ElectronicApplication.Pdf.Fonts;
using ElectronicApplication.Pdf.Layout;

namespace ElectronicApplication.Pdf;

/// <summary>A chain of font families. The first that draws a whole character, its variation selector included, draws it.</summary>
public sealed class FontSet
{
    private readonly IReadOnlyList<FontFamily> families;

    internal FontSet(IReadOnlyList<FontFamily> families) => this.families = families;

    /// <summary>The names of the families, in their order.</summary>
    public IEnumerable<string> Families => families.Select(f => f.Name);

    /// <summary>
    /// What of a text no font of the chain draws: characters with their selectors, each once. Scripts that need shaping or run from right
    /// to left count as missing, because drawn letter by letter they would be wrong.
    /// </summary>
    public IReadOnlyList<string> Missing(string text)
    {
        var typesetter = new Typesetter(this);
        typesetter.Set(text, bold: false);
        return typesetter.Missing;
    }

    internal bool Find(int codePoint, int selector, bool bold, out Typeface face, out int glyph)
    {
        foreach (var family in families)
        {
            var (font, thicken) = family.Face(bold);
            glyph = font.Glyph(codePoint, selector);
            if (glyph == 0 && bold && !thicken)
            {
                // A bold face may have fewer characters than the upright one of its family.
                (font, thicken) = (family.Regular, true);
                glyph = font.Glyph(codePoint, selector);
            }

            if (glyph == 0) continue;
            face = new(font, thicken);
            return true;
        }

        (face, glyph) = (default, 0);
        return false;
    }
}

/// <param name="Thicken">Strokes are drawn around the outline, in place of a bold face.</param>
internal readonly record struct Typeface(TrueTypeFont Font, bool Thicken);
