using ElectronicApplication.Pdf.Images;

namespace ElectronicApplication.Pdf;

/// <summary>An image, read once and used in any number of documents. Immutable.</summary>
public sealed class PdfImage
{
    private const int LargestFile = 20 * 1024 * 1024;
    private const int MostPixels = 25_000_000;

    internal PdfImage(int width, int height, int components, string filter, ReadOnlyMemory<byte> data)
    {
        (Width, Height, Components, Filter, Data) = (width, height, components, filter, data);
    }

    /// <summary>In pixels.</summary>
    public int Width { get; }

    /// <summary>In pixels.</summary>
    public int Height { get; }

    /// <summary>1 grey, 3 RGB, 4 CMYK; 8 bits each.</summary>
    internal int Components { get; }

    /// <summary><c>FlateDecode</c> or <c>DCTDecode</c>.</summary>
    internal string Filter { get; }

    internal ReadOnlyMemory<byte> Data { get; }

    /// <summary>Opacity, one byte a pixel, deflated; null where everything is opaque.</summary>
    internal ReadOnlyMemory<byte>? Alpha { get; init; }

    /// <summary>Adobe writes CMYK upside down into JPEG.</summary>
    internal bool Inverted { get; init; }

    /// <summary>
    /// Reads a PNG (every kind, opacity and interlace included) or a JPEG (baseline or progressive, grey, RGB or CMYK). A photograph that a
    /// camera marked as turned is not turned back.
    /// </summary>
    /// <exception cref="PdfInputException"><see cref="PdfInputProblem.Image"/>: neither, broken, over 20 MB, or said to be over 25 megapixels.</exception>
    public static PdfImage Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length > LargestFile) throw Bad("The image file is larger than 20 MB.");
        if (file.Span.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])) return PngReader.Read(file);
        if (file.Span.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return JpegReader.Read(file);
        throw Bad("The image is neither PNG nor JPEG.");
    }

    /// <summary>Asked before anything is decoded: a few bytes may claim to be a gigapixel.</summary>
    internal static void CheckSize(long width, long height)
    {
        if (width is < 1 or > 65_500 || height is < 1 or > 65_500 || width * height > MostPixels) throw Bad($"The image says it has {width} x {height} pixels; 25 million are the limit.");
    }

    internal static PdfInputException Bad(string message) => new(PdfInputProblem.Image, message);
}
