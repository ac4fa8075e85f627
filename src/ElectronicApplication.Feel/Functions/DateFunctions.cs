using ElectronicApplication.Feel.Temporal;

namespace ElectronicApplication.Feel.Functions;

/// <summary>Making and asking dates, times and durations (tables 73 and 79).</summary>
internal static class DateFunctions
{
    private static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    /// <summary><c>date("2026-04-01")</c>, the date of a date and time, or <c>date(year, month, day)</c>; null when there is no such day.</summary>
    public static FeelValue Date(FeelFrame frame, ReadOnlySpan<FeelValue> arguments)
    {
        if (arguments.Length == 1)
        {
            var from = arguments[0].Single;
            if (from.AsString is { } text)
                return FeelTemporalReader.Date(text) is { } day ? FeelValue.OfDay(day) : FeelValue.Null;
            return Day(from) is { } known ? FeelValue.OfDay(known) : FeelValue.Null;
        }
        return Day(arguments) is { } made ? FeelValue.OfDay(made) : FeelValue.Null;
    }

    /// <summary><c>time("09:30:00")</c>, the time of a date and time, or <c>time(hour, minute, second, offset)</c>.</summary>
    public static FeelValue Time(FeelFrame frame, ReadOnlySpan<FeelValue> arguments)
    {
        if (arguments.Length == 1)
        {
            var from = arguments[0].Single;
            return from.AsString is { } text ? FeelValue.Of(FeelTemporalReader.Time(text))
                : from.AsTime is not null ? from
                : from.AsDateTime is { } moment ? FeelValue.Of(new FeelTime(moment.Nanoseconds, moment.Zone))
                : from.Kind == FeelKind.Date ? FeelValue.Of(new FeelTime(0, FeelZone.Utc))
                : FeelValue.Null;
        }
        if (Clock(arguments) is not { } nanoseconds)
            return FeelValue.Null;
        if (arguments.Length < 4 || arguments[3].IsNull)
            return FeelValue.Of(new FeelTime(nanoseconds, null));
        return Offset(arguments[3]) is { } zone ? FeelValue.Of(new FeelTime(nanoseconds, zone)) : FeelValue.Null;
    }

    /// <summary><c>date and time("2026-04-01T09:30:00")</c>, from a date and a time, or from its parts with an offset or the name of a zone.</summary>
    public static FeelValue DateAndTime(FeelFrame frame, ReadOnlySpan<FeelValue> arguments)
    {
        switch (arguments.Length)
        {
            case 1:
                var from = arguments[0].Single;
                return from.AsString is { } text ? FeelValue.Of(FeelTemporalReader.DateTime(text))
                    : from.AsDateTime is not null ? from
                    : from.TryDay(out var midnight) ? FeelValue.Of(new FeelDateTime(midnight, 0, null))
                    : FeelValue.Null;
            case 2:
                return Day(arguments[0].Single) is { } date && arguments[1].Single.AsTime is { } time
                    ? FeelValue.Of(new FeelDateTime(date, time.Nanoseconds, time.Zone))
                    : FeelValue.Null;
        }
        if (Day(arguments[..3]) is not { } day || Clock(arguments[3..]) is not { } nanoseconds)
            return FeelValue.Null;
        if (arguments.Length == 6 || arguments[6].IsNull)
            return FeelValue.Of(new FeelDateTime(day, nanoseconds, null));
        var zone = arguments[6].AsString is { } name ? FeelZone.OfName(name) ?? FeelTemporalReader.Offset(name) : Offset(arguments[6]);
        return zone is null ? FeelValue.Null : FeelValue.Of(new FeelDateTime(day, nanoseconds, zone));
    }

    public static FeelValue Duration(FeelFrame frame, in FeelValue from)
    {
        var value = from.Single;
        return value.AsString is { } text ? FeelTemporalReader.Duration(text)
            : value.Kind is FeelKind.DaysDuration or FeelKind.MonthsDuration ? value
            : FeelValue.Null;
    }

    /// <summary>Whole months between two days; a month that is only begun does not count.</summary>
    public static FeelValue MonthsBetween(FeelFrame frame, in FeelValue from, in FeelValue to)
    {
        if (Day(from) is not { } first || Day(to) is not { } last)
            return FeelValue.Null;
        var (start, end) = (FeelCalendar.Date(first), FeelCalendar.Date(last));
        var months = (end.Year - start.Year) * 12 + end.Month - start.Month;
        if (months > 0 && end.Day < start.Day)
            months--;
        else if (months < 0 && end.Day > start.Day)
            months++;
        return FeelValue.OfMonths(months);
    }

    public static FeelValue DayOfYear(FeelFrame frame, in FeelValue date) =>
        Day(date) is { } day ? FeelValue.Of((decimal)FeelCalendar.DayOfYear(day)) : FeelValue.Null;

    public static FeelValue DayOfWeek(FeelFrame frame, in FeelValue date) =>
        Day(date) is { } day ? FeelValue.Of(Days[FeelCalendar.DayOfWeek(day) - 1]) : FeelValue.Null;

    public static FeelValue MonthOfYear(FeelFrame frame, in FeelValue date) =>
        Day(date) is { } day ? FeelValue.Of(Months[FeelCalendar.Date(day).Month - 1]) : FeelValue.Null;

    public static FeelValue WeekOfYear(FeelFrame frame, in FeelValue date) =>
        Day(date) is { } day ? FeelValue.Of((decimal)FeelCalendar.WeekOfYear(day)) : FeelValue.Null;

    public static FeelValue Now(FeelFrame frame, ReadOnlySpan<FeelValue> arguments)
    {
        var now = frame.Time.GetLocalNow();
        return FeelValue.Of(new FeelDateTime(DateOnly.FromDateTime(now.DateTime).DayNumber, now.TimeOfDay.Ticks * 100, FeelZone.OfOffset((int)now.Offset.TotalSeconds)));
    }

    public static FeelValue Today(FeelFrame frame, ReadOnlySpan<FeelValue> arguments) => FeelValue.Of(DateOnly.FromDateTime(frame.Time.GetLocalNow().DateTime));

    private static long? Day(in FeelValue value) => value.TryDay(out var day) ? day : value.AsDateTime?.Day;

    private static long? Day(ReadOnlySpan<FeelValue> parts) =>
        Whole(parts[0]) is { } year && Whole(parts[1]) is { } month && Whole(parts[2]) is { } day && FeelCalendar.Exists(year, month, day)
            ? FeelCalendar.Day(year, (int)month, (int)day)
            : null;

    private static long? Clock(ReadOnlySpan<FeelValue> parts) =>
        Whole(parts[0]) is >= 0 and < 24 and var hour && Whole(parts[1]) is >= 0 and < 60 and var minute
        && parts[2].TryNumber(out var second) && second is >= 0 and < 60
            ? (hour * 60 + minute) * 60 * FeelTime.PerSecond + (long)(second * FeelTime.PerSecond)
            : null;

    private static FeelZone? Offset(in FeelValue value) =>
        value.TrySeconds(out var seconds) && Math.Abs(seconds) < 86_400 ? FeelZone.OfOffset((int)seconds) : null;

    private static long? Whole(in FeelValue value) =>
        value.TryNumber(out var number) && decimal.Truncate(number) == number && Math.Abs(number) < 10_000_000_000 ? (long)number : null;
}
