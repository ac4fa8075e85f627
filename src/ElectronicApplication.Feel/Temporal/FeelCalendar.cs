namespace ElectronicApplication.Feel.Temporal;

/// <summary>
/// The proleptic Gregorian calendar of XML Schema over all years that FEEL knows (10.3.2.3.5: ±999,999,999),
/// which <see cref="DateOnly"/> does not reach. Day 0 is 0001-01-01, as in <see cref="DateOnly.DayNumber"/>.
/// </summary>
internal static class FeelCalendar
{
    public const long LastYear = 999_999_999;
    private const long DaysPerEra = 146_097;
    private static readonly int[] DaysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

    public static readonly long FirstDay = Day(-LastYear, 1, 1);
    public static readonly long LastDay = Day(LastYear, 12, 31);

    public static bool IsLeap(long year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    public static int DaysInMonth(long year, int month) =>
        DaysBefore[month] - DaysBefore[month - 1] + (month == 2 && IsLeap(year) ? 1 : 0);

    public static bool Exists(long year, long month, long day) =>
        year is >= -LastYear and <= LastYear && month is >= 1 and <= 12 && day >= 1 && day <= DaysInMonth(year, (int)month);

    public static long Day(long year, int month, int day)
    {
        var before = year - 1;
        return before * 365 + Floor(before, 4) - Floor(before, 100) + Floor(before, 400)
            + DaysBefore[month - 1] + (month > 2 && IsLeap(year) ? 1 : 0) + day - 1;
    }

    public static (long Year, int Month, int Day) Date(long day)
    {
        // Guess the year from its mean length within the 400-year era; the guess is at most one too high.
        var era = Floor(day, DaysPerEra);
        var rest = day - era * DaysPerEra;
        var year = era * 400 + Math.Min(rest / 365, 399) + 1;
        if (Day(year, 1, 1) > day)
            year--;
        var dayOfYear = (int)(day - Day(year, 1, 1));
        var leap = IsLeap(year) ? 1 : 0;
        var month = 1;
        while (dayOfYear >= DaysBefore[month] + (month >= 2 ? leap : 0))
            month++;
        return (year, month, dayOfYear - DaysBefore[month - 1] - (month > 2 ? leap : 0) + 1);
    }

    /// <summary>Monday is 1 and Sunday 7, as in ISO 8601.</summary>
    public static int DayOfWeek(long day) => (int)(day - Floor(day, 7) * 7) + 1;

    public static int DayOfYear(long day) => (int)(day - Day(Date(day).Year, 1, 1)) + 1;

    /// <summary>ISO 8601: week 1 is the one with the first Thursday.</summary>
    public static int WeekOfYear(long day)
    {
        var thursday = day + 4 - DayOfWeek(day);
        return (DayOfYear(thursday) - 1) / 7 + 1;
    }

    /// <summary>The same day some months on; the last of the month where that day does not exist. Null beyond the known years.</summary>
    public static long? AddMonths(long day, decimal months)
    {
        var (year, month, dayOfMonth) = Date(day);
        var total = year * 12m + month - 1 + months;
        var newYear = decimal.Floor(total / 12);
        if (Math.Abs(newYear) > LastYear)
            return null;
        var newMonth = (int)(total - newYear * 12) + 1;
        return Day((long)newYear, newMonth, Math.Min(dayOfMonth, DaysInMonth((long)newYear, newMonth)));
    }

    private static long Floor(long value, long divisor) => value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor);
}
