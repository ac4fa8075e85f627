namespace ElectronicApplication.Core.Kernel;

/// <summary>
/// 開庁日: Monday to Friday without the national holidays (国民の祝日に関する法律, as it stands since 2022) and without the turn of the year from 29 December to
/// 3 January, which municipalities close by ordinance (地方自治法 4 条の 2).
/// </summary>
public static class OfficeDays
{
    public static bool IsOpen(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && day is not ({ Month: 12, Day: >= 29 } or { Month: 1, Day: <= 3 }) && !IsHoliday(day);

    /// <summary>銀行営業日 (銀行法施行令 5 条): Monday to Friday without the national holidays and without 31 December to 3 January.</summary>
    public static bool IsBankDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && day is not ({ Month: 12, Day: 31 } or { Month: 1, Day: <= 3 }) && !IsHoliday(day);

    /// <summary>The last of so many office days after a day: the first day does not count (民法 140 条).</summary>
    public static DateOnly After(DateOnly day, int officeDays)
    {
        while (officeDays > 0)
        {
            day = day.AddDays(1);
            if (IsOpen(day))
                officeDays--;
        }
        return day;
    }

    /// <summary>Article 2; a Monday or later day in place of one that fell on a Sunday (article 3, paragraph 2); a day between two holidays (paragraph 3).</summary>
    public static bool IsHoliday(DateOnly day)
    {
        if (IsNamed(day))
            return true;
        if (day.DayOfWeek == DayOfWeek.Sunday)
            return false;
        for (var before = day.AddDays(-1); IsNamed(before); before = before.AddDays(-1))
            if (before.DayOfWeek == DayOfWeek.Sunday)
                return true;
        return IsNamed(day.AddDays(-1)) && IsNamed(day.AddDays(1));
    }

    private static bool IsNamed(DateOnly day) => (day.Month, day.Day) switch
    {
        (1, 1) or (2, 11) or (2, 23) or (4, 29) or (5, 3 or 4 or 5) or (8, 11) or (11, 3) or (11, 23) => true,
        (1, var d) => IsMonday(day, d, 2),
        (3, var d) => d == Equinox(day.Year, 20.8431),
        (7, var d) => IsMonday(day, d, 3),
        (9, var d) => IsMonday(day, d, 3) || d == Equinox(day.Year, 23.2488),
        (10, var d) => IsMonday(day, d, 2),
        _ => false,
    };

    private static bool IsMonday(DateOnly day, int d, int nth) => day.DayOfWeek == DayOfWeek.Monday && (d - 1) / 7 + 1 == nth;

    /// <summary>Day of the month of 春分 or 秋分 by the astronomical formula that holds from 1980 to 2099; the government announces the date in the February before.</summary>
    private static int Equinox(int year, double first) => (int)(first + 0.242194 * (year - 1980)) - (year - 1980) / 4;
}
