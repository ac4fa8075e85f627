namespace ElectronicApplication.Pdf;

public enum TextAlign
{
    Start,
    Centre,
    End,

    /// <summary>Both ends: 両端揃え.</summary>
    Justify,
}

/// <summary>How a text is set. What is null follows the document.</summary>
public sealed record TextStyle
{
    public static TextStyle Plain { get; } = new();

    /// <summary>In points.</summary>
    public double? Size { get; init; }

    public bool Bold { get; init; }

    public TextAlign Align { get; init; }

    /// <summary>From baseline to baseline, in font sizes.</summary>
    public double? LineHeight { get; init; }

    /// <summary>Empty space before the text, in millimetres; left out at the top of a page.</summary>
    public double SpaceBefore { get; init; }

    /// <summary>In millimetres.</summary>
    public double SpaceAfter { get; init; } = 1.5;

    /// <summary>From the left margin, in millimetres.</summary>
    public double Indent { get; init; }

    /// <summary>Of the first line, in characters (字下げ).</summary>
    public double FirstLine { get; init; }

    /// <summary>A seal over the end of the text, as over a mayor's name.</summary>
    public PdfSeal? Seal { get; init; }
}

/// <param name="Size">Width in millimetres.</param>
/// <param name="Alternative">What it is, for those who do not see it; null where the text says so already.</param>
public sealed record PdfSeal(PdfImage Image, double Size, string? Alternative = null);
