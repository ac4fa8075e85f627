namespace ElectronicApplication.Pdf;

/// <summary>Width and height of the paper in millimetres, between 20 and 2,000.</summary>
public sealed record PageFormat(double Width, double Height)
{
    public static PageFormat A4 { get; } = new(210, 297);

    public static PageFormat A5 { get; } = new(148, 210);

    /// <summary>はがき</summary>
    public static PageFormat Postcard { get; } = new(100, 148);

    /// <summary>The same paper, lying.</summary>
    public PageFormat Turned => new(Height, Width);
}

/// <summary>Distances from the edges of the paper, in millimetres.</summary>
public sealed record PdfMargins(double Top, double Right, double Bottom, double Left)
{
    public static PdfMargins All(double width) => new(width, width, width, width);
}

/// <summary>A rectangle in millimetres, measured from the upper left corner of the paper.</summary>
public sealed record PdfArea(double Left, double Top, double Width, double Height);
