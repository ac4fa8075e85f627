using System.Globalization;
using System.Text;

namespace ElectronicApplication.Worker.CoreSystems.Files;

/// <summary>Text as the bytes of a character set by its name in a file layout. What the set does not hold is never replaced in silence: it is named.</summary>
internal static class RecordEncoding
{
    private static readonly Dictionary<string, Encoding> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["utf-8"] = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
        ["windows-31j"] = OfPage(932),
        ["shift_jis"] = OfPage(932),
        ["euc-jp"] = OfPage(51932),
        ["iso-2022-jp"] = OfPage(50220),
    };

    public static IEnumerable<string> Names => Known.Keys;

    public static Encoding? Find(string charset) => Known.GetValueOrDefault(charset);

    /// <summary>The first character that the set does not hold, as 「𠮷」（U+20BB7）; null when it holds all of them.</summary>
    public static string? FirstUnknown(Encoding encoding, string text)
    {
        try
        {
            encoding.GetByteCount(text);
            return null;
        }
        catch (EncoderFallbackException e)
        {
            return e.CharUnknownHigh != 0 && char.IsSurrogatePair(e.CharUnknownHigh, e.CharUnknownLow)
                ? Named(new Rune(e.CharUnknownHigh, e.CharUnknownLow))
                : Rune.TryCreate(e.CharUnknown, out var rune) ? Named(rune) : "単独のサロゲート";
        }
    }

    /// <summary>A variation selector is invisible by itself.</summary>
    private static string Named(Rune rune) =>
        (rune.Value is >= 0xE0100 and <= 0xE01EF or >= 0xFE00 and <= 0xFE0F ? "異体字セレクター" : $"「{rune}」") + string.Create(CultureInfo.InvariantCulture, $"（U+{rune.Value:X4}）");

    private static Encoding OfPage(int page) => CodePagesEncodingProvider.Instance.GetEncoding(page, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
}
