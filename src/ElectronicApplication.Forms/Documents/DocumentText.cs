using System.Text.RegularExpressions;

namespace ElectronicApplication.Forms.Documents;

/// <summary>Text with placeholders: <c>{applicant_name}</c>, <c>{applicant_name.family}</c>, <c>{decision.reason}</c>. What stands in braces and is no name stays as it is written.</summary>
public static partial class DocumentText
{
    public static IReadOnlyList<string> Names(string text) => [.. Braces().Matches(text).Select(m => m.Groups["name"].Value).Distinct()];

    public static string Fill(string text, Func<string, string> value) => Braces().Replace(text, m => value(m.Groups["name"].Value));

    /// <summary>Renames what the text reads: an id that got another one.</summary>
    public static string Renamed(string text, Func<string, string> name) => Braces().Replace(text, m => "{" + name(m.Groups["name"].Value) + "}");

    /// <summary>A line of values or of a table: its label and its text. A line that is one placeholder only has no label of its own.</summary>
    public static (string? Label, string Text) Line(string line)
    {
        var colon = line.IndexOfAny(['：', ':']);
        return colon > 0 && !line[..colon].Contains('{', StringComparison.Ordinal) ? (line[..colon].Trim(), line[(colon + 1)..].Trim()) : (null, line.Trim());
    }

    public static IReadOnlyList<string> Lines(string text) => [.. text.ReplaceLineEndings("\n").Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0)];

    /// <summary>The name, when the text is one placeholder and nothing else.</summary>
    internal static string? Only(string text) => Braces().Match(text) is { Success: true } match && match.Length == text.Length ? match.Groups["name"].Value : null;

    [GeneratedRegex(@"\{(?<name>[A-Za-z_][A-Za-z0-9_]{0,63}(?:\.[A-Za-z_][A-Za-z0-9_]{0,63}){0,2})\}", RegexOptions.CultureInvariant)]
    private static partial Regex Braces();
}
