using System.Globalization;
using System.Text.RegularExpressions;

namespace ElectronicApplication.Forms.Mapping.Conversions;

/// <summary>Numbers in the spelling of a target: 0 for a digit that is always there, # for one that may be missing, one point, commas between thousands. <c>00000</c>, <c>#,##0</c>, <c>0.00</c>.</summary>
internal static partial class NumberText
{
    public static bool IsFormat(string format) => Written().IsMatch(format);

    /// <summary>Null where the format is none.</summary>
    public static string? Format(decimal number, string format) => IsFormat(format) ? number.ToString(format, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"\A[#,]{0,20}0{1,20}(,000)?(\.[0#]{1,10})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
