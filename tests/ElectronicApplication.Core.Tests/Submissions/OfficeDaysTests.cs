using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Tests.Submissions;

/// <summary>Against the calendar that the Cabinet Office publishes (国民の祝日について).</summary>
public sealed class OfficeDaysTests
{
    [Theory]
    [InlineData(2024, "0101 0108 0211 0212 0223 0320 0429 0503 0504 0505 0506 0715 0811 0812 0916 0922 0923 1014 1103 1104 1123")]
    [InlineData(2025, "0101 0113 0211 0223 0224 0320 0429 0503 0504 0505 0506 0721 0811 0915 0923 1013 1103 1123 1124")]
    [InlineData(2026, "0101 0112 0211 0223 0320 0429 0503 0504 0505 0506 0720 0811 0921 0922 0923 1012 1103 1123")]
    public void The_holidays_of_a_year_are_those_of_the_law(int year, string days)
    {
        var found = Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(i => new DateOnly(year, 1, 1).AddDays(i)).Where(OfficeDays.IsHoliday).Select(d => $"{d:MMdd}");
        Assert.Equal(days.Split(' '), found);
    }

    [Theory]
    [InlineData("2026-04-01", 3, "2026-04-06")]
    [InlineData("2026-04-28", 1, "2026-04-30")]
    [InlineData("2026-05-01", 1, "2026-05-07")]
    [InlineData("2026-09-18", 1, "2026-09-24")]
    [InlineData("2026-12-28", 1, "2027-01-04")]
    [InlineData("2026-04-04", 0, "2026-04-04")]
    public void Office_days_are_counted_from_the_day_after(string from, int days, string to) => Assert.Equal(DateOnly.Parse(to), OfficeDays.After(DateOnly.Parse(from), days));
}
