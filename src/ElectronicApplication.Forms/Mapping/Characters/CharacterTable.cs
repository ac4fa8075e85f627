using System.Globalization;
using System.Text;

namespace ElectronicApplication.Forms.Mapping.Characters;

/// <summary>
/// A coded character set as its resource lists it (tools/make-character-tables.py): a line for each run of codes, the first code in hexadecimal, a tab,
/// the characters; what is written with two characters stands alone on a line with a plus.
/// </summary>
internal sealed class CharacterTable
{
    private readonly Dictionary<int, int> _codes = [];
    private readonly Dictionary<(int, int), int> _pairs = [];
    private readonly Dictionary<int, string> _characters = [];

    private CharacterTable()
    {
    }

    public IEnumerable<string> Characters => _characters.Values;

    public static CharacterTable Read(string resource)
    {
        var table = new CharacterTable();
        foreach (var line in Lines(resource))
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            var isPair = line[tab - 1] == '+';
            var code = int.Parse(line.AsSpan(0, isPair ? tab - 1 : tab), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            var runes = line[(tab + 1)..].EnumerateRunes().ToArray();
            if (isPair)
            {
                table._characters[code] = line[(tab + 1)..];
                table._pairs[(runes[0].Value, runes[1].Value)] = code;
            }
            else
                foreach (var rune in runes)
                    table._characters[code++] = rune.ToString();
        }
        // Code page 932 has some characters twice or thrice. As Windows does, write the first, and IBM's place rather than NEC's copy of it.
        foreach (var (code, text) in table._characters.OrderBy(pair => pair.Key >> 8 is 0xED or 0xEE).ThenBy(pair => pair.Key))
            if (Rune.GetRuneAt(text, 0) is var rune && rune.Utf16SequenceLength == text.Length)
                table._codes.TryAdd(rune.Value, code);
        return table;
    }

    /// <summary>The longest character at the beginning of the text; 0 when the set has none.</summary>
    public int CodeOf(Rune first, Rune? second, out bool isPair)
    {
        isPair = second is { } next && _pairs.ContainsKey((first.Value, next.Value));
        return isPair ? _pairs[(first.Value, second!.Value.Value)] : _codes.GetValueOrDefault(first.Value);
    }

    public string? CharacterAt(int code) => _characters.GetValueOrDefault(code);

    internal static IEnumerable<string> Lines(string resource)
    {
        using var reader = new StreamReader(typeof(CharacterTable).Assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#')
                yield return line;
    }
}
