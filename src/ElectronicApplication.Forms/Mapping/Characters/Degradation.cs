namespace ElectronicApplication.Forms.Mapping.Characters;

/// <summary>
/// What is known of characters that a set lacks: names.tsv (variants in names, kept by hand, each with its source) before unicode.tsv (made from the Unicode
/// Character Database). Nothing is guessed: a character without a line has no substitute.
/// </summary>
public static class Degradation
{
    private const string Canonical = "canonical";

    private static readonly Lazy<Dictionary<string, (string[] Instead, string Source)>> Known = new(Read);

    /// <summary>What to write instead of one character, the best first; each of it is in JIS X 0208 or ASCII.</summary>
    public static IReadOnlyList<string> For(string character) => Known.Value.TryGetValue(character, out var known) && known.Source != Canonical ? known.Instead : [];

    /// <summary>The one character that a letter with its mark is by Unicode's canonical equivalence (か U+3099 is が): no loss. Null when there is none.</summary>
    public static string? Composed(string letterWithMark) => Known.Value.TryGetValue(letterWithMark, out var known) && known.Source == Canonical ? known.Instead[0] : null;

    /// <summary>Every character that has a substitute, with it and with where that is from.</summary>
    public static IEnumerable<(string Character, IReadOnlyList<string> Instead, string Source)> All =>
        Known.Value.Where(pair => pair.Value.Source != Canonical).Select(pair => (pair.Key, (IReadOnlyList<string>)pair.Value.Instead, pair.Value.Source));

    private static Dictionary<string, (string[], string)> Read()
    {
        var known = new Dictionary<string, (string[], string)>(StringComparer.Ordinal);
        foreach (var line in CharacterTable.Lines("names.tsv").Concat(CharacterTable.Lines("unicode.tsv")))
        {
            var parts = line.Split('\t');
            // ␠ stands for a space, which parts the substitutes.
            known.TryAdd(parts[0], ([.. parts[1].Split(' ').Select(instead => instead.Replace('␠', ' '))], parts[2]));
        }
        return known;
    }
}
