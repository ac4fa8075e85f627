using System.Globalization;
using System.Text.RegularExpressions;

namespace ElectronicApplication.Forms;

/// <summary>
/// 和暦, for input and output only; dates are stored as Gregorian ISO 8601 (GIF DS-441). The eras begin and end on the days that the
/// cabinet orders name; days before 1873-01-01 (明治6年), when Japan took the Gregorian calendar, are not understood.
/// </summary>
public static partial class JapaneseCalendar
{
    private static readonly (JapaneseEra Era, string Name, char Letter, DateOnly First, DateOnly Last)[] Eras =
    [
        (JapaneseEra.Meiji, "明治", 'M', new(1868, 1, 25), new(1912, 7, 30)),
        (JapaneseEra.Taisho, "大正", 'T', new(1912, 7, 30), new(1926, 12, 25)),
        (JapaneseEra.Showa, "昭和", 'S', new(1926, 12, 25), new(1989, 1, 7)),
        (JapaneseEra.Heisei, "平成", 'H', new(1989, 1, 8), new(2019, 4, 30)),
        (JapaneseEra.Reiwa, "令和", 'R', new(2019, 5, 1), DateOnly.MaxValue),
    ];

    private static readonly DateOnly FirstGregorian = new(1873, 1, 1);

    /// <summary>First and last day of an era. The last day of Meiji and of Taisho is also the first of the next era.</summary>
    public static (DateOnly First, DateOnly Last) Days(JapaneseEra era) => (Eras[(int)era].First, Eras[(int)era].Last);

    public static string Name(JapaneseEra era) => Eras[(int)era].Name;

    /// <summary>The era of a day, the younger one where two meet; null before 1873.</summary>
    public static JapaneseEra? EraOf(DateOnly date)
    {
        if (date < FirstGregorian)
            return null;
        for (var i = Eras.Length - 1; ; i--)
            if (date >= Eras[i].First)
                return Eras[i].Era;
    }

    /// <summary>The year of a day within its era, with the era's name (令和), letter (R) and number (明治 1 … 令和 5, as older systems store it); null before 1873.</summary>
    public static (string Name, char Letter, int Number, int Year)? YearOf(DateOnly date) =>
        EraOf(date) is { } era ? (Eras[(int)era].Name, Eras[(int)era].Letter, (int)era + 1, date.Year - Eras[(int)era].First.Year + 1) : null;

    /// <summary>令和8年4月1日; 令和元年 for the first year. Before 1873 the Gregorian date.</summary>
    public static string Format(DateOnly date)
    {
        if (EraOf(date) is not { } era)
            return string.Create(CultureInfo.InvariantCulture, $"{date.Year}年{date.Month}月{date.Day}日");
        var year = date.Year - Eras[(int)era].First.Year + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{Eras[(int)era].Name}{(year == 1 ? "元" : year)}年{date.Month}月{date.Day}日");
    }

    /// <summary>A day as it is written in Japan, also short as clerks key it: 令和8年4月1日, 令8.4.1, R8.4.1, r080401, 2026/4/1, 20260401. Null for what is none.</summary>
    public static DateOnly? Parse(string text)
    {
        if (text.Length > 40)
            return null;
        var narrow = Narrow(text);
        if (Packed().Match(narrow) is { Success: true } packed)
            narrow = $"{packed.Groups["era"].Value}{packed.Groups["year"].Value}-{packed.Groups["month"].Value}-{packed.Groups["day"].Value}";
        return Read(narrow, out var date, out _) ? date : null;
    }

    /// <summary>
    /// Reads 令和8年4月1日, 令和元年5月1日, R8.4.1, S64/1/7, 2026年4月1日, 2026/4/1 with digits of either width.
    /// </summary>
    /// <param name="beyond">The same day in the calendar that was in force, when the era written had ended or not begun: 平成2年1月1日 for 昭和65年1月1日.</param>
    internal static bool Read(string text, out DateOnly date, out string? beyond)
    {
        (date, beyond) = (default, null);
        if (text.Length > 40 || Written().Match(Narrow(text)) is not { Success: true } match)
            return false;
        var eraText = match.Groups["era"].Value is var written and not "西暦" ? written : "";
        var yearText = match.Groups["year"].Value;
        var year = yearText == "元" ? 1 : int.Parse(yearText, CultureInfo.InvariantCulture);
        var index = Array.FindIndex(Eras, candidate => candidate.Name == eraText || (eraText.Length == 1 && (candidate.Letter == char.ToUpperInvariant(eraText[0]) || candidate.Name[0] == eraText[0])));
        if (eraText.Length > 0 && index < 0 || index < 0 && yearText.Length != 4)
            return false;
        var gregorian = index < 0 ? year : Eras[index].First.Year + year - 1;
        var (month, day) = (int.Parse(match.Groups["month"].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups["day"].Value, CultureInfo.InvariantCulture));
        if (year == 0 || gregorian is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(gregorian, month))
            return false;
        date = new DateOnly(gregorian, month, day);
        if (index < 0)
            return true;
        if (date >= Eras[index].First && date <= Eras[index].Last && date >= FirstGregorian)
            return true;
        beyond = date >= FirstGregorian ? Format(date) : null;
        return false;
    }

    private static string Narrow(string text) => string.Concat(text.Where(c => c is not (' ' or '　')).Select(c => c switch
    {
        >= '０' and <= '９' or >= 'Ａ' and <= 'Ｚ' or >= 'ａ' and <= 'ｚ' => (char)(c - 0xFEE0),
        '．' => '.',
        '／' => '/',
        'ー' or '－' or '−' or '‐' => '-',
        _ => c,
    }));

    [GeneratedRegex(@"\A(?<era>明治?|大正?|昭和?|平成?|令和?|西暦|[MTSHRmtshr])?(?<year>元|[0-9]{1,4})(?:年|[./-])(?<month>[0-9]{1,2})(?:月|[./-])(?<day>[0-9]{1,2})日?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Written();

    /// <summary>Without marks between: two digits each after an era, four for the year of the Gregorian calendar.</summary>
    [GeneratedRegex(@"\A(?:(?<era>[明大昭平令MTSHRmtshr])(?<year>[0-9]{2})|(?<year>[0-9]{4}))(?<month>[0-9]{2})(?<day>[0-9]{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Packed();
}
