using System.Globalization;

namespace ElectronicApplication.Feel.Temporal;

/// <summary>The zone of a time: an offset from UTC in seconds, or a name of the IANA data base with its changing offsets.</summary>
public sealed class FeelZone : IEquatable<FeelZone>
{
    private const int LongestOffset = 18 * 3600;

    private readonly TimeZoneInfo? _rules;
    private readonly int _offset;

    private FeelZone(int offset) => _offset = offset;

    private FeelZone(string name, TimeZoneInfo rules) => (Name, _rules) = (name, rules);

    public static readonly FeelZone Utc = new(0);

    /// <summary>The name, such as <c>Asia/Tokyo</c>; null for a plain offset.</summary>
    public string? Name { get; }

    /// <summary>Null when no clock on earth is so far from UTC.</summary>
    public static FeelZone? OfOffset(int seconds) =>
        seconds == 0 ? Utc : Math.Abs(seconds) <= LongestOffset ? new FeelZone(seconds) : null;

    /// <summary>Null when there is no such zone.</summary>
    public static FeelZone? OfName(string name)
    {
        // Only names of the data base itself: the platform would also take its own old names and file paths.
        foreach (var c in name)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('/' or '_' or '-' or '+'))
                return null;
        return name.Length is > 0 and < 64 && char.IsAsciiLetter(name[0]) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var rules)
            ? new FeelZone(name, rules)
            : null;
    }

    /// <summary>Seconds east of UTC that this zone's clocks show on a local day at a local time.</summary>
    internal int OffsetAt(long day, long nanoseconds)
    {
        if (_rules is null)
            return _offset;
        if (day < 1 || day >= DateOnly.MaxValue.DayNumber)
            return (int)_rules.BaseUtcOffset.TotalSeconds;
        return (int)_rules.GetUtcOffset(new DateTime(day * TimeSpan.TicksPerDay + nanoseconds / 100, DateTimeKind.Unspecified)).TotalSeconds;
    }

    /// <summary>The offset of a time that has no day: the zone's standard time.</summary>
    internal int StandardOffset => _rules is null ? _offset : (int)_rules.BaseUtcOffset.TotalSeconds;

    internal bool IsOffset => _rules is null;

    /// <summary>UTC is the same zone under each of its names; another zone is not the offset that it happens to have.</summary>
    public bool Equals(FeelZone? other) => other is not null && ((IsUtc && other.IsUtc) || (Name == other.Name && _offset == other._offset));

    private bool IsUtc => Name is null ? _offset == 0 : Name is "Etc/UTC" or "UTC" or "Etc/Zulu" or "Zulu";

    public override bool Equals(object? obj) => Equals(obj as FeelZone);

    public override int GetHashCode() => IsUtc ? 0 : HashCode.Combine(Name, _offset);

    /// <summary><c>Z</c>, <c>+09:00</c>, <c>+09:00:30</c> or <c>@Asia/Tokyo</c>: what stands behind a time.</summary>
    public override string ToString()
    {
        if (Name is not null)
            return "@" + Name;
        if (_offset == 0)
            return "Z";
        var (sign, seconds) = _offset < 0 ? ('-', -_offset) : ('+', _offset);
        var text = string.Create(CultureInfo.InvariantCulture, $"{sign}{seconds / 3600:00}:{seconds / 60 % 60:00}");
        return seconds % 60 == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}:{seconds % 60:00}");
    }
}
