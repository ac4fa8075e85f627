using System.Buffers.Binary;

namespace ElectronicApplication.Pdf.Fonts;

/// <summary>Bytes of a font table, big-endian (OpenType, "Data types"). Reading past the end says which table was too short.</summary>
internal readonly struct FontTable(string tag, ReadOnlyMemory<byte> bytes)
{
    public int Length => bytes.Length;

    public byte U8(int at) => Slice(at, 1)[0];

    public ushort U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(Slice(at, 2));

    public short I16(int at) => BinaryPrimitives.ReadInt16BigEndian(Slice(at, 2));

    public int U24(int at) => (U8(at) << 16) | U16(at + 1);

    public uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(Slice(at, 4));

    /// <summary>An offset or a count of 32 bits, which must lie inside the table to make sense.</summary>
    public int Offset32(int at) => U32(at) is var value && value <= (uint)Length ? (int)value : throw Broken();

    public ReadOnlySpan<byte> Slice(int at, int count) =>
        at >= 0 && count >= 0 && at <= bytes.Length - count ? bytes.Span.Slice(at, count) : throw Broken();

    public FontTable From(int at) => at >= 0 && at <= bytes.Length ? new(tag, bytes[at..]) : throw Broken();

    public PdfInputException Broken() => new(PdfInputProblem.Font, $"The font's table '{tag}' is broken.");
}
