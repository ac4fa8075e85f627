using System.Globalization;

namespace ElectronicApplication.Feel.Temporal;

/// <summary>A time of day to the nanosecond, with or without a zone (10.3.2.3.4).</summary>
/// <param name="Nanoseconds">Since midnight of the clock, 0 to 86,399,999,999,999.</param>
public sealed record FeelTime(long Nanoseconds, FeelZone? Zone)
{
    internal const long PerSecond = 1_000_000_000;
    internal const long PerDay = 86_400 * PerSecond;

    public int Hour => (int)(Nanoseconds / (3600 * PerSecond));

    public int Minute => (int)(Nanoseconds / (60 * PerSecond) % 60);

    public int Second => (int)(Nanoseconds / PerSecond % 60);

    /// <summary>Nanoseconds since midnight in UTC, which may lie on the day before or after; as on the clock without a zone.</summary>
    internal long UtcNanoseconds => Nanoseconds - (Zone?.StandardOffset ?? 0) * PerSecond;

    /// <summary>What times are compared by: fractions of a second are kept and shown, but tell no two times apart.</summary>
    internal long UtcSeconds => Nanoseconds / PerSecond - (Zone?.StandardOffset ?? 0);

    public override string ToString() => Text(Nanoseconds) + Zone;

    internal static string Text(long nanoseconds)
    {
        var seconds = nanoseconds / PerSecond;
        var text = string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");
        var fraction = nanoseconds % PerSecond;
        return fraction == 0 ? text : text + "." + fraction.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0');
    }
}

/// <summary>A day with a time of day, with or without a zone (10.3.2.3.5).</summary>
/// <param name="Day">Days since 0001-01-01, which is 0.</param>
/// <param name="Nanoseconds">Since midnight of the clock.</param>
public sealed record FeelDateTime(long Day, long Nanoseconds, FeelZone? Zone)
{
    /// <summary>Seconds since 0001-01-01T00:00:00 in UTC; as on the clock without a zone.</summary>
    internal decimal Instant => Day * 86_400m + Nanoseconds / (decimal)FeelTime.PerSecond - (Zone?.OffsetAt(Day, Nanoseconds) ?? 0);

    /// <summary>What moments are compared by, as <see cref="FeelTime.UtcSeconds"/>.</summary>
    internal long InstantSeconds => Day * 86_400 + Nanoseconds / FeelTime.PerSecond - (Zone?.OffsetAt(Day, Nanoseconds) ?? 0);

    /// <summary>Null beyond the years that FEEL knows.</summary>
    internal FeelDateTime? Add(decimal seconds)
    {
        // With a zone the duration passes on the world's clock, and the local one follows its rules.
        var offset = Zone?.OffsetAt(Day, Nanoseconds) ?? 0;
        var moved = FromSeconds(Day * 86_400m + Nanoseconds / (decimal)FeelTime.PerSecond + seconds, Zone);
        if (moved is null || Zone is null || Zone.IsOffset)
            return moved;
        var change = Zone.OffsetAt(moved.Day, moved.Nanoseconds) - offset;
        return change == 0 ? moved : FromSeconds(moved.Day * 86_400m + moved.Nanoseconds / (decimal)FeelTime.PerSecond + change, Zone);
    }

    internal FeelDateTime? AddMonths(decimal months) => FeelCalendar.AddMonths(Day, months) is { } day ? this with { Day = day } : null;

    internal static FeelDateTime? FromSeconds(decimal seconds, FeelZone? zone)
    {
        var day = decimal.Floor(seconds / 86_400);
        return day < FeelCalendar.FirstDay || day > FeelCalendar.LastDay
            ? null
            : new FeelDateTime((long)day, (long)((seconds - day * 86_400) * FeelTime.PerSecond), zone);
    }

    public override string ToString() => FeelTemporalText.Date(Day) + "T" + FeelTime.Text(Nanoseconds) + Zone;
}
