using System.Globalization;
using ElectronicApplication.Forms;
using JapaneseCalendar = ElectronicApplication.Forms.JapaneseCalendar;

namespace ElectronicApplication.Web;

/// <summary>Dates as Japanese pages write them: the Gregorian date with the era's year beside it, times in Asia/Tokyo.</summary>
public static class JapaneseDates
{
    private static readonly TimeZoneInfo Tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");

    /// <summary>令和8年; the first year of an era is 元年; null before the Gregorian calendar came to Japan.</summary>
    public static string? EraYear(DateOnly date)
    {
        if (JapaneseCalendar.EraOf(date) is not { } era)
            return null;
        var year = date.Year - JapaneseCalendar.Days(era).First.Year + 1;
        return $"{JapaneseCalendar.Name(era)}{(year == 1 ? "元" : year)}年";
    }

    /// <summary>2026年11月21日（令和8年）</summary>
    public static string Long(DateOnly date) => EraYear(date) is { } era ? $"{Short(date)}（{era}）" : Short(date);

    /// <summary>2026年11月21日</summary>
    public static string Short(DateOnly date) => $"{date.Year}年{date.Month}月{date.Day}日";

    /// <summary>令和8年11月21日, as certificates and official letters write it.</summary>
    public static string Era(DateOnly date) => EraYear(date) is { } era ? $"{era}{date.Month}月{date.Day}日" : Short(date);

    /// <summary>2026年11月21日 14時05分, for a moment stored in UTC.</summary>
    public static string Moment(DateTime utc) => InTokyo(utc) is var at ? $"{Short(DateOnly.FromDateTime(at))} {at.Hour}時{at.Minute:00}分" : "";

    /// <summary>21 November 2026</summary>
    public static string English(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>21 November 2026, 14:05, on a clock in Japan.</summary>
    public static string MomentInEnglish(DateTime utc) => InTokyo(utc).ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>11/21 14:05, for lists.</summary>
    public static string Brief(DateTime utc) => InTokyo(utc).ToString("M/d HH:mm", CultureInfo.InvariantCulture);

    /// <summary>For the <c>datetime</c> attribute: 2026-11-21T05:05:00Z.</summary>
    public static string Machine(DateTime utc) => DateTime.SpecifyKind(utc, DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static DateOnly Day(DateTime utc) => DateOnly.FromDateTime(InTokyo(utc));

    /// <summary>The date of an answer; null for text that is not one.</summary>
    public static DateOnly? Parse(string? iso) =>
        DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static DateTime InTokyo(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Tokyo);
}
