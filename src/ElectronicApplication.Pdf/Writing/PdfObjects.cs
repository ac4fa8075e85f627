namespace ElectronicApplication.Pdf.Writing;

/// <summary>Indirect objects, one after the other, and where each begins (ISO 32000-2 7.3.10 and 7.5.4).</summary>
internal sealed class PdfObjects(ByteWriter file, int first)
{
    private readonly List<int> offsets = [];

    public ByteWriter File => file;

    public int Next => first + offsets.Count;

    /// <summary>A number for an object that is written later.</summary>
    public int Reserve()
    {
        offsets.Add(-1);
        return first + offsets.Count - 1;
    }

    public ByteWriter Begin(int number)
    {
        offsets[number - first] = file.Length;
        return file.Number(number).Text(" 0 obj\n");
    }

    public void End() => file.Text("\nendobj\n");

    public void Put(int number, string value)
    {
        Begin(number).Text(value);
        End();
    }

    public int Add(string value)
    {
        var number = Reserve();
        Put(number, value);
        return number;
    }

    /// <param name="entries">Of the stream's dictionary, besides its length.</param>
    public int Stream(string entries, ReadOnlySpan<byte> data) => Stream(Reserve(), entries, data);

    public int Stream(int number, string entries, ReadOnlySpan<byte> data)
    {
        Begin(number).Text("<<").Text(entries).Text("/Length ").Number(data.Length).Text(">>\nstream\n").Bytes(data).Text("\nendstream");
        End();
        return number;
    }

    public int Deflated(string entries, ReadOnlySpan<byte> data) => Stream(entries + "/Filter/FlateDecode", Flate.Deflate(data));

    /// <summary>The lines of a cross-reference subsection, 20 bytes each.</summary>
    public void WriteEntries()
    {
        foreach (var offset in offsets)
        {
            if (offset < 0) throw new InvalidOperationException("An object was promised and not written.");
            file.Text(Entry(offset));
        }
    }

    public static string Entry(int offset) => FormattableString.Invariant($"{offset:D10} 00000 n\r\n");

    public static string References(IEnumerable<int> numbers) => string.Join(' ', numbers.Select(n => n + " 0 R"));
}
