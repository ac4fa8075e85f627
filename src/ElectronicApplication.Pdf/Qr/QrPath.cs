using System.Globalization;
using System.Text;

namespace ElectronicApplication.Pdf.Qr;

/// <summary>A QR code for a page: the <c>d</c> of one SVG path, in modules.</summary>
/// <param name="Side">Width and height of the view box, with the quiet zone of four modules around (ISO/IEC 18004, 5.3.8).</param>
public sealed record QrPath(string D, int Side)
{
    private const int QuietZone = 4;

    /// <exception cref="PdfInputException">Over 213 bytes of UTF-8.</exception>
    public static QrPath Of(string text)
    {
        var code = QrCode.Of(text);
        var path = new StringBuilder();
        foreach (var (column, row, length) in code.Bars())
            path.Append(CultureInfo.InvariantCulture, $"M{column + QuietZone} {row + QuietZone}h{length}v1h-{length}z");
        return new(path.ToString(), code.Size + 2 * QuietZone);
    }
}
