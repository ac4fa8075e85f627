using System.Text;

namespace ElectronicApplication.Forms.Mapping.Characters;

/// <summary>
/// The character set of a target and how it is written in bytes. Those of JIS are exact: what stands in no row and cell is not in the set, and codes that a
/// municipality gave its own characters (外字) are not either. Letters of ASCII keep their codes (0x5C is a backslash, shown as a yen sign in Japan).
/// </summary>
public sealed class TargetCharset
{
    private enum Writing { Utf8, Windows, ShiftJis, Euc, Iso2022 }

    private const int HalfKana = '\uFF61' - 0xA1;

    // Signs that JIS has once and that Unicode has twice: Microsoft's tables and the standard chose differently for the same row and cell.
    private static readonly Dictionary<int, int> Twins = new[]
        {
            ('\u301C', '\uFF5E'), ('\u2016', '\u2225'), ('\u2212', '\uFF0D'), ('\u2014', '\u2015'), ('\u00A2', '\uFFE0'), ('\u00A3', '\uFFE1'), ('\u00AC', '\uFFE2'), ('\u00A6', '\uFFE4'),
        }.SelectMany(pair => new[] { ((int)pair.Item1, (int)pair.Item2), (pair.Item2, pair.Item1) }).ToDictionary();

    private readonly Writing _writing;
    private readonly Lazy<CharacterTable>? _table;

    private TargetCharset(string name, string standard, Writing writing, Lazy<CharacterTable>? table) => (Name, Standard, _writing, _table) = (name, standard, writing, table);

    public static IReadOnlyList<TargetCharset> All { get; } = Make();

    /// <summary>As in a mapping: utf-8, windows-31j, shift_jis, euc-jp, iso-2022-jp, shift_jis-2004, euc-jis-2004.</summary>
    public string Name { get; }

    /// <summary>What defines it.</summary>
    public string Standard { get; }

    /// <summary>How many bytes a character takes depends on what stands before it, so that columns of bytes cannot be cut.</summary>
    public bool HasStates => _writing == Writing.Iso2022;

    public static TargetCharset? Find(string name) => All.FirstOrDefault(charset => charset.Name == name);

    /// <summary>Every character of the text is in the set. Control characters other than tab and line feeds are in none.</summary>
    public bool Can(ReadOnlySpan<char> text)
    {
        while (text.Length > 0)
            if (Next(ref text) < 0)
                return false;
        return true;
    }

    /// <exception cref="ArgumentException">A character is not in the set; see <see cref="Can"/>.</exception>
    public byte[] Encode(string text)
    {
        if (_writing == Writing.Utf8)
            return Can(text) ? Encoding.UTF8.GetBytes(text) : throw Missing();
        var (bytes, isWide) = (new List<byte>(text.Length * 2), false);
        var rest = text.AsSpan();
        while (rest.Length > 0)
        {
            var code = Next(ref rest);
            if (code < 0)
                throw Missing();
            if (_writing == Writing.Iso2022 && code > 0xFF != isWide)
            {
                isWide = !isWide;
                bytes.AddRange(isWide ? "\u001B$B"u8 : "\u001B(B"u8);
            }
            Write(bytes, code);
        }
        if (isWide)
            bytes.AddRange("\u001B(B"u8);
        return [.. bytes];
    }

    /// <exception cref="ArgumentException">The bytes are not of this set.</exception>
    public string Decode(ReadOnlySpan<byte> bytes)
    {
        if (_writing == Writing.Utf8)
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        var (text, isWide) = (new StringBuilder(bytes.Length), false);
        while (bytes.Length > 0)
        {
            if (_writing == Writing.Iso2022 && bytes[0] == 0x1B && bytes.Length > 2)
            {
                isWide = bytes[1] == '$';
                bytes = bytes[3..];
                continue;
            }
            var length = LengthOf(bytes[0], isWide);
            if (length > bytes.Length)
                throw Missing();
            text.Append(length == 1 && bytes[0] < 0x80 ? ((char)bytes[0]).ToString()
                : length == 1 && bytes[0] is >= 0xA1 and <= 0xDF && _writing != Writing.Euc ? ((char)(bytes[0] + HalfKana)).ToString()
                : _writing == Writing.Euc && bytes[0] == 0x8E && bytes[1] is >= 0xA1 and <= 0xDF ? ((char)(bytes[1] + HalfKana)).ToString()
                : (length > 1 ? _table!.Value.CharacterAt(CodeOf(bytes[..length])) : null) ?? throw Missing());
            bytes = bytes[length..];
        }
        return text.ToString();
    }

    public int CountBytes(string text) => _writing == Writing.Utf8 ? Encoding.UTF8.GetByteCount(text) : Encode(text).Length;

    public override string ToString() => Name;

    /// <summary>Every character that the set has beyond ASCII and half-width katakana.</summary>
    internal IEnumerable<string> Characters => _table?.Value.Characters ?? [];

    private static TargetCharset[] Make()
    {
        var (jis, jis2004) = (Table("jisx0208.txt"), Table("jisx0213.txt"));
        return
        [
            new("utf-8", "Unicode (ISO/IEC 10646), RFC 3629", Writing.Utf8, null),
            new("windows-31j", "Microsoft code page 932", Writing.Windows, Table("windows-31j.txt")),
            new("shift_jis", "JIS X 0201, JIS X 0208", Writing.ShiftJis, jis),
            new("euc-jp", "JIS X 0201, JIS X 0208 (without JIS X 0212)", Writing.Euc, jis),
            new("iso-2022-jp", "RFC 1468: ASCII, JIS X 0208", Writing.Iso2022, jis),
            new("shift_jis-2004", "JIS X 0213:2004, annex 1", Writing.ShiftJis, jis2004),
            new("euc-jis-2004", "JIS X 0213:2004, annex 3", Writing.Euc, jis2004),
        ];

        static Lazy<CharacterTable> Table(string name) => new(() => CharacterTable.Read(name));
    }

    /// <summary>Takes the next character off: below 0x80 ASCII, A1 to DF half-width katakana, above a code of the table; -1 when the set has no such character.</summary>
    private int Next(ref ReadOnlySpan<char> text)
    {
        if (Rune.DecodeFromUtf16(text, out var rune, out var length) != System.Buffers.OperationStatus.Done)
            return -1;
        text = text[length..];
        if (rune.Value < 0x80)
            return rune.Value >= 0x20 && rune.Value != 0x7F || rune.Value is '\t' or '\n' or '\r' ? rune.Value : -1;
        if (_writing == Writing.Utf8)
            return rune.Value is >= 0x80 and < 0xA0 ? -1 : rune.Value;
        if (rune.Value is >= 0xFF61 and <= 0xFF9F)
            return _writing == Writing.Iso2022 ? -1 : rune.Value - HalfKana;
        var second = Rune.DecodeFromUtf16(text, out var next, out var more) == System.Buffers.OperationStatus.Done ? next : (Rune?)null;
        var code = _table!.Value.CodeOf(rune, second, out var isPair);
        if (isPair)
            text = text[more..];
        if (code == 0 && Twins.TryGetValue(rune.Value, out var twin))
            code = _table.Value.CodeOf(new Rune(twin), null, out _);
        if (code == 0 && _writing is Writing.ShiftJis or Writing.Windows && rune.Value is 0xA5 or 0x203E)
            code = rune.Value == 0xA5 ? 0x5C : 0x7E;
        return code == 0 ? -1 : code;
    }

    private void Write(List<byte> bytes, int code)
    {
        switch (_writing)
        {
            case Writing.Euc when code is >= 0xA1 and <= 0xDF:
                bytes.AddRange([0x8E, (byte)code]);
                break;
            case Writing.Euc when code > 0xFFFF:
                bytes.AddRange([0x8F, (byte)(code >> 8), (byte)code]);
                break;
            case var _ when code <= 0xFF:
                bytes.Add((byte)code);
                break;
            case Writing.ShiftJis:
                var (first, second) = JisCoding.ShiftJis(code);
                bytes.AddRange([first, second]);
                break;
            case Writing.Iso2022:
                bytes.AddRange([(byte)(code >> 8 & 0x7F), (byte)(code & 0x7F)]);
                break;
            default:
                bytes.AddRange([(byte)(code >> 8), (byte)code]);
                break;
        }
    }

    private int LengthOf(byte first, bool isWide) => _writing switch
    {
        Writing.Iso2022 => isWide ? 2 : 1,
        Writing.Euc => first == 0x8F ? 3 : first >= 0x80 ? 2 : 1,
        _ => first is >= 0x81 and <= 0x9F or >= 0xE0 and <= 0xFC ? 2 : 1,
    };

    private int CodeOf(ReadOnlySpan<byte> bytes) => _writing switch
    {
        Writing.ShiftJis => JisCoding.FromShiftJis(bytes[0], bytes[1]),
        Writing.Iso2022 => (bytes[0] | 0x80) << 8 | bytes[1] | 0x80,
        _ => bytes.Length == 3 ? bytes[0] << 16 | bytes[1] << 8 | bytes[2] : bytes[0] << 8 | bytes[1],
    };

    // Not which one: the message may be logged.
    private ArgumentException Missing() => new($"There is something that is not in {Name}.");
}
