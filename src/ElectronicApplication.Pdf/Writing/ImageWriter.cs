namespace ElectronicApplication.Pdf.Writing;

/// <summary>Image XObjects (ISO 32000-2 8.9.5), opacity as a soft mask (11.6.5.2).</summary>
internal static class ImageWriter
{
    public static int Write(PdfObjects objects, PdfImage image)
    {
        var size = $"/Type/XObject/Subtype/Image/Width {image.Width}/Height {image.Height}/BitsPerComponent 8";
        var mask = image.Alpha is { } alpha ? $"/SMask {objects.Stream(size + "/ColorSpace/DeviceGray/Filter/FlateDecode", alpha.Span)} 0 R" : "";
        var space = image.Components switch { 1 => "DeviceGray", 3 => "DeviceRGB", _ => "DeviceCMYK" };
        var decode = image.Inverted ? "/Decode[1 0 1 0 1 0 1 0]" : "";
        return objects.Stream($"{size}/ColorSpace/{space}{decode}{mask}/Filter/{image.Filter}", image.Data.Span);
    }
}
