using System.Text;
using ElectronicApplication.Forms.Answers;

namespace ElectronicApplication.Forms.Mapping.Conversions;

/// <summary>半角 and 全角: letters, digits, signs, space and katakana in the other width. What has no other width stays.</summary>
internal static class WidthText
{
    // 、。「」 and the marks of voice, as JIS X 0201 has them.
    private const string WideSigns = "。「」、・゛゜";
    private const string HalfSigns = "｡｢｣､･ﾞﾟ";

    public static string Half(string text)
    {
        var half = new StringBuilder(text.Length + 8);
        foreach (var c in text)
            if (c is >= '！' and <= '～')
                half.Append((char)(c - '！' + '!'));
            else if (c == '　')
                half.Append(' ');
            else if (c is '−')
                half.Append('-');
            else if (KanaText.Voiced.IndexOf(c) is var voiced and >= 0)
                half.Append(Kana(KanaText.Plain[voiced])).Append('ﾞ');
            else if (KanaText.PlosiveVoiced.IndexOf(c) is var plosive and >= 0)
                half.Append(Kana(KanaText.Plosive[plosive])).Append('ﾟ');
            else if (WideSigns.IndexOf(c) is var sign and >= 0)
                half.Append(HalfSigns[sign]);
            else
                half.Append(Kana(c));
        return half.ToString();
    }

    public static string Full(string text)
    {
        var full = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is >= '!' and <= '~')
                full.Append((char)(c - '!' + '！'));
            else if (c == ' ')
                full.Append('　');
            else if (c is >= '\uFF61' and <= '\uFF9F')
            {
                var marked = i + 1 < text.Length && text[i + 1] is 'ﾞ' or 'ﾟ' ? KanaText.ToKatakana(text.Substring(i, 2)) : "";
                if (marked.Length == 1)
                    i++;
                full.Append(marked.Length == 1 ? marked : HalfSigns.IndexOf(c) is var sign and >= 0 ? WideSigns[sign].ToString() : KanaText.ToKatakana(c.ToString()));
            }
            else
                full.Append(c);
        }
        return full.ToString();
    }

    /// <summary>Whether it takes one place where others take two: ASCII and half-width katakana.</summary>
    public static bool IsHalf(char c) => c is < '\u0080' or >= '\uFF61' and <= '\uFF9F';

    private static char Kana(char c) => c is >= 'ァ' and <= 'ン' or 'ー' && KanaText.HalfWidth.IndexOf(c) is var index and >= 0 ? (char)('\uFF66' + index) : c;
}
