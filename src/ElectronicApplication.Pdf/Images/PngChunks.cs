using System.Buffers.Binary;
using ElectronicApplication.Pdf.Writing;

namespace ElectronicApplication.Pdf.Images;

/// <summary>The chunks of a PNG that make the picture (ISO/IEC 15948 clause 5 and 11), their sums checked.</summary>
internal sealed record PngChunks(PngHeader Header, ReadOnlyMemory<byte> Palette, ReadOnlyMemory<byte>? Transparency, ByteWriter Data)
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(i => Enumerable.Range(0, 8).Aggregate((uint)i, (c, _) => (c & 1) != 0 ? c >> 1 ^ 0xEDB88320 : c >> 1))];

    public static PngChunks Read(ReadOnlySpan<byte> file)
    {
        PngHeader? header = null;
        ReadOnlyMemory<byte> palette = default;
        ReadOnlyMemory<byte>? transparency = null;
        var data = new ByteWriter(file.Length);
        for (var at = 8; ;)
        {
            if (at + 12 > file.Length) throw PdfImage.Bad("The PNG is cut off.");
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - 12) throw PdfImage.Bad("A chunk of the PNG is longer than the file.");
            var type = file.Slice(at + 4, 4);
            var content = file.Slice(at + 8, (int)length);
            if (Crc(file.Slice(at + 4, 4 + (int)length)) != BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + (int)length)..]))
                throw PdfImage.Bad("A chunk of the PNG does not agree with its checksum.");
            at += 12 + (int)length;

            if (header is null && !type.SequenceEqual("IHDR"u8)) throw PdfImage.Bad("The PNG does not begin with its header.");
            if (type.SequenceEqual("IHDR"u8)) header = header is null ? PngHeader.Read(content) : throw PdfImage.Bad("The PNG has two headers.");
            else if (type.SequenceEqual("PLTE"u8)) palette = content.Length is > 0 and <= 768 && content.Length % 3 == 0 ? content.ToArray() : throw PdfImage.Bad("The PNG's palette is broken.");
            else if (type.SequenceEqual("tRNS"u8)) transparency = content.ToArray();
            else if (type.SequenceEqual("IDAT"u8)) data.Bytes(content);
            else if (type.SequenceEqual("IEND"u8)) return Checked(new(header!, palette, transparency, data));
            else if ((type[0] & 0x20) == 0) throw PdfImage.Bad("The PNG has a critical chunk that is not known.");
        }
    }

    private static PngChunks Checked(PngChunks chunks)
    {
        if (chunks.Header.HasPalette && chunks.Palette.Length == 0) throw PdfImage.Bad("The PNG has no palette.");
        if (chunks is { Header.Colour: 0 or 2, Transparency: { } key } && key.Length != 2 * chunks.Header.Channels) throw PdfImage.Bad("The PNG's transparency is broken.");
        return chunks;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes) crc = Table[(crc ^ b) & 0xFF] ^ crc >> 8;
        return ~crc;
    }
}
