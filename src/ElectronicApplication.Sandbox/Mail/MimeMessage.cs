using System.Text;
using System.Text.RegularExpressions;

namespace ElectronicApplication.Sandbox.Mail;

/// <summary>Enough of RFC 5322, 2045 to 2047 and 2231 to read what a mail says. What cannot be understood is shown as it came.</summary>
internal sealed partial class MimeMessage
{
    /// <summary>Maps each byte to one character and back, so that a message can be cut as text and decoded as bytes.</summary>
    public static readonly Encoding Latin1 = Encoding.Latin1;

    private const int DeepestNesting = 8;

    private readonly Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
    private readonly string body;

    private MimeMessage(string source)
    {
        var end = source.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var head = source.StartsWith("\r\n", StringComparison.Ordinal) ? "" : end < 0 ? source : source[..end];
        body = end < 0 ? "" : source[(end + 4)..];
        foreach (var line in Folding().Replace(head, " ").Split("\r\n"))
        {
            var colon = line.IndexOf(':');
            if (colon > 0)
            {
                headers.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim());
            }
        }
    }

    public static MimeMessage Read(byte[] source) => new(Latin1.GetString(source));

    /// <summary>The header with its encoded words decoded, or as UTF-8 where it came raw (RFC 6532).</summary>
    public string? Header(string name) =>
        headers.TryGetValue(name, out var value) ? EncodedWords.Decode(Encoding.UTF8.GetString(Latin1.GetBytes(value))) : null;

    /// <summary>The plain text; where there is none, the words of the HTML.</summary>
    public string Text() => (Find("text/plain", 0) ?? Find("text/html", 0) ?? "").ReplaceLineEndings("\n").TrimEnd('\n');

    private string? Find(string type, int depth)
    {
        var content = headers.GetValueOrDefault("Content-Type") ?? "text/plain";
        if (content.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) && Parameter(content, "boundary") is { } boundary && depth < DeepestNesting)
        {
            return Parts(boundary).Select(part => part.Find(type, depth + 1)).FirstOrDefault(text => text is not null);
        }
        if (!content.StartsWith(type, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        var text = EncodedWords.Charset(Parameter(content, "charset")).GetString(Bytes());
        return type == "text/html" ? System.Net.WebUtility.HtmlDecode(Tags().Replace(text, "")) : text;
    }

    private IEnumerable<MimeMessage> Parts(string boundary) =>
        ("\r\n" + body).Split("\r\n--" + boundary).Skip(1).TakeWhile(part => !part.StartsWith("--", StringComparison.Ordinal))
            .Select(part => new MimeMessage(part.IndexOf("\r\n", StringComparison.Ordinal) is >= 0 and var start ? part[(start + 2)..] : ""));

    private byte[] Bytes()
    {
        var encoding = headers.GetValueOrDefault("Content-Transfer-Encoding") ?? "";
        if (encoding.Equals("base64", StringComparison.OrdinalIgnoreCase))
        {
            var text = string.Concat(body.Where(character => !char.IsWhiteSpace(character)));
            var decoded = new byte[text.Length];
            return Convert.TryFromBase64String(text, decoded, out var length) ? decoded[..length] : Latin1.GetBytes(body);
        }
        return encoding.Equals("quoted-printable", StringComparison.OrdinalIgnoreCase)
            ? EncodedWords.QuotedPrintable(SoftBreak().Replace(body, ""))
            : Latin1.GetBytes(body);
    }

    private static string? Parameter(string header, string name) =>
        Regex.Match(header, $@";\s*{name}\s*=\s*(?:""(?<value>[^""]*)""|(?<value>[^;\s]+))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant) is { Success: true } match
            ? match.Groups["value"].Value
            : null;

    [GeneratedRegex(@"\r\n[ \t]+")]
    private static partial Regex Folding();

    [GeneratedRegex(@"=[ \t]*\r\n")]
    private static partial Regex SoftBreak();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
