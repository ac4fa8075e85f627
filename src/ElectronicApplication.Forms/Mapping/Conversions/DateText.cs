using System.Globalization;
using System.Text;

namespace ElectronicApplication.Forms.Mapping.Conversions;

/// <summary>
/// Days in the spelling of a target. yyyy MM M dd d as everywhere; of the era gg = 令和, g = R, c = 5 (明治 1, 大正 2, 昭和 3, 平成 4, 令和 5), ee = 08, e = 8,
/// E = 8 with 元 for the first year. Everything else stands for itself: <c>gge年M月d日</c>, <c>gee.MM.dd</c>, <c>ceeMMdd</c>.
/// </summary>
internal static class DateText
{
    private static readonly string[] Tokens = ["yyyy", "gg", "ee", "MM", "dd", "g", "c", "e", "E", "M", "d"];

    /// <summary>Null for a day before 1873-01-01 where the era is asked for.</summary>
    public static string? Format(DateOnly date, string format)
    {
        var (text, era) = (new StringBuilder(), JapaneseCalendar.YearOf(date));
        for (var i = 0; i < format.Length;)
        {
            var token = Array.Find(Tokens, token => format.AsSpan(i).StartsWith(token, StringComparison.Ordinal));
            if (token is not null && "gceE".Contains(token[0], StringComparison.Ordinal) && era is null)
                return null;
            text.Append(token switch
            {
                "yyyy" => Digits(date.Year, "0000"),
                "MM" => Digits(date.Month, "00"),
                "dd" => Digits(date.Day, "00"),
                "M" => Digits(date.Month, "0"),
                "d" => Digits(date.Day, "0"),
                "gg" => era!.Value.Name,
                "g" => era!.Value.Letter.ToString(),
                "c" => Digits(era!.Value.Number, "0"),
                "ee" => Digits(era!.Value.Year, "00"),
                "e" => Digits(era!.Value.Year, "0"),
                "E" => era!.Value.Year == 1 ? "元" : Digits(era.Value.Year, "0"),
                _ => format[i].ToString(),
            });
            i += token?.Length ?? 1;
        }
        return text.ToString();
    }

    /// <summary>A day as the data of a mapping holds it: 2026-04-01, also with a time behind it.</summary>
    public static DateOnly? Read(string text) =>
        DateOnly.TryParseExact(text.Length > 10 && text[10] == 'T' ? text[..10] : text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static string Digits(int number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
