using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace ElectronicApplication.Web.Fields;

/// <summary>
/// The little Markdown that guidance may use: <c>**bold**</c>, lists (<c>- </c>, <c>1. </c>), <c>[words](https://...)</c>. Everything is encoded first, so
/// whatever else stands there is text; the patterns only put back tags of our own, always closed and never one across another.
/// </summary>
public static partial class SafeMarkdown
{
    /// <summary>Longer texts are shown as they are written.</summary>
    private const int MaxLength = 20_000;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>HTML blocks; of a single paragraph only what is inside of it.</summary>
    public static (string Html, bool IsInline) Render(string text)
    {
        if (text.Length > MaxLength)
            return (Encoder.Encode(text), true);
        var blocks = Blocks(text.ReplaceLineEndings("\n").Split('\n')).ToList();
        return blocks switch
        {
            [] => ("", true),
            [("p", [.. var lines])] => (Joined(lines), true),
            _ => (string.Concat(blocks.Select(Html)), false),
        };
    }

    private static string Html((string Tag, List<string> Lines) block) => block.Tag == "p"
        ? $"<p>{Joined(block.Lines)}</p>"
        : $"<{block.Tag}>{string.Concat(block.Lines.Select(line => $"<li>{Inline(line)}</li>"))}</{block.Tag}>";

    private static string Joined(IEnumerable<string> lines) => string.Join("<br>", lines.Select(Inline));

    /// <summary>Paragraphs end at an empty line, lists where the next line is none of theirs.</summary>
    private static IEnumerable<(string Tag, List<string> Lines)> Blocks(string[] lines)
    {
        (string Tag, List<string> Lines)? open = null;
        foreach (var line in lines)
        {
            var (tag, text) = Item().Match(line) is { Success: true } item ? (item.Groups["n"].Success ? "ol" : "ul", line[item.Length..]) : ("p", line);
            if (open is { } block && (block.Tag != tag || string.IsNullOrWhiteSpace(line)))
            {
                yield return block;
                open = null;
            }
            if (string.IsNullOrWhiteSpace(line))
                continue;
            open ??= (tag, []);
            open.Value.Lines.Add(text.TrimEnd());
        }
        if (open is { } last)
            yield return last;
    }

    private static string Inline(string line)
    {
        var parts = Encoder.Encode(line).Split("**");
        var html = new StringBuilder();
        for (var i = 0; i < parts.Length; i++)
        {
            var (linked, isPaired) = (Link().Replace(parts[i], "<a href=\"$2\" rel=\"noopener noreferrer\">$1</a>"), i < parts.Length - 1);
            _ = i % 2 == 0 ? html.Append(linked)
                : isPaired && !string.IsNullOrWhiteSpace(parts[i]) ? html.Append("<strong>").Append(linked).Append("</strong>")
                : html.Append("**").Append(linked).Append(isPaired ? "**" : "");
        }
        return html.ToString();
    }

    [GeneratedRegex(@"\A {0,3}(?:[-*]|(?<n>[0-9]{1,3})[.)]) +", RegexOptions.CultureInvariant)]
    private static partial Regex Item();

    // The text is encoded already: quotes and angle brackets cannot occur. A host of plain letters: no user name before an @, nothing that only looks like the city.
    [GeneratedRegex(@"\[([^\[\]]{1,200})\]\((https://[A-Za-z0-9](?:[A-Za-z0-9.-]{0,200})(?::[0-9]{1,5})?(?:[/?#][^\s()\[\]*@\\]{0,500})?)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
