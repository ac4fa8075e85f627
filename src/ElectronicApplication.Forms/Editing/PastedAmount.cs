using System.Globalization;
using System.Text.RegularExpressions;
using ElectronicApplication.Feel;

namespace ElectronicApplication.Forms.Editing;

/// <summary>Numbers, days and times as people write them in a spreadsheet.</summary>
internal static partial class PastedAmount
{
    /// <summary>One width of letters, no space around: １，０００円　→ 1,000円.</summary>
    public static string Narrow(string text) => string.Concat(text.Trim().Select(c => c switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        '　' => ' ',
        '〜' => '~',
        '−' => '-',
        _ => c,
    })).Trim();

    /// <summary>1,000円, 30cm, 1億2,000万円, 3.5; null for anything else.</summary>
    public static decimal? Number(string text)
    {
        if (text.Length > 40 || Written().Match(text.Replace(" ", "", StringComparison.Ordinal)) is not { Success: true } match)
            return null;
        var total = 0m;
        foreach (Match part in Part().Matches(match.Groups["amount"].Value))
        {
            if (!decimal.TryParse(part.Groups["digits"].Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var digits) || digits > 1e15m)
                return null;
            total += digits * part.Groups["scale"].Value switch { "億" => 100_000_000m, "万" => 10_000m, "千" => 1_000m, _ => 1m };
        }
        return match.Groups["sign"].Value == "-" ? -total : total;
    }

    /// <summary>A literal of FEEL; null when the text is none of this type.</summary>
    /// <param name="type"><c>number</c>, <c>date</c>, <c>time</c>; null when it is not known.</param>
    public static string? Literal(string text, string? type) => type switch
    {
        "number" => Number(text) is { } number ? Shown(number) : null,
        "date" => Date(text),
        "time" => TimeOnly.TryParseExact(text, ["H:mm", "H:mm:ss", "H時m分", "H時"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? $"time({FeelQuote.Text(time.ToString("HH:mm:ss", CultureInfo.InvariantCulture))})" : null,
        null => Number(text) is { } number ? Shown(number) : Date(text),
        _ => null,
    };

    public static string Shown(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    private static string? Date(string text) => JapaneseCalendar.Read(text, out var date, out _)
        ? $"date({FeelQuote.Text(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))})" : null;

    // Behind the amount its unit: letters, or words that are not part of 以上, 未満 and the like.
    [GeneratedRegex(@"\A(?<sign>[-+])?[¥\\]?(?<amount>(?:[0-9][0-9,]*(?:\.[0-9]+)?[億万千]?)+)(?:[A-Za-z%㎝㎜㎞㎏㎡㎥℃]{1,4}|(?:か|ヶ|ヵ|カ)?[\u4E00-\u9FFF-[以未超満上下]]{1,3}|ページ|メートル|センチ|グラム|リットル)?\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Written();

    [GeneratedRegex(@"(?<digits>[0-9][0-9,]*(?:\.[0-9]+)?)(?<scale>[億万千])?", RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
