using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ElectronicApplication.Sandbox.Mail;

/// <summary>Words such as <c>=?utf-8?B?...?=</c> in headers (RFC 2047).</summary>
internal static partial class EncodedWords
{
    public static string Decode(string text) => Run().Replace(text, run =>
    {
        // Senders cut a character across two words of the same charset, so their bytes are joined before they are read.
        var decoded = new StringBuilder();
        var pending = new List<byte>();
        string? charset = null;
        foreach (Match word in Word().Matches(run.Value))
        {
            var next = word.Groups["charset"].Value;
            if (charset is not null && !charset.Equals(next, StringComparison.OrdinalIgnoreCase))
            {
                decoded.Append(Charset(charset).GetString([.. pending]));
                pending.Clear();
            }
            charset = next;
            pending.AddRange(Bytes(word.Groups["encoding"].Value, word.Groups["text"].Value));
        }
        return decoded.Append(Charset(charset).GetString([.. pending])).ToString();
    });

    /// <summary>The named encoding, the Japanese ones included; UTF-8 for what nobody knows.</summary>
    public static Encoding Charset(string? name)
    {
        if (string.IsNullOrEmpty(name) || name.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || name.Equals("us-ascii", StringComparison.OrdinalIgnoreCase))
        {
            return Encoding.UTF8;
        }
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }

    public static byte[] QuotedPrintable(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '=' && at + 2 < text.Length && byte.TryParse(text.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var coded))
            {
                bytes.Add(coded);
                at += 2;
            }
            else
            {
                bytes.Add((byte)text[at]);
            }
        }
        return [.. bytes];
    }

    private static byte[] Bytes(string encoding, string text)
    {
        if (encoding is "Q" or "q")
        {
            return QuotedPrintable(text.Replace('_', ' '));
        }
        var decoded = new byte[text.Length];
        return Convert.TryFromBase64String(text, decoded, out var length) ? decoded[..length] : Encoding.UTF8.GetBytes(text);
    }

    [GeneratedRegex(@"=\?(?<charset>[^?\s*]+)(?:\*[^?]*)?\?(?<encoding>[BbQq])\?(?<text>[^?\s]*)\?=")]
    private static partial Regex Word();

    [GeneratedRegex(@"=\?[^?\s]+\?[BbQq]\?[^?\s]*\?=(?:\s*=\?[^?\s]+\?[BbQq]\?[^?\s]*\?=)*")]
    private static partial Regex Run();
}
