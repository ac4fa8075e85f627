using System.Globalization;

namespace ElectronicApplication.Forms.Answers;

/// <summary>Counts what a person sees as one letter (UAX #29): 葛󠄀 with its variation selector is one, か゚ with its mark is one.</summary>
internal static class Graphemes
{
    // A letter with selector takes three units; sixteen leave room for every real script and none for endless combining marks.
    private const int UnitsPerGrapheme = 16;

    public static int UnitsAllowed(int graphemes) => graphemes * UnitsPerGrapheme;

    public static int Count(string text)
    {
        var count = 0;
        for (var i = 0; i < text.Length; count++)
            i += IsPlain(text[i]) && (i + 1 == text.Length || IsPlain(text[i + 1])) ? 1 : StringInfo.GetNextTextElementLength(text.AsSpan(i));
        return count;
    }

    // Letters that neither combine nor are combined with: ASCII, kana and the common kanji, which is nearly everything.
    private static bool IsPlain(char c) => c is >= ' ' and < '\u007F' or '\n' or >= '\u3041' and <= '\u3096' or >= '\u30A1' and <= '\u30FE' or >= '\u4E00' and <= '\u9FFF' or '、' or '。';
}
