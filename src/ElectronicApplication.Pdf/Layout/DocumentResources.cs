using ElectronicApplication.Pdf.Fonts;

namespace ElectronicApplication.Pdf.Layout;

/// <summary>The fonts and images of one document, named in the order they are first used.</summary>
internal sealed class DocumentResources
{
    private readonly Dictionary<TrueTypeFont, DocumentFont> fonts = [];
    private readonly Dictionary<PdfImage, string> images = [];

    public IReadOnlyCollection<DocumentFont> Fonts => fonts.Values;

    public IReadOnlyDictionary<PdfImage, string> Images => images;

    public DocumentFont Font(TrueTypeFont font)
    {
        if (!fonts.TryGetValue(font, out var used)) fonts[font] = used = new(font, fonts.Count + 1);
        return used;
    }

    public string Image(PdfImage image)
    {
        if (!images.TryGetValue(image, out var name)) images[image] = name = "I" + (images.Count + 1);
        return name;
    }
}
