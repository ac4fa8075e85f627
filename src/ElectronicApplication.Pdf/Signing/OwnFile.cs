using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ElectronicApplication.Pdf.Writing;

namespace ElectronicApplication.Pdf.Signing;

/// <summary>
/// A file as <see cref="DocumentWriter"/> writes it, read back as far as signing needs: where objects begin, and the text of some of them.
/// Not a reader of PDF: whatever looks different is refused.
/// </summary>
internal sealed partial class OwnFile
{
    private const int LargestFile = 200 * 1024 * 1024;

    private readonly ReadOnlyMemory<byte> file;
    private readonly int entries;

    /// <exception cref="PdfInputException"><see cref="PdfInputProblem.File"/>: not written by this library, changed, or signed already.</exception>
    public OwnFile(ReadOnlyMemory<byte> file)
    {
        this.file = file;
        if (file.Length > LargestFile || !file.Span.StartsWith("%PDF-1.7\n"u8) || !Latin(0, Math.Min(60, file.Length)).Contains("\n%" + DocumentWriter.Producer + "\n", StringComparison.Ordinal))
            throw Strange("The file was not written by this library.");

        var tail = Tail().Match(Latin(Math.Max(0, file.Length - 400), Math.Min(400, file.Length)));
        if (!tail.Success) throw Strange("The file's end is not as this library writes it.");
        if (tail.Groups["prev"].Success) throw Strange("The file is signed already.");
        Size = Int(tail, "size");
        Catalog = Int(tail, "root");
        Information = Int(tail, "info");
        Id = tail.Groups["id"].Value;
        CrossReference = Int(tail, "start");
        var head = $"xref\n0 {Size}\n";
        entries = CrossReference + head.Length;
        if (CrossReference > file.Length - head.Length - 20L * Size || Latin(CrossReference, head.Length) != head) throw Strange("The file's cross-reference table is broken.");
    }

    /// <summary>Object numbers are below this.</summary>
    public int Size { get; }

    public int Catalog { get; }

    public int Information { get; }

    public int CrossReference { get; }

    public string Id { get; }

    /// <summary>An object's value. Only for objects without a stream.</summary>
    public string Object(int number)
    {
        if (number <= 0 || number >= Size || !int.TryParse(Latin(entries + 20 * number, 10), CultureInfo.InvariantCulture, out var at) || at >= file.Length) throw Strange("An object of the file is missing.");
        var end = file.Span[at..].IndexOf("\nendobj\n"u8);
        var head = $"{number} 0 obj\n";
        if (end < head.Length || Latin(at, head.Length) != head) throw Strange("An object of the file is not where it should be.");
        return Latin(at + head.Length, end - head.Length);
    }

    /// <summary>The number of the object that a dictionary refers to.</summary>
    public static int Reference(string dictionary, string key)
    {
        var match = Regex.Match(dictionary, "/" + key + " ([0-9]{1,9}) 0 R", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return match.Success ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : throw Strange($"The file's {key} is missing.");
    }

    /// <summary>The object numbers of the pages, in their order.</summary>
    public IReadOnlyList<int> Pages()
    {
        var tree = Object(Reference(Object(Catalog), "Pages"));
        var kids = tree[(tree.IndexOf("/Kids[", StringComparison.Ordinal) + 6)..tree.LastIndexOf(']')];
        return [.. kids.Split(" 0 R", StringSplitOptions.RemoveEmptyEntries).Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
    }

    public static PdfInputException Strange(string message) => new(PdfInputProblem.File, message);

    private string Latin(int at, int count) => Encoding.Latin1.GetString(file.Span.Slice(at, count));

    private static int Int(Match match, string group) =>
        int.TryParse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture, out var value) ? value : throw Strange("The file's trailer is broken.");

    [GeneratedRegex(@"trailer\n<</Size (?<size>[0-9]+)/Root (?<root>[0-9]+) 0 R/Info (?<info>[0-9]+) 0 R/ID(?<id>\[<[0-9A-F]{32}><[0-9A-F]{32}>\])(?<prev>/Prev [0-9]+)?>>\nstartxref\n(?<start>[0-9]+)\n%%EOF\n\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Tail();
}
