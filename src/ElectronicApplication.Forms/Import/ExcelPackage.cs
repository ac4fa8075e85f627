using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace ElectronicApplication.Forms.Import;

/// <summary>The parts of an .xlsx file (ECMA-376 part 2), read within bounds: what a stranger sends may be made to fill memory or to reach for other files.</summary>
internal sealed class ExcelPackage : IDisposable
{
    private const int MaxBytes = 10 * 1024 * 1024;
    private const int MaxParts = 1000;
    private const long MaxUnpacked = 50L * 1024 * 1024;

    // A sheet of equal cells shrinks to about a fiftieth; only what is small may shrink further.
    private const long MaxRatio = 150;
    private const long SmallPart = 1024 * 1024;

    private static readonly byte[] OleHeader = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);
    private long _unpacked;

    private ExcelPackage(ZipArchive zip) => _zip = zip;

    public void Dispose() => _zip.Dispose();

    public bool Has(string part) => _parts.ContainsKey(part);

    public static ExcelPackage Open(ReadOnlyMemory<byte> xlsx)
    {
        if (xlsx.Length > MaxBytes)
            throw Refused("$", "ファイルが大きすぎます（10 MB まで）。様式のシートだけを残して保存し直してください。", "The file is too large (limit 10 MB). Save it again with only the sheets of the form.");
        if (xlsx.Span.StartsWith(OleHeader))
            throw Refused("$", "古い形式（.xls）か、パスワードの付いた Excel ファイルです。パスワードを外し、「Excel ブック（.xlsx）」として保存し直してください。",
                "This is an Excel file of the old kind (.xls) or one with a password. Remove the password and save it as an Excel workbook (.xlsx).");
        ZipArchive zip;
        try
        {
            zip = new ZipArchive(new MemoryStream(xlsx.ToArray(), writable: false), ZipArchiveMode.Read);
        }
        catch (InvalidDataException)
        {
            throw Refused("$", "Excel ファイル（.xlsx）として開けません。壊れているか、別の種類のファイルです。Excel で開いて保存し直してください。",
                "This cannot be opened as an Excel file (.xlsx). It is broken or of another kind. Open it in Excel and save it again.");
        }
        var package = new ExcelPackage(zip);
        try
        {
            package.Index();
            return package;
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }

    private void Index()
    {
        var entries = Guarded("$", () => _zip.Entries);
        if (entries.Count > MaxParts)
            throw Refused("$", $"ファイルの中の部品が多すぎます（{MaxParts} 個まで）。様式のシートだけを残して保存し直してください。", $"The file has too many parts (limit {MaxParts}). Save it again with only the sheets of the form.");
        foreach (var entry in entries)
        {
            var name = entry.FullName;
            if (name.Contains('\\') || name.StartsWith('/') || name.Contains(':') || name.Split('/').Contains(".."))
                throw Refused(name, "ファイルの外を指す名前の部品があります。取り込みません。Excel で開いて保存し直してください。", "A part has a name that points outside the file. It is not imported. Open it in Excel and save it again.");
            if (!_parts.TryAdd(name, entry))
                throw Refused(name, "同じ名前の部品が二つあります。Excel で開いて保存し直してください。", "There are two parts of the same name. Open the file in Excel and save it again.");
        }
        if (!Has("[Content_Types].xml"))
            throw Refused("$", "Excel ファイル（.xlsx）ではありません。Excel で「Excel ブック（.xlsx）」として保存したものを選んでください。", "This is no Excel file (.xlsx). Choose one that Excel saved as a workbook (.xlsx).");
    }

    /// <summary>A small part as a whole.</summary>
    public XElement Load(string part) => Read(part, reader => XElement.Load(reader), SmallPart * 4);

    /// <summary>A part as a stream of XML; DTDs are refused, so that no entity grows or points elsewhere.</summary>
    public T Read<T>(string part, Func<XmlReader, T> read, long limit = MaxUnpacked)
    {
        if (!_parts.TryGetValue(part, out var entry))
            throw Refused(part, "この部品がありません。ファイルが壊れています。Excel で開いて保存し直してください。", "This part is missing; the file is broken. Open it in Excel and save it again.");
        return Guarded(part, () =>
        {
            using var stream = new BoundedStream(entry.Open(), read => Count(entry, read, limit));
            using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true });
            var result = read(reader);
            _unpacked += stream.Passed;
            return result;
        });
    }

    /// <summary>Counts what really comes out; the sizes that the zip declares may lie.</summary>
    private void Count(ZipArchiveEntry entry, long read, long limit)
    {
        if (_unpacked + read > MaxUnpacked || read > limit || (read > SmallPart && read > MaxRatio * Math.Max(1, entry.CompressedLength)))
            throw Refused(entry.FullName, "展開すると大きくなりすぎます。取り込みません。様式のシートだけを新しいブックに写してください。", "It grows too large when unpacked and is not imported. Copy only the sheets of the form into a new workbook.");
    }

    private static T Guarded<T>(string place, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is InvalidDataException or XmlException or IOException or NotSupportedException)
        {
            throw Refused(place, "ファイルのこの部分を読めません。壊れているか、許されない書き方（DTD など）があります。Excel で開いて保存し直してください。",
                "This part of the file cannot be read: it is broken, or written in a way that is not allowed (a DTD). Open it in Excel and save it again.");
        }
    }

    public static DefinitionException Refused(string place, string ja, string en) =>
        new([new DefinitionProblem(place, ja, en) { File = "xlsx", Code = "excel" }]);
}

/// <summary>Reads on, and tells after each step how much has come so far.</summary>
internal sealed class BoundedStream(Stream inner, Action<long> passed) : Stream
{
    public long Passed { get; private set; }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        passed(Passed += read);
        return read;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => Passed; set => throw new NotSupportedException(); }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
