using System.Buffers.Binary;
using ElectronicApplication.Pdf.Writing;

namespace ElectronicApplication.Pdf.Fonts;

/// <summary>
/// A TrueType file with only some glyphs, numbered anew from 0 (.notdef), with the parts of composite glyphs and without hinting: instructions,
/// 'fpgm', 'prep' and 'cvt ' are for grid-fitting at screen sizes of old and would be half of the file. The tables are those that
/// ISO 32000-2 9.9.1 asks of a CIDFontType2.
/// </summary>
internal sealed class GlyphSubset(TrueTypeFont font)
{
    private const int MostGlyphs = 65_000;
    private const int LargestSubset = 64 * 1024 * 1024;

    private readonly List<int> glyphs = [0];
    private readonly Dictionary<int, int> parts = [];

    public int Count => glyphs.Count;

    public int SourceOf(int glyph) => glyphs[glyph];

    /// <returns>The glyph's number in the subset. The same glyph may be added twice, to stand for two characters.</returns>
    public int Add(int glyph)
    {
        if (glyphs.Count >= MostGlyphs) throw new PdfInputException(PdfInputProblem.TooLarge, "The document uses too many different characters.");
        glyphs.Add(glyph);
        return glyphs.Count - 1;
    }

    public byte[] Build()
    {
        var glyf = new ByteWriter(64 * 1024);
        var ends = new List<int> { 0 };
        // Parts are appended while the list is walked.
        for (var i = 0; i < glyphs.Count; i++)
        {
            Write(font.Outline(glyphs[i]), glyf);
            if (glyf.Length > LargestSubset) throw new PdfInputException(PdfInputProblem.TooLarge, "The outlines of the characters are too large.");
            while (glyf.Length % 4 != 0) glyf.Byte(0);
            ends.Add(glyf.Length);
        }

        var loca = new byte[4 * ends.Count];
        for (var i = 0; i < ends.Count; i++) BinaryPrimitives.WriteInt32BigEndian(loca.AsSpan(4 * i), ends[i]);
        var hmtx = new byte[4 * glyphs.Count];
        for (var i = 0; i < glyphs.Count; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(hmtx.AsSpan(4 * i), (ushort)font.Advance(glyphs[i]));
            BinaryPrimitives.WriteInt16BigEndian(hmtx.AsSpan(4 * i + 2), font.LeftSideBearing(glyphs[i]));
        }

        var head = font.Head.Slice(0, 54).ToArray();
        head.AsSpan(8, 4).Clear();
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        var hhea = font.HorizontalHeader.Slice(0, 36).ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(hhea.AsSpan(34), (ushort)glyphs.Count);
        var maxp = font.Profile.Slice(0, 32).ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(4), (ushort)glyphs.Count);
        BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(26), 0);
        return FileOf([("glyf", glyf.Written), ("head", head), ("hhea", hhea), ("hmtx", hmtx), ("loca", loca), ("maxp", maxp)]);
    }

    private void Write(ReadOnlySpan<byte> outline, ByteWriter to)
    {
        if (outline.Length < 10) return;
        var contours = BinaryPrimitives.ReadInt16BigEndian(outline);
        if (contours < 0) WriteComposite(outline, to);
        else if (contours > 0) WriteSimple(outline, 10 + 2 * contours, to);
    }

    private void WriteSimple(ReadOnlySpan<byte> outline, int instructions, ByteWriter to)
    {
        if (outline.Length < instructions + 2) throw Broken();
        var rest = instructions + 2 + BinaryPrimitives.ReadUInt16BigEndian(outline[instructions..]);
        if (rest > outline.Length) throw Broken();
        to.Bytes(outline[..instructions]);
        to.U16(0);
        to.Bytes(outline[rest..]);
    }

    private void WriteComposite(ReadOnlySpan<byte> outline, ByteWriter to)
    {
        const int Words = 0x1, Scale = 0x8, More = 0x20, TwoScales = 0x40, Matrix = 0x80, Instructions = 0x100;
        to.Bytes(outline[..10]);
        for (var at = 10; ;)
        {
            if (outline.Length < at + 4) throw Broken();
            int flags = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]), part = BinaryPrimitives.ReadUInt16BigEndian(outline[(at + 2)..]);
            var size = ((flags & Words) != 0 ? 4 : 2) + ((flags & Scale) != 0 ? 2 : (flags & TwoScales) != 0 ? 4 : (flags & Matrix) != 0 ? 8 : 0);
            if (outline.Length < at + 4 + size) throw Broken();
            to.U16(flags & ~Instructions);
            to.U16(NumberOf(part));
            to.Bytes(outline.Slice(at + 4, size));
            at += 4 + size;
            if ((flags & More) == 0) return;
        }
    }

    private int NumberOf(int part)
    {
        if (parts.TryGetValue(part, out var number)) return number;
        return parts[part] = Add(part);
    }

    private static byte[] FileOf((string Tag, ReadOnlyMemory<byte> Bytes)[] tables)
    {
        var directory = 12 + 16 * tables.Length;
        var file = new byte[directory + tables.Sum(t => (t.Bytes.Length + 3) & ~3)];
        var bytes = file.AsSpan();
        var power = (int)Math.Log2(tables.Length);
        BinaryPrimitives.WriteUInt32BigEndian(bytes, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[4..], (ushort)tables.Length);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(16 << power));
        BinaryPrimitives.WriteUInt16BigEndian(bytes[8..], (ushort)power);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[10..], (ushort)(16 * tables.Length - (16 << power)));

        var (entry, at, head) = (12, directory, 0);
        foreach (var (tag, table) in tables)
        {
            table.Span.CopyTo(bytes[at..]);
            for (var i = 0; i < 4; i++) bytes[entry + i] = (byte)tag[i];
            BinaryPrimitives.WriteUInt32BigEndian(bytes[(entry + 4)..], Sum(bytes.Slice(at, (table.Length + 3) & ~3)));
            BinaryPrimitives.WriteInt32BigEndian(bytes[(entry + 8)..], at);
            BinaryPrimitives.WriteInt32BigEndian(bytes[(entry + 12)..], table.Length);
            if (tag == "head") head = at;
            entry += 16;
            at += (table.Length + 3) & ~3;
        }

        // 'head' checksumAdjustment makes the file sum up to this number.
        BinaryPrimitives.WriteUInt32BigEndian(bytes[(head + 8)..], 0xB1B0AFBA - Sum(bytes));
        return file;
    }

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (var i = 0; i < bytes.Length; i += 4) sum += BinaryPrimitives.ReadUInt32BigEndian(bytes[i..]);
        return sum;
    }

    private static PdfInputException Broken() => new(PdfInputProblem.Font, "A glyph of the font is broken.");
}
