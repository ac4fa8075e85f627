using System.Globalization;
using System.Text;

namespace ElectronicApplication.Feel.Temporal;

/// <summary>Temporal values in the spelling of XML Schema.</summary>
internal static class FeelTemporalText
{
    /// <summary>A temporal value of any kind; null when the text is none.</summary>
    public static FeelValue Read(string text) =>
        FeelTemporalReader.Date(text) is { } day ? FeelValue.OfDay(day)
        : FeelTemporalReader.DateTime(text) is { } dateTime ? FeelValue.Of(dateTime)
        : FeelTemporalReader.Time(text) is { } time ? FeelValue.Of(time)
        : FeelTemporalReader.Duration(text);

    public static string Date(long day)
    {
        var (year, month, dayOfMonth) = FeelCalendar.Date(day);
        return string.Create(CultureInfo.InvariantCulture, $"{(year < 0 ? "-" : "")}{Math.Abs(year):0000}-{month:00}-{dayOfMonth:00}");
    }

    public static string Days(decimal seconds)
    {
        if (seconds == 0)
            return "PT0S";
        var text = new StringBuilder(seconds < 0 ? "-P" : "P");
        seconds = Math.Abs(seconds);
        var days = decimal.Floor(seconds / 86_400);
        seconds -= days * 86_400;
        Part(text, days, 'D');
        if (seconds == 0)
            return text.ToString();
        text.Append('T');
        Part(text, decimal.Floor(seconds / 3600), 'H');
        Part(text, decimal.Floor(seconds / 60 % 60), 'M');
        Part(text, seconds % 60, 'S');
        return text.ToString();
    }

    public static string Months(decimal months)
    {
        if (months == 0)
            return "P0M";
        var text = new StringBuilder(months < 0 ? "-P" : "P");
        months = Math.Abs(months);
        Part(text, decimal.Floor(months / 12), 'Y');
        Part(text, months % 12, 'M');
        return text.ToString();
    }

    private static void Part(StringBuilder text, decimal amount, char unit)
    {
        if (amount != 0)
            text.Append(amount.ToString("0.#########", CultureInfo.InvariantCulture)).Append(unit);
    }
}
