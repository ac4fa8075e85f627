using System.Globalization;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Staff.Designer;

/// <summary>Moments of a definition as an author types them: date and time in Japan, stored with their offset.</summary>
internal static class TypedMoment
{
    /// <summary>2026-04-01T09:00, as the browser's control has it; what is no moment stays as it is.</summary>
    public static string Shown(JsonNode? stored) =>
        stored?.ToString() is not { } text ? "" : Moment(text) is { } moment ? moment.ToOffset(JapanTime.Offset).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) : text;

    /// <summary>2026-04-01T09:00:00+09:00; null when it is no date with a time.</summary>
    public static string? Read(string typed) =>
        DateTime.TryParseExact(PropertyPost.Narrow(typed).Replace('/', '-'), ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-M-d H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? new DateTimeOffset(time, JapanTime.Offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture) : null;

    public static DateTimeOffset? Moment(string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment) ? moment : null;
}
