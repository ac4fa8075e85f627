namespace ElectronicApplication.Pdf;

/// <summary>The upper left corner of something, in millimetres from that of the paper.</summary>
public sealed record PdfPlace(double Left, double Top);
