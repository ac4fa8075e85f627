using System.Buffers.Binary;
using System.Text;

namespace ElectronicApplication.Pdf.Writing;

/// <summary>A growing array of bytes, with the few ways of writing that PDF syntax needs.</summary>
internal sealed class ByteWriter(int capacity = 4096)
{
    private byte[] bytes = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, Length);

    public ByteWriter Byte(byte value)
    {
        Room(1)[0] = value;
        return this;
    }

    public ByteWriter Bytes(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Room(value.Length));
        return this;
    }

    public void U16(int value) => BinaryPrimitives.WriteUInt16BigEndian(Room(2), (ushort)value);

    public ByteWriter Text(string ascii)
    {
        Encoding.Latin1.GetBytes(ascii, Room(ascii.Length));
        return this;
    }

    public ByteWriter Hex(ReadOnlySpan<byte> value)
    {
        foreach (var b in value) Hex(b, 2);
        return this;
    }

    public ByteWriter Hex(int value, int digits)
    {
        var room = Room(digits);
        for (var i = digits - 1; i >= 0; i--, value >>= 4) room[i] = (byte)"0123456789ABCDEF"[value & 0xF];
        return this;
    }

    public ByteWriter Number(int value)
    {
        Span<char> text = stackalloc char[12];
        value.TryFormat(text, out var count, default, System.Globalization.CultureInfo.InvariantCulture);
        Encoding.Latin1.GetBytes(text[..count], Room(count));
        return this;
    }

    /// <summary>To a thousandth: ISO 32000-2 7.3.3 knows no exponents, and finer than a thousandth of a point nobody prints.</summary>
    public ByteWriter Number(double value)
    {
        var thousandths = (int)Math.Round(value * 1000);
        if (thousandths < 0)
        {
            Byte((byte)'-');
            thousandths = -thousandths;
        }

        Number(thousandths / 1000);
        if (thousandths % 1000 is not 0 and var rest)
        {
            Byte((byte)'.').Byte((byte)('0' + rest / 100));
            if (rest % 100 != 0) Byte((byte)('0' + rest / 10 % 10));
            if (rest % 10 != 0) Byte((byte)('0' + rest % 10));
        }

        return this;
    }

    /// <summary>Numbers, each followed by a space, as operands stand before their operator.</summary>
    public ByteWriter Numbers(params ReadOnlySpan<double> values)
    {
        foreach (var value in values) Number(value).Byte((byte)' ');
        return this;
    }

    /// <summary>Fills in what was not known when its place was written.</summary>
    public void Overwrite(int at, string ascii) => Encoding.Latin1.GetBytes(ascii, bytes.AsSpan(at, Math.Min(ascii.Length, Length - at)));

    private Span<byte> Room(int count)
    {
        if (bytes.Length - Length < count) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + count));
        Length += count;
        return bytes.AsSpan(Length - count, count);
    }
}
