using System.Text;
using ElectronicApplication.Forms.Answers;

namespace ElectronicApplication.Forms;

/// <param name="Text">In the characters of JIS X 0201 that transfer records take; what has no such character is left out.</param>
/// <param name="Unusable">The characters that were left out, each once.</param>
public readonly record struct ZenginWords(string Text, string Unusable);

/// <summary>
/// Text as the banks' transfer records (全銀協規定形式) take it: half-width katakana without small letters and without ヲ, voiced marks as letters of their own,
/// the long vowel as a hyphen, capitals, digits, and a few signs.
/// </summary>
public static class ZenginText
{
    private const string Signs = " ()-.,/\\｢｣";

    // アイウエオ … ワン in the order of JIS X 0201, from ｱ (U+FF71) on.
    private const string Plain = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
    private const string Voiced = "ガギグゲゴザジズゼゾダヂヅデドバビブベボヴ";
    private const string VoicedBase = "カキクケコサシスセソタチツテトハヒフヘホウ";
    private const string Plosive = "パピプペポ";
    private const string PlosiveBase = "ハヒフヘホ";
    private const string Small = "ァィゥェォッャュョヮヵヶヲヰヱ";
    private const string Large = "アイウエオツヤユヨワカケオイエ";

    public static ZenginWords Of(string text)
    {
        var (written, lost) = (new StringBuilder(text.Length + 8), new StringBuilder());
        foreach (var rune in KanaText.ToKatakana(text).EnumerateRunes())
            if (rune.IsBmp && Letters((char)rune.Value) is { } letters)
                written.Append(letters);
            else if (!lost.ToString().Contains(rune.ToString(), StringComparison.Ordinal))
                lost.Append(rune);
        return new(written.ToString().Trim(), lost.ToString());
    }

    /// <summary>The bytes of JIS X 0201 (the single-byte half of Shift_JIS).</summary>
    /// <exception cref="ArgumentException">The text did not come from <see cref="Of"/>.</exception>
    public static byte[] Bytes(string text) => [.. text.Select(c => c switch
    {
        >= '\uFF61' and <= '\uFF9F' => (byte)(c - '\uFF61' + 0xA1),
        >= ' ' and <= '~' => (byte)c,
        _ => throw new ArgumentException($"U+{(int)c:X4} has no place in a transfer record.", nameof(text)),
    })];

    /// <summary>What the bytes say; the reverse of <see cref="Bytes"/>.</summary>
    public static string Read(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var b in bytes)
            text.Append(b is >= 0xA1 and <= 0xDF ? (char)(b - 0xA1 + 0xFF61) : (char)b);
        return text.ToString();
    }

    private static string? Letters(char c)
    {
        if (Small.IndexOf(c) is var small and >= 0)
            c = Large[small];
        if (Plain.IndexOf(c) is var plain and >= 0)
            return Half(plain).ToString();
        if (Voiced.IndexOf(c) is var voiced and >= 0)
            return Half(Plain.IndexOf(VoicedBase[voiced])) + "ﾞ";
        if (Plosive.IndexOf(c) is var plosive and >= 0)
            return Half(Plain.IndexOf(PlosiveBase[plosive])) + "ﾟ";
        c = c switch
        {
            >= '！' and <= '～' => (char)(c - '！' + '!'),
            '　' => ' ',
            'ー' or '‐' or '‑' or '–' or '—' or '―' or '−' => '-',
            '・' => '.',
            '「' => '｢',
            '」' => '｣',
            '¥' or '￥' => '\\',
            '゛' => 'ﾞ',
            '゜' => 'ﾟ',
            _ => c,
        };
        if (c is >= 'a' and <= 'z')
            c = (char)(c - 'a' + 'A');
        return c is >= 'A' and <= 'Z' or >= '0' and <= '9' or 'ﾞ' or 'ﾟ' || Signs.Contains(c, StringComparison.Ordinal) ? c.ToString() : null;
    }

    private static char Half(int index) => (char)('ｱ' + index);
}
