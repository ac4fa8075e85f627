using System.Text;

namespace ElectronicApplication.Forms.Answers;

/// <summary>
/// フリガナ. Hiragana, half-width and full-width katakana write the same sounds, so they are turned into the script of the field.
/// Small letters are left as they are: キョウコ and キヨウコ are different names.
/// </summary>
internal static class KanaText
{
    // ｦ to ﾟ in the order of JIS X 0201.
    internal const string HalfWidth = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";
    internal const string Plain = "カキクケコサシスセソタチツテトハヒフヘホウ";
    internal const string Voiced = "ガギグゲゴザジズゼゾダヂヅデドバビブベボヴ";
    internal const string Plosive = "ハヒフヘホ";
    internal const string PlosiveVoiced = "パピプペポ";

    public static string ToKatakana(string text)
    {
        foreach (var c in text)
            if (c is >= 'ぁ' and <= 'ゖ' or 'ゝ' or 'ゞ' or >= '\uFF61' and <= '\uFF9F')
                return Full(text);
        return text;
    }

    public static string ToHiragana(string text)
    {
        var full = ToKatakana(text);
        return string.Create(full.Length, full, static (hiragana, katakana) =>
        {
            for (var i = 0; i < hiragana.Length; i++)
                hiragana[i] = katakana[i] is >= 'ァ' and <= 'ヶ' or 'ヽ' or 'ヾ' ? (char)(katakana[i] - 0x60) : katakana[i];
        });
    }

    private static string Full(string text)
    {
        var full = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is 'ﾞ' or 'ﾟ' && full.Length > 0 && Marked(full[^1], c) is { } marked)
                full[^1] = marked;
            else
                full.Append(c switch
                {
                    >= 'ぁ' and <= 'ゖ' or 'ゝ' or 'ゞ' => (char)(c + 0x60),
                    >= '\uFF66' and <= '\uFF9F' => HalfWidth[c - '\uFF66'],
                    '\uFF65' => '・',
                    '｢' => '「',
                    '｣' => '」',
                    _ => c,
                });
        }
        return full.ToString();
    }

    private static char? Marked(char letter, char mark)
    {
        var index = (mark == 'ﾞ' ? Plain : Plosive).IndexOf(letter);
        return index < 0 ? null : (mark == 'ﾞ' ? Voiced : PlosiveVoiced)[index];
    }

    public static bool Is(string text, KanaScript script)
    {
        foreach (var c in text)
            if (!(script == KanaScript.Hiragana ? IsHiragana(c) : IsKatakana(c) || (script == KanaScript.Payee && IsPayee(c))))
                return false;
        return true;
    }

    private static bool IsKatakana(char c) => c is >= 'ァ' and <= 'ヺ' or 'ー' or 'ヽ' or 'ヾ' or '・' or ' ' or '　' or >= '\u31F0' and <= '\u31FF';

    private static bool IsHiragana(char c) => c is >= 'ぁ' and <= 'ゖ' or 'ー' or 'ゝ' or 'ゞ' or '・' or ' ' or '　';

    // What 全銀協's transfer records may hold besides kana, in half or full width.
    private static bool IsPayee(char c) => c is >= '0' and <= '9' or >= 'A' and <= 'Z' or >= '０' and <= '９' or >= 'Ａ' and <= 'Ｚ'
        or '(' or ')' or '-' or '.' or ',' or '/' or '\\' or '¥' or '（' or '）' or '－' or '．' or '，' or '／' or '￥' or '「' or '」';
}
