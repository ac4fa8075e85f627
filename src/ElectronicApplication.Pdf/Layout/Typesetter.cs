using System.Globalization;
using System.Text;

namespace ElectronicApplication.Pdf.Layout;

/// <summary>Finds for a text, character by character, the glyphs that draw it, and notes the characters that none does.</summary>
internal sealed class Typesetter(FontSet fonts)
{
    private const int MostCharacters = 2_000_000;

    private readonly List<string> missing = [];
    private readonly HashSet<string> noted = [];
    private int characters;

    /// <summary>Each once, in the order met.</summary>
    public IReadOnlyList<string> Missing => missing;

    /// <exception cref="PdfInputException"><see cref="PdfInputProblem.TooLarge"/>: over two million characters in one document.</exception>
    public List<Cluster> Set(string text, bool bold)
    {
        characters += text.Length;
        if (characters > MostCharacters) throw new PdfInputException(PdfInputProblem.TooLarge, "The document has too much text.");

        var clusters = new List<Cluster>(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            var code = Next(text, ref at);
            if (code == '\t') code = ' ';
            if (Invisible(code) is { } how)
            {
                if (how.Class is { } kept) clusters.Add(new(default, 0, new(' ', 0), 0, kept));
                continue;
            }

            var selector = at < text.Length && Peek(text, at) is var following && IsSelector(following) ? Next(text, ref at) : 0;
            var marks = at;
            while (at < text.Length && IsMark(Peek(text, at))) Next(text, ref at);
            if (marks == at ? !Add(clusters, code, selector, bold) : !AddMarked(clusters, text, start, marks, at, (code, selector), bold)) Note(text[start..at]);
        }

        return clusters;
    }

    private bool Add(List<Cluster> clusters, int code, int selector, bool bold)
    {
        if (!IsDrawable(code) || !fonts.Find(code, selector, bold, out var face, out var glyph)) return false;
        clusters.Add(new(face, glyph, new(code, selector), Em(face, glyph), BreakClasses.Of(code)));
        return true;
    }

    private bool AddMarked(List<Cluster> clusters, string text, int start, int marks, int end, (int Code, int Selector) first, bool bold)
    {
        // か and U+3099 typed apart are が to the font, and stay apart for whoever copies the text.
        if (Compositions.Of(text.AsSpan(start, end - start)) is { } code)
        {
            if (!fonts.Find(code, 0, bold, out var face, out var glyph)) return false;
            clusters.Add(new(face, glyph, new(code, 0, text[start..end]), Em(face, glyph), BreakClasses.Of(code)));
            return true;
        }

        // Else the marks must come from the font of the base, and be made to stand over it: without a width.
        var count = clusters.Count;
        if (!Add(clusters, first.Code, first.Selector, bold)) return false;
        var own = clusters[count].Face;
        for (var at = marks; at < end;)
        {
            var mark = Next(text, ref at);
            var glyph = own.Font.Glyph(mark, 0);
            if (glyph == 0 || own.Font.Advance(glyph) != 0)
            {
                clusters.RemoveRange(count, clusters.Count - count);
                return false;
            }

            clusters.Add(new(own, glyph, new(mark, 0), 0, BreakClass.Mark));
        }

        return true;
    }

    private void Note(string character)
    {
        if (noted.Add(character)) missing.Add(character);
    }

    private static double Em(Typeface face, int glyph) => (double)face.Font.Advance(glyph) / face.Font.UnitsPerEm;

    /// <summary>For characters without a picture: the class that stays of them, if any. Null for all others.</summary>
    private static Unseen? Invisible(int code) => code switch
    {
        '\n' or 0x2028 or 0x2029 => new(BreakClass.NewLine),
        0x200B => new(BreakClass.Opportunity),
        // Carriage return, soft hyphen, joiners, marks of direction, byte order mark: nothing to see.
        '\r' or 0xAD or 0x200C or 0x200D or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x2069) or 0xFEFF => new(null),
        _ => null,
    };

    private static bool IsSelector(int code) => code is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    private static bool IsMark(int code) =>
        code >= 0x300 && !IsSelector(code) && Rune.IsValid(code) && Rune.GetUnicodeCategory(new(code)) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    /// <summary>Not: halves of pairs, controls, and scripts whose letters change shape, order or direction beside others.</summary>
    private static bool IsDrawable(int code) =>
        Rune.IsValid(code) && !IsSelector(code) && !IsMark(code) && code is not (< 0x20 or (>= 0x7F and < 0xA0)
            or (>= 0x0590 and < 0x1200) or (>= 0x1780 and < 0x1800) or (>= 0xFB1D and < 0xFE00) or (>= 0xFE70 and < 0xFF00) or (>= 0x10800 and < 0x11000));

    private static int Peek(string text, int at) =>
        char.IsSurrogatePair(text, at) ? char.ConvertToUtf32(text, at) : text[at];

    private static int Next(string text, ref int at)
    {
        var code = Peek(text, at);
        at += code > 0xFFFF ? 2 : 1;
        return code;
    }

    private readonly record struct Unseen(BreakClass? Class);
}
