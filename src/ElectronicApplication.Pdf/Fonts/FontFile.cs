using System.Buffers.Binary;
using System.Text;

namespace ElectronicApplication.Pdf.Fonts;

/// <summary>
/// The table directory of one face in a font file or collection (OpenType, "Font file"). Reads single tables, so that looking for a family
/// does not read megabytes of outlines.
/// </summary>
internal sealed class FontFile
{
    private const int MostFaces = 64;
    private const int MostTables = 256;
    private const int LargestTable = 128 * 1024 * 1024;

    private readonly Stream stream;
    private readonly Dictionary<string, (uint Offset, uint Length)> tables = [];

    private FontFile(Stream stream, long at)
    {
        this.stream = stream;
        var head = Bytes(at, 12);
        Version = BinaryPrimitives.ReadUInt32BigEndian(head);
        var count = BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(4));
        if (Version is not (0x00010000 or 0x74727565 or 0x4F54544F) || count is 0 or > MostTables)
            throw Bad("The file is not an OpenType font.");

        var directory = Bytes(at + 12, 16 * count);
        for (var i = 0; i < count; i++)
        {
            var entry = directory.AsSpan(16 * i, 16);
            tables[Encoding.Latin1.GetString(entry[..4])] =
                (BinaryPrimitives.ReadUInt32BigEndian(entry[8..]), BinaryPrimitives.ReadUInt32BigEndian(entry[12..]));
        }
    }

    /// <summary>0x00010000 or 'true' for TrueType outlines, 'OTTO' for CFF.</summary>
    public uint Version { get; }

    /// <exception cref="PdfInputException">Not a font, or a directory that points outside of the file.</exception>
    public static IReadOnlyList<FontFile> Faces(Stream stream)
    {
        var head = BytesOf(stream, 0, 12);
        if (!head.AsSpan(0, 4).SequenceEqual("ttcf"u8)) return [new(stream, 0)];

        var count = BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(8));
        if (count is 0 or > MostFaces) throw Bad("The font collection has no faces, or too many.");
        var offsets = BytesOf(stream, 12, 4 * (int)count);
        return [.. Enumerable.Range(0, (int)count).Select(i => new FontFile(stream, BinaryPrimitives.ReadUInt32BigEndian(offsets.AsSpan(4 * i))))];
    }

    public bool Has(string tag) => tables.ContainsKey(tag);

    public FontTable Table(string tag)
    {
        if (!tables.TryGetValue(tag, out var place)) throw Bad($"The font has no table '{tag}'.");
        if (place.Length > LargestTable) throw Bad($"The font's table '{tag}' is too large.");
        return new(tag, Bytes(place.Offset, (int)place.Length));
    }

    /// <summary>Why the outlines cannot be used, or null. TrueType outlines only: CFF would need an interpreter of its own.</summary>
    public string? Unusable()
    {
        if (!Has("glyf") || !Has("loca"))
            return Has("CFF ") || Has("CFF2") ? "The font has CFF outlines; only TrueType outlines (glyf) can be embedded." : "The font has no TrueType outlines (glyf).";
        if (!Has("OS/2")) return null;
        var table = Table("OS/2");
        var licence = table.Length >= 10 ? table.U16(8) : 0;

        // OS/2 fsType: bits 0-3 are the usage, of which 2 is "restricted"; bit 8 forbids subsets, bit 9 allows bitmaps only.
        return (licence & 0xF) == 2 || (licence & 0x300) != 0 ? "The font's licence bits (OS/2 fsType) forbid embedding a subset." : null;
    }

    private byte[] Bytes(long at, int count) => BytesOf(stream, at, count);

    private static byte[] BytesOf(Stream stream, long at, int count)
    {
        if (at + count > stream.Length) throw Bad("The font file is shorter than its directory says.");
        var bytes = new byte[count];
        stream.Position = at;
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static PdfInputException Bad(string message) => new(PdfInputProblem.Font, message);
}
