using System.Collections.Frozen;

namespace ElectronicApplication.Pdf.Layout;

/// <summary>How a character behaves at the ends of lines (JIS X 4051 / JLREQ 3.1, with the few classes of UAX 14 that notices need).</summary>
internal enum BreakClass
{
    /// <summary>Kanji, kana and all else that may stand at either end.</summary>
    Ideograph,

    /// <summary>Letters and figures, half and full width: words and numbers are not torn.</summary>
    Word,

    /// <summary>Closing brackets, commas, small kana: never first in a line.</summary>
    Close,

    /// <summary>Closing marks of Latin text and signs between figures, which also cling to what follows: 3,000 or １－２－３.</summary>
    WordClose,

    /// <summary>Opening brackets and currency signs: never last in a line.</summary>
    Open,

    /// <summary>…… and ――: not torn from their like.</summary>
    Pair,

    /// <summary>A space at which a line may end; it does not count there.</summary>
    Space,

    /// <summary>A space that holds its neighbours together.</summary>
    Glue,

    /// <summary>Drawn over the character before it.</summary>
    Mark,

    /// <summary>Not drawn: a line may end here.</summary>
    Opportunity,

    /// <summary>Not drawn: a line must end here.</summary>
    NewLine,
}

internal static class BreakClasses
{
    private static readonly FrozenSet<int> Close = Set(
        "、。，．・：；？！゛゜ヽヾゝゞ々〻ー〜～’”）〕］｝〉》」』】｠〙〗»｣､｡･ｰﾞﾟ‐゠–％‰℃°′″￠" +
        "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯ‼⁇⁈⁉");

    private static readonly FrozenSet<int> Open = Set("‘“（〔［｛〈《「『【｟〘〖«｢￥＄￡＃№([{$£¥");
    private static readonly FrozenSet<int> WordClose = Set(",.!?:;)]}%−－");
    private static readonly FrozenSet<int> Pair = Set("…‥—―");

    public static BreakClass Of(int codePoint) => codePoint switch
    {
        ' ' => BreakClass.Space,
        0xA0 or 0x202F or 0x2011 => BreakClass.Glue,
        _ when WordClose.Contains(codePoint) => BreakClass.WordClose,
        _ when Close.Contains(codePoint) => BreakClass.Close,
        _ when Open.Contains(codePoint) => BreakClass.Open,
        _ when Pair.Contains(codePoint) => BreakClass.Pair,
        < 0x2000 => BreakClass.Word,
        >= 0xFF10 and <= 0xFF19 or >= 0xFF21 and <= 0xFF3A or >= 0xFF41 and <= 0xFF5A => BreakClass.Word,
        _ => BreakClass.Ideograph,
    };

    /// <summary>Whether a line may end between the two.</summary>
    public static bool Between(in Cluster left, in Cluster right) => (left.Class, right.Class) switch
    {
        (BreakClass.NewLine or BreakClass.Opportunity, _) => true,
        (_, BreakClass.NewLine or BreakClass.Opportunity) => false,
        (_, BreakClass.Mark or BreakClass.Close or BreakClass.WordClose or BreakClass.Glue or BreakClass.Space) => false,
        (BreakClass.Open or BreakClass.Glue, _) => false,
        (BreakClass.Space, _) => true,
        (BreakClass.Pair, BreakClass.Pair) => left.Text.Base != right.Text.Base,
        (BreakClass.Word or BreakClass.WordClose, BreakClass.Word) => false,
        // f(x), but 様式(1)
        (BreakClass.Word, BreakClass.Open) => right.Text.Base >= 0x2000,
        _ => true,
    };

    private static FrozenSet<int> Set(string characters) => characters.Select(c => (int)c).ToFrozenSet();
}
