namespace ElectronicApplication.Pdf.Fonts;

/// <summary>A family of the catalogue: the upright face and, where there is one, the bold face. Files are parsed when first used.</summary>
internal sealed class FontFamily(string name, Lazy<TrueTypeFont> regular, Lazy<TrueTypeFont>? bold)
{
    public string Name => name;

    public TrueTypeFont Regular => regular.Value;

    /// <summary>The face for the weight, and whether its strokes must be thickened because the family has no bold face.</summary>
    public (TrueTypeFont Font, bool Thicken) Face(bool heavy) =>
        !heavy ? (regular.Value, false) : bold is null ? (regular.Value, true) : (bold.Value, false);
}
