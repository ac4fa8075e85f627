using System.Collections.Concurrent;
using ElectronicApplication.Pdf.Fonts;

namespace ElectronicApplication.Pdf;

/// <summary>
/// The fonts of some directories, by family name. Directories are read once, when first asked; parsed fonts are kept and shared by all
/// documents. Thread-safe; one instance serves the process.
/// </summary>
public sealed class FontCatalog
{
    private const string SystemFonts = "/usr/share/fonts";
    private const int MostFiles = 20_000;

    private readonly Lazy<(IReadOnlyList<FaceEntry> Faces, IReadOnlyDictionary<string, string> Unusable)> index;
    private readonly ConcurrentDictionary<(string Path, int Face), Lazy<TrueTypeFont>> fonts = new();

    /// <param name="directories">Searched with what is below them; none means <c>/usr/share/fonts</c>. Those that do not exist are passed over.</param>
    public FontCatalog(params string[] directories) =>
        index = new(() => Index(directories.Length == 0 ? [SystemFonts] : directories));

    /// <summary>Files that hold no usable font, each with the reason: for the operator who wonders why a font is not found.</summary>
    public IReadOnlyDictionary<string, string> Unusable => index.Value.Unusable;

    /// <summary>A chain of families: the first that has a character draws it. A family may be named in any language that the font names it in.</summary>
    /// <exception cref="PdfInputException"><see cref="PdfInputProblem.Font"/>: a family is missing or cannot be used; the message says which and why.</exception>
    public FontSet Chain(params string[] families)
    {
        if (families.Length == 0) throw new ArgumentException("A chain needs at least one family.", nameof(families));
        return new([.. families.Select(Find)]);
    }

    private FontFamily Find(string family)
    {
        var faces = index.Value.Faces.Where(f => f.Names.Families.Contains(family) && !f.Names.Slanted).ToList();
        var usable = faces.Where(f => f.Unusable is null).ToList();
        if ((usable.Find(f => !f.Names.Bold) ?? usable.FirstOrDefault()) is not { } regular)
            throw new PdfInputException(PdfInputProblem.Font, $"Font family '{family}': {faces.FirstOrDefault()?.Unusable ?? "not found."}");

        var bold = usable.Find(f => f.Names.Bold);
        return new(family, Parsed(regular), bold is null ? null : Parsed(bold));
    }

    private Lazy<TrueTypeFont> Parsed(FaceEntry face) => fonts.GetOrAdd((face.Path, face.Number), key => new(() =>
    {
        using var stream = File.OpenRead(key.Path);
        return new TrueTypeFont(FontFile.Faces(stream)[key.Face]);
    }));

    private static (IReadOnlyList<FaceEntry>, IReadOnlyDictionary<string, string>) Index(string[] directories)
    {
        var faces = new List<FaceEntry>();
        var unusable = new Dictionary<string, string>();
        var everything = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 8 };
        // In a fixed order: which of two files of one family is used must not depend on the disk.
        var files = directories.Where(Directory.Exists).SelectMany(d => Directory.EnumerateFiles(d, "*", everything).Take(MostFiles).Order(StringComparer.Ordinal));
        foreach (var path in files.Where(f => Path.GetExtension(f).ToUpperInvariant() is ".TTF" or ".TTC" or ".OTF" or ".OTC"))
        {
            try
            {
                using var stream = File.OpenRead(path);
                var number = 0;
                foreach (var file in FontFile.Faces(stream))
                {
                    var entry = new FaceEntry(path, number++, FontNames.Read(file), file.Unusable());
                    faces.Add(entry);
                    if (entry.Unusable is not null) unusable[path] = entry.Unusable;
                }
            }
            catch (Exception e) when (e is PdfInputException or IOException or UnauthorizedAccessException)
            {
                unusable[path] = e.Message;
            }
        }

        return (faces, unusable);
    }

    private sealed record FaceEntry(string Path, int Number, FontNames Names, string? Unusable);
}
