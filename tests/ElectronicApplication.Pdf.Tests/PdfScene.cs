namespace ElectronicApplication.Pdf.Tests;

/// <summary>What the tests share: the fonts of Debian, a folder, a document to fill.</summary>
public abstract class PdfScene : IDisposable
{
    protected const string Family = "BIZ UDPGothic";
    protected const string Fallback = "IPAmjMincho";

    // Parsed once for all tests, as one process does.
    private static readonly Lazy<FontCatalog> Catalogue = new(() => new());
    private static readonly Lazy<FontSet> Chain = new(() => Catalogue.Value.Chain(Family, Fallback));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pdf-");

    protected static DateTimeOffset Now { get; } = new(2026, 11, 21, 9, 30, 0, TimeSpan.FromHours(9));

    protected static FontCatalog Catalog => Catalogue.Value;

    protected static FontSet Fonts => Chain.Value;

    protected string Folder => folder.FullName;

    protected static PdfOptions Options { get; } = new() { Title = "住民票の写しの交付について", CreatedAt = Now };

    protected static PdfDocument Document(PdfOptions? options = null) => new(Fonts, options ?? Options);

    protected static byte[] Page(Action<PdfDocument> fill, PdfOptions? options = null)
    {
        var document = Document(options);
        fill(document);
        return document.Save();
    }

    protected string Write(byte[] pdf, string name = "notice.pdf")
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, pdf);
        return path;
    }

    /// <summary>What pdftotext reads, without the line ends it puts between lines.</summary>
    protected string TextOf(byte[] pdf, params string[] options) =>
        Tools.Run(Folder, "pdftotext", [.. options, Write(pdf), "-"]);

    protected string InfoOf(byte[] pdf, params string[] options) => Tools.Run(Folder, "pdfinfo", [.. options, Write(pdf)]);

    /// <summary>One page as grey pixels, 0 black.</summary>
    protected GreyImage Render(byte[] pdf, int dotsPerInch, int page = 1)
    {
        Tools.Run(Folder, "pdftoppm", "-gray", "-r", $"{dotsPerInch}", "-f", $"{page}", "-l", $"{page}", "-singlefile", Write(pdf), "page");
        return GreyImage.ReadPgm(File.ReadAllBytes(Path.Combine(Folder, "page.pgm")));
    }

    public void Dispose()
    {
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }
}

/// <summary>Grey pixels, 0 black to 255 white.</summary>
public sealed record GreyImage(int Width, int Height, byte[] Pixels)
{
    public byte this[int x, int y] => Pixels[y * Width + x];

    public static GreyImage ReadPgm(byte[] file)
    {
        // P5, width, height, 255, each followed by one white space.
        var (numbers, at) = (new List<int>(), 2);
        while (numbers.Count < 3)
        {
            while (char.IsWhiteSpace((char)file[at])) at++;
            var start = at;
            while (!char.IsWhiteSpace((char)file[at])) at++;
            numbers.Add(int.Parse(System.Text.Encoding.ASCII.GetString(file, start, at - start), System.Globalization.CultureInfo.InvariantCulture));
        }

        return new(numbers[0], numbers[1], file[(at + 1)..]);
    }
}
