using System.Buffers.Binary;

namespace ElectronicApplication.Pdf.Images;

/// <summary>The picture as PDF takes it: 8 bits a sample, opacity apart.</summary>
internal sealed class PngPixels
{
    private readonly PngHeader header;
    private readonly ReadOnlyMemory<byte> palette;
    private readonly ReadOnlyMemory<byte>? transparency;

    public PngPixels(PngHeader header, ReadOnlyMemory<byte> palette, ReadOnlyMemory<byte>? transparency)
    {
        this.header = header;
        this.palette = palette;
        this.transparency = transparency;
        Colours = new byte[header.Width * header.Height * (header.IsGrey ? 1 : 3)];
        if (header.Colour is 4 or 6 || transparency is not null) Alpha = new byte[header.Width * header.Height];
    }

    public byte[] Colours { get; }

    public byte[]? Alpha { get; }

    /// <param name="at">Which pixel of the row.</param>
    public void Put(byte[] row, int at, int x, int y)
    {
        var pixel = y * header.Width + x;
        if (header.HasPalette)
        {
            var entry = Sample(row, at);
            if (3 * entry >= palette.Length) throw PdfImage.Bad("The PNG uses a colour that its palette does not have.");
            palette.Span.Slice(3 * entry, 3).CopyTo(Colours.AsSpan(3 * pixel));
            if (Alpha is not null) Alpha[pixel] = entry < transparency!.Value.Length ? transparency.Value.Span[entry] : (byte)0xFF;
            return;
        }

        var (count, colours) = (header.Channels, header.IsGrey ? 1 : 3);
        for (var i = 0; i < colours; i++) Colours[colours * pixel + i] = Scaled(Sample(row, at * count + i));
        if (Alpha is null) return;
        Alpha[pixel] = count > colours ? Scaled(Sample(row, at * count + colours)) : IsKey(row, at * count, colours) ? (byte)0 : (byte)0xFF;
    }

    /// <summary>Whether the pixel has the one colour that tRNS calls transparent (11.3.2.1).</summary>
    private bool IsKey(byte[] row, int first, int colours)
    {
        for (var i = 0; i < colours; i++)
            if (Sample(row, first + i) != BinaryPrimitives.ReadUInt16BigEndian(transparency!.Value.Span[(2 * i)..])) return false;
        return true;
    }

    private int Sample(byte[] row, int index) => header.Depth switch
    {
        8 => row[index],
        16 => BinaryPrimitives.ReadUInt16BigEndian(row.AsSpan(2 * index)),
        var depth => row[index * depth / 8] >> 8 - depth - index * depth % 8 & (1 << depth) - 1,
    };

    private byte Scaled(int sample) => (byte)(header.Depth switch
    {
        16 => sample >> 8,
        8 => sample,
        var depth => sample * 255 / ((1 << depth) - 1),
    });
}
