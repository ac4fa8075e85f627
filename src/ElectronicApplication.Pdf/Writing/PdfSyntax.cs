using System.Globalization;
using System.Text;

namespace ElectronicApplication.Pdf.Writing;

/// <summary>Values as PDF spells them.</summary>
internal static class PdfSyntax
{
    /// <summary>A text string (ISO 32000-2 7.9.2.2), in hexadecimal UTF-16 with byte order mark: no character needs an escape.</summary>
    public static string Text(string value) => "<FEFF" + Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(value)) + ">";

    /// <summary>7.9.4, with the offset from UTC.</summary>
    public static string Date(DateTimeOffset value)
    {
        var offset = value.Offset;
        var zone = offset == TimeSpan.Zero ? "Z" : (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString("hh\\'mm", CultureInfo.InvariantCulture);
        return $"(D:{value.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}{zone})";
    }

    public static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
