using System.Globalization;
using System.Text.RegularExpressions;
using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Worker.Dispatch;

/// <summary>
/// When a core system takes offers, by the clock of Japan. <c>Hours</c> are spans such as "Mon-Fri 08:30-17:15", "07:00-22:00" (every day) or
/// "Sat,Sun 00:00-24:00"; none means always. <c>Closed</c> are spans in which it takes nothing whatever else is said: a batch in the night
/// ("23:00-05:00", over midnight), or single days ("2026-12-31"). On holidays (国民の祝日, 年末年始) it is closed when <c>Holidays</c> says so.
/// </summary>
internal sealed partial class TargetHours
{
    private static readonly string[] Days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    private readonly IReadOnlyList<Span> _hours, _closed;
    private readonly bool _closedOnHolidays;

    private TargetHours(IReadOnlyList<Span> hours, IReadOnlyList<Span> closed, bool closedOnHolidays) => (_hours, _closed, _closedOnHolidays) = (hours, closed, closedOnHolidays);

    /// <returns>Null and what is wrong, or the hours.</returns>
    public static (TargetHours? Hours, string? Problem) Read(IEnumerable<string> hours, IEnumerable<string> closed, bool closedOnHolidays)
    {
        List<Span> open = [], shut = [];
        foreach (var (text, into, name) in hours.Select(t => (t, open, "Hours")).Concat(closed.Select(t => (t, shut, "Closed"))))
        {
            if (Span.Of(text) is not { } span)
                return (null, $"{name}: \"{text}\" is no span; write \"Mon-Fri 08:30-17:15\", \"23:00-05:00\" or \"2026-12-31\".");
            into.Add(span);
        }
        return (new(open, shut, closedOnHolidays), null);
    }

    public bool IsOpen(DateTimeOffset now)
    {
        var local = now.ToOffset(JapanTime.Offset).DateTime;
        if (_closedOnHolidays && (OfficeDays.IsHoliday(DateOnly.FromDateTime(local)) || local is { Month: 12, Day: >= 29 } or { Month: 1, Day: <= 3 }))
            return false;
        return (_hours.Count == 0 || _hours.Any(s => s.Holds(local))) && !_closed.Any(s => s.Holds(local));
    }

    [GeneratedRegex(@"^(?:(?<days>(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat)(?:[-,](?:Sun|Mon|Tue|Wed|Thu|Fri|Sat))*)(?: |$))?(?:(?<from>\d\d:\d\d)-(?<to>\d\d:\d\d))?$")]
    private static partial Regex Pattern();

    /// <param name="From">Minutes since midnight.</param>
    /// <param name="To">Up to 1440; not after <paramref name="From"/> when it goes on into the next day.</param>
    private sealed record Span(HashSet<DayOfWeek>? Week, DateOnly? Date, int From, int To)
    {
        public static Span? Of(string text)
        {
            text = text.Trim();
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                return new(null, date, 0, 1440);
            if (text.Length == 0 || Pattern().Match(text) is not { Success: true } match)
                return null;
            var week = match.Groups["days"] is { Success: true } days ? WeekOf(days.Value) : null;
            if (!match.Groups["from"].Success)
                return new(week, null, 0, 1440);
            var (from, to) = (Minutes(match.Groups["from"].Value), Minutes(match.Groups["to"].Value));
            return from is >= 0 and < 1440 && to is >= 0 and <= 1440 && from != to ? new(week, null, from, to) : null;
        }

        public bool Holds(DateTime local)
        {
            var minute = local.Hour * 60 + local.Minute;
            return From < To
                ? IsOn(local) && minute >= From && minute < To
                : IsOn(local) && minute >= From || IsOn(local.AddDays(-1)) && minute < To;
        }

        private bool IsOn(DateTime day) => Date is { } date ? DateOnly.FromDateTime(day) == date : Week is null || Week.Contains(day.DayOfWeek);

        private static int Minutes(string clock) => int.Parse(clock[..2], CultureInfo.InvariantCulture) is var hour and <= 24 && int.Parse(clock[3..], CultureInfo.InvariantCulture) is var minute and < 60
            ? hour * 60 + minute
            : -1;

        private static HashSet<DayOfWeek> WeekOf(string days)
        {
            HashSet<DayOfWeek> week = [];
            foreach (var part in days.Split(','))
            {
                var ends = part.Split('-').Select(d => Array.IndexOf(Days, d)).ToArray();
                for (var day = ends[0]; ; day = (day + 1) % 7)
                {
                    week.Add((DayOfWeek)day);
                    if (day == ends[^1])
                        break;
                }
            }
            return week;
        }
    }
}
