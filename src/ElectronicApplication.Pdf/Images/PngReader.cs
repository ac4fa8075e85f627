using System.Buffers.Binary;
using System.IO.Compression;
using ElectronicApplication.Pdf.Writing;

namespace ElectronicApplication.Pdf.Images;

/// <summary>Reads PNG (ISO/IEC 15948): every colour type and depth, transparency and interlace. Gamma and profiles are passed over.</summary>
internal static class PngReader
{
    private static readonly (int X, int Y, int StepX, int StepY)[] Passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    public static PdfImage Read(ReadOnlyMemory<byte> file)
    {
        var chunks = PngChunks.Read(file.Span);
        var header = chunks.Header;
        var pixels = new PngPixels(header, chunks.Palette, chunks.Transparency);
        using var inflated = new ZLibStream(new MemoryStream(chunks.Data.Written.ToArray()), CompressionMode.Decompress);
        try
        {
            if (!header.Interlaced) Pass(inflated, header, pixels, (0, 0, 1, 1));
            else foreach (var pass in Passes) Pass(inflated, header, pixels, pass);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw PdfImage.Bad("The PNG's data are broken or cut off.");
        }

        return new(header.Width, header.Height, header.IsGrey ? 1 : 3, "FlateDecode", Flate.Deflate(pixels.Colours))
        {
            Alpha = pixels.Alpha is { } alpha && alpha.AsSpan().ContainsAnyExcept((byte)0xFF) ? Flate.Deflate(alpha) : (ReadOnlyMemory<byte>?)null,
        };
    }

    private static void Pass(Stream data, PngHeader header, PngPixels pixels, (int X, int Y, int StepX, int StepY) pass)
    {
        var width = (header.Width - pass.X + pass.StepX - 1) / pass.StepX;
        if (width <= 0) return;
        var distance = Math.Max(1, header.BitsPerPixel / 8);
        var length = (width * header.BitsPerPixel + 7) / 8;
        byte[] row = new byte[length], above = new byte[length];
        for (var y = pass.Y; y < header.Height; y += pass.StepY)
        {
            var filter = data.ReadByte();
            data.ReadExactly(row);
            Unfilter(filter, row, above, distance);
            for (var x = 0; x < width; x++) pixels.Put(row, x, pass.X + x * pass.StepX, y);
            (row, above) = (above, row);
        }
    }

    /// <summary>Clause 9.2: each byte was stored as its difference from neighbours.</summary>
    private static void Unfilter(int filter, byte[] row, byte[] above, int distance)
    {
        for (var i = 0; i < row.Length; i++)
        {
            int left = i >= distance ? row[i - distance] : 0, up = above[i], corner = i >= distance ? above[i - distance] : 0;
            row[i] += (byte)(filter switch
            {
                0 => 0,
                1 => left,
                2 => up,
                3 => (left + up) / 2,
                4 => Paeth(left, up, corner),
                _ => throw PdfImage.Bad("The PNG has an unknown filter."),
            });
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        var (byLeft, byUp, byCorner) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - 2 * corner));
        return byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner;
    }
}

internal sealed record PngHeader(int Width, int Height, int Depth, int Colour, bool Interlaced)
{
    public bool IsGrey => Colour is 0 or 4;

    public bool HasPalette => Colour == 3;

    public int Channels => Colour switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    public int BitsPerPixel => Channels * Depth;

    public static PngHeader Read(ReadOnlySpan<byte> data)
    {
        if (data.Length != 13) throw PdfImage.Bad("The PNG's header is broken.");
        long width = BinaryPrimitives.ReadUInt32BigEndian(data), height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        PdfImage.CheckSize(width, height);
        var (depth, colour) = (data[8], data[9]);
        var known = (colour, depth) is (0, 1 or 2 or 4 or 8 or 16) or (3, 1 or 2 or 4 or 8) or (2 or 4 or 6, 8 or 16);
        if (!known || data[10] != 0 || data[11] != 0 || data[12] > 1) throw PdfImage.Bad("The PNG's header is broken.");
        return new((int)width, (int)height, depth, colour, data[12] == 1);
    }
}
