using System.Text;

namespace ElectronicApplication.Feel.Syntax;

/// <summary>
/// Names that consist of several tokens ("string length", "first-name") and can only be read by who knows them.
/// The longest one that fits wins.
/// </summary>
internal sealed class FeelNames(FeelNames? parent)
{
    private const int LongestKey = 200;

    private readonly Dictionary<string, List<string[]>> _byFirst = new(StringComparer.Ordinal);

    /// <summary>Remembers a name and returns its canonical spelling.</summary>
    public string Add(string name)
    {
        var tokens = FeelLexer.Read(name);
        return tokens.Count > 1 && tokens[0].Kind == FeelTokenKind.Name
            ? Add(tokens)
            : throw new ArgumentException($"'{name}' is not a FEEL name.", nameof(name));
    }

    /// <summary>Remembers the key of a context if it can be written as a name: any text may be a key.</summary>
    public void TryAdd(string key)
    {
        try
        {
            if (key.Length <= LongestKey && FeelLexer.Read(key) is { Count: > 2 } tokens && tokens[0].Kind == FeelTokenKind.Name)
                Add(tokens);
        }
        catch (FeelSyntaxException)
        {
            // Not a name; such a member is reached by get value().
        }
    }

    private string Add(List<FeelToken> tokens)
    {
        var parts = new string[tokens.Count - 1];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = tokens[i].Text;
        if (parts.Length > 1)
        {
            if (!_byFirst.TryGetValue(parts[0], out var same))
                _byFirst[parts[0]] = same = [];
            same.Add(parts);
        }
        return Join(tokens, 0, parts.Length);
    }

    /// <summary>How many tokens from here on form the longest known name of several tokens; 0 when none does.</summary>
    public int Match(List<FeelToken> tokens, int at)
    {
        var longest = parent?.Match(tokens, at) ?? 0;
        if (!_byFirst.TryGetValue(tokens[at].Text, out var candidates))
            return longest;
        foreach (var candidate in candidates)
            if (candidate.Length > longest && Fits(candidate, tokens, at))
                longest = candidate.Length;
        return longest;
    }

    /// <summary>Canonical spelling: one space between words, none around signs.</summary>
    public static string Join(List<FeelToken> tokens, int at, int count)
    {
        if (count == 1)
            return tokens[at].Text;
        var text = new StringBuilder();
        for (var i = at; i < at + count; i++)
        {
            if (i > at && tokens[i].Kind != FeelTokenKind.Symbol && tokens[i - 1].Kind != FeelTokenKind.Symbol)
                text.Append(' ');
            text.Append(tokens[i].Text);
        }
        return text.ToString();
    }

    private static bool Fits(string[] candidate, List<FeelToken> tokens, int at)
    {
        if (at + candidate.Length > tokens.Count)
            return false;
        for (var i = 0; i < candidate.Length; i++)
            if (tokens[at + i].Text != candidate[i] || tokens[at + i].Kind is FeelTokenKind.String or FeelTokenKind.At)
                return false;
        return true;
    }
}
