using System.Globalization;

namespace ElectronicApplication.Core.Kernel;

/// <summary>Cells of lists that people open in a spreadsheet (RFC 4180).</summary>
public static class Csv
{
    /// <summary>Quoted where needed; what a spreadsheet would take for a formula begins with an apostrophe.</summary>
    public static string Cell(string text)
    {
        if (text.Length > 0 && (text[0] is '=' or '+' or '@' or '\t' or '\r' || text[0] == '-' && !decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)))
            text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
