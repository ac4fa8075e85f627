using System.Buffers.Binary;
using System.IO.Compression;

namespace ElectronicApplication.Pdf.Tests;

/// <summary>Makes PNG files of every kind, right and wrong ones.</summary>
internal static class TestPng
{
    /// <param name="pixel">Grey, RGB or either with opacity: as many bytes as channels.</param>
    public static byte[] Solid(int width, int height, byte[] pixel)
    {
        var colour = pixel.Length switch { 1 => 0, 2 => 4, 3 => 2, _ => 6 };
        var row = Enumerable.Repeat(pixel, width).SelectMany(p => p).ToArray();
        return File(width, height, 8, colour, Enumerable.Repeat(row, height));
    }

    /// <param name="rows">Packed as the depth asks for, without filter bytes. Each row gets another filter in turn.</param>
    public static byte[] File(int width, int height, int depth, int colour, IEnumerable<byte[]> rows, bool interlaced = false, byte[]? palette = null, byte[]? transparency = null)
    {
        var distance = Math.Max(1, depth * (colour switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 }) / 8);
        return Parts(width, height, depth, colour, interlaced, palette, transparency, Deflate(Filtered(rows, distance, interlaced)));
    }

    public static byte[] Parts(uint width, uint height, byte[] data) => Assemble(Header(width, height, 8, 2, false), [("IDAT", data), ("IEND", [])]);

    public static byte[] Deflate(byte[] bytes)
    {
        using var result = new MemoryStream();
        using (var deflate = new ZLibStream(result, CompressionLevel.Fastest, leaveOpen: true)) deflate.Write(bytes);
        return result.ToArray();
    }

    private static byte[] Parts(int width, int height, int depth, int colour, bool interlaced, byte[]? palette, byte[]? transparency, byte[] data)
    {
        var chunks = new List<(string, byte[])> { ("tEXt", "Comment\0made for a test"u8.ToArray()) };
        if (palette is not null) chunks.Add(("PLTE", palette));
        if (transparency is not null) chunks.Add(("tRNS", transparency));
        // Data may be cut into chunks anywhere.
        chunks.Add(("IDAT", data[..(data.Length / 2)]));
        chunks.Add(("IDAT", data[(data.Length / 2)..]));
        chunks.Add(("IEND", []));
        return Assemble(Header((uint)width, (uint)height, depth, colour, interlaced), chunks);
    }

    private static byte[] Header(uint width, uint height, int depth, int colour, bool interlaced)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(header, width);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)depth, (byte)colour, (byte)(interlaced ? 1 : 0));
        return header;
    }

    private static byte[] Filtered(IEnumerable<byte[]> rows, int distance, bool interlaced)
    {
        var result = new List<byte>();
        byte[]? above = null;
        foreach (var (number, row) in rows.Index())
        {
            // Interlaced rows do not follow one another: only what needs no row above.
            var filter = number % (interlaced ? 2 : 5);
            result.Add((byte)filter);
            for (var i = 0; i < row.Length; i++)
            {
                int left = i >= distance ? row[i - distance] : 0, up = above?[i] ?? 0, corner = i >= distance ? above?[i - distance] ?? 0 : 0;
                var estimate = left + up - corner;
                var nearest = new[] { left, up, corner }.MinBy(v => Math.Abs(estimate - v));
                result.Add((byte)(row[i] - filter switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => nearest, _ => 0 }));
            }

            above = interlaced ? null : row;
        }

        return [.. result];
    }

    private static byte[] Assemble(byte[] header, IEnumerable<(string Type, byte[] Data)> chunks)
    {
        var file = new List<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var number = new byte[4];
        foreach (var (type, data) in chunks.Prepend(("IHDR", header)))
        {
            BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
            file.AddRange(number);
            byte[] content = [.. System.Text.Encoding.ASCII.GetBytes(type), .. data];
            file.AddRange(content);
            BinaryPrimitives.WriteUInt32BigEndian(number, Crc(content));
            file.AddRange(number);
        }

        return [.. file];
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var i = 0; i < 8; i++) crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
