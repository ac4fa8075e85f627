using System.Text;

namespace ElectronicApplication.Core.Procedures;

/// <summary>
/// Folds text so that "ジュウミンヒョウ", "じゅうみんひょう" and "ｼﾞｭｳﾐﾝﾋｮｳ" find the same. For searching only: stored text stays as it was typed.
/// </summary>
public static class SearchText
{
    // U+FF66 … U+FF9F in order.
    private const string HalfWidthKana = "をぁぃぅぇぉゃゅょっーあいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわん゛゜";

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            var plain = letter switch
            {
                >= '！' and <= '～' => char.ToLowerInvariant((char)(letter - '！' + '!')),
                >= 'ァ' and <= 'ヶ' => (char)(letter - 'ァ' + 'ぁ'),
                >= '\uFF66' and <= '\uFF9F' => HalfWidthKana[letter - '\uFF66'],
                '　' => ' ',
                _ => char.ToLowerInvariant(letter),
            };
            if (plain is '゛' or '゜' or '\u3099' or '\u309A')
                Voice(folded, semi: plain is '゜' or '\u309A');
            else
                folded.Append(plain);
        }
        return folded.ToString();
    }

    /// <summary>In half-width kana and in decomposed text the sound mark is a letter of its own behind its kana.</summary>
    private static void Voice(StringBuilder text, bool semi)
    {
        if (text.Length == 0)
            return;
        var last = text[^1];
        var takesMark = "かきくけこさしすせそたちつてとはひふへほ".Contains(last);
        if (semi && "はひふへほ".Contains(last))
            text[^1] = (char)(last + 2);
        else if (!semi && takesMark)
            text[^1] = (char)(last + 1);
        else if (!semi && last == 'う')
            text[^1] = 'ゔ';
    }
}
