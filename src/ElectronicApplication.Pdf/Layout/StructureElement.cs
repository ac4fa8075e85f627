namespace ElectronicApplication.Pdf.Layout;

/// <summary>An element of the structure tree (ISO 32000-2 14.7.2): what a reader hears, in the order it hears it.</summary>
internal sealed class StructureElement(string type, StructureElement? parent)
{
    public string Type => type;

    public StructureElement? Parent => parent;

    /// <summary>Elements, and marked content as page index and number on the page.</summary>
    public List<(StructureElement? Element, int Page, int Mark)> Kids { get; } = [];

    /// <summary>For figures (14.9.3).</summary>
    public string? Alternative { get; init; }

    /// <summary>Attribute dictionary in PDF syntax, or null.</summary>
    public string? Attributes { get; init; }

    public StructureElement Add(string type, string? attributes = null, string? alternative = null)
    {
        var child = new StructureElement(type, this) { Attributes = attributes, Alternative = alternative };
        Kids.Add((child, 0, 0));
        return child;
    }
}
