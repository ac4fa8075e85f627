using System.Globalization;

namespace ElectronicApplication.Feel.Functions;

internal static class DateFunctions
{
    /// <summary><c>date("2026-04-01")</c>, <c>date(a date)</c> or <c>date(year, month, day)</c>; null when there is no such day.</summary>
    public static FeelValue Date(FeelFrame frame, ReadOnlySpan<FeelValue> arguments)
    {
        if (arguments.Length == 1)
        {
            if (arguments[0].TryDate(out _))
                return arguments[0];
            return DateOnly.TryParseExact(arguments[0].AsString, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed)
                ? FeelValue.Of(parsed)
                : FeelValue.Null;
        }
        if (arguments.Length != 3
            || !arguments[0].TryNumber(out var year) || !arguments[1].TryNumber(out var month) || !arguments[2].TryNumber(out var day)
            || year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth((int)year, (int)month)
            || decimal.Truncate(year) != year || decimal.Truncate(month) != month || decimal.Truncate(day) != day)
            return FeelValue.Null;
        return FeelValue.Of(new DateOnly((int)year, (int)month, (int)day));
    }
}
