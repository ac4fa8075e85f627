namespace ElectronicApplication.Feel.Temporal;

/// <summary>Reads temporal values from the spelling of XML Schema and, for zones, of FEEL (<c>@Asia/Tokyo</c>). Anything else is null.</summary>
internal ref struct FeelTemporalReader(string text)
{
    private const int LongestText = 100;

    private readonly ReadOnlySpan<char> _text = text;
    private int _at;

    private readonly bool AtEnd => _at == _text.Length;

    public static long? Date(string text)
    {
        var reader = new FeelTemporalReader(text);
        return text.Length <= LongestText && reader.Date() is { } day && reader.AtEnd ? day : null;
    }

    public static FeelTime? Time(string text)
    {
        var reader = new FeelTemporalReader(text);
        return text.Length <= LongestText && reader.Clock() is { } nanoseconds && reader.Zone(out var zone) ? new FeelTime(nanoseconds % FeelTime.PerDay, zone) : null;
    }

    /// <summary>Also a bare date, which stands for its midnight.</summary>
    public static FeelDateTime? DateTime(string text)
    {
        var reader = new FeelTemporalReader(text);
        if (text.Length > LongestText || reader.Date() is not { } day)
            return null;
        if (reader.AtEnd)
            return new FeelDateTime(day, 0, null);
        return reader.Accept('T') && reader.Clock() is { } nanoseconds && reader.Zone(out var zone) && (nanoseconds < FeelTime.PerDay || day < FeelCalendar.LastDay)
            ? new FeelDateTime(day + nanoseconds / FeelTime.PerDay, nanoseconds % FeelTime.PerDay, zone)
            : null;
    }

    /// <summary>A duration of either kind; null for both parts at once, which FEEL does not know.</summary>
    public static FeelValue Duration(string text)
    {
        var reader = new FeelTemporalReader(text);
        return text.Length <= LongestText ? reader.Duration() : FeelValue.Null;
    }

    public static FeelZone? Offset(string text)
    {
        var reader = new FeelTemporalReader(text);
        return text.Length > 0 && reader.Zone(out var zone) ? zone : null;
    }

    private long? Date()
    {
        var negative = Accept('-');
        // Four digits, or up to nine without a leading zero.
        var start = _at;
        if (Digits(4, 9) is not { } year || (_at - start > 4 && _text[start] == '0') || !Accept('-')
            || Digits(2, 2) is not { } month || !Accept('-') || Digits(2, 2) is not { } day)
            return null;
        year = negative ? -year : year;
        return FeelCalendar.Exists(year, month, day) ? FeelCalendar.Day(year, (int)month, (int)day) : null;
    }

    private long? Clock()
    {
        if (Digits(2, 2) is not { } hour || !Accept(':') || Digits(2, 2) is not { } minute || !Accept(':') || Digits(2, 2) is not { } second
            || hour > 24 || minute > 59 || second > 59)
            return null;
        var nanoseconds = ((hour * 60 + minute) * 60 + second) * FeelTime.PerSecond;
        if (Accept('.'))
            nanoseconds = Fraction() is { } fraction ? nanoseconds + fraction : long.MaxValue;
        // 24:00:00 is the end of the day (XML Schema part 2, 3.3.7), nothing lies behind it.
        return nanoseconds <= FeelTime.PerDay ? nanoseconds : null;
    }

    /// <summary>Digits behind the point, as nanoseconds; finer ones are cut off.</summary>
    private long? Fraction()
    {
        var start = _at;
        var (value, unit) = (0L, FeelTime.PerSecond / 10);
        for (; !AtEnd && char.IsAsciiDigit(_text[_at]); _at++, unit /= 10)
            value += (_text[_at] - '0') * unit;
        return _at > start ? value : null;
    }

    /// <summary>The rest of the text must be a zone or nothing.</summary>
    private bool Zone(out FeelZone? zone)
    {
        zone = null;
        if (AtEnd)
            return true;
        if (Accept('Z') || Accept('z'))
        {
            zone = FeelZone.Utc;
            return AtEnd;
        }
        if (Accept('@'))
            return (zone = FeelZone.OfName(_text[_at..].ToString())) is not null;
        var negative = Accept('-');
        if (!negative && !Accept('+'))
            return false;
        if (Digits(2, 2) is not { } hours || !Accept(':') || Digits(2, 2) is not { } minutes || minutes > 59)
            return false;
        var seconds = 0L;
        if (Accept(':'))
        {
            if (Digits(2, 2) is not { } written || written > 59)
                return false;
            seconds = written;
        }
        seconds += (hours * 60 + minutes) * 60;
        return AtEnd && (zone = FeelZone.OfOffset((int)(negative ? -seconds : seconds))) is not null;
    }

    private FeelValue Duration()
    {
        var sign = Accept('-') ? -1 : 1;
        if (!Accept('P') || AtEnd)
            return FeelValue.Null;
        var (months, seconds) = (0m, 0m);
        var (hasMonths, hasDays) = (Unit('Y', 12, ref months), false);
        hasMonths |= Unit('M', 1, ref months);
        hasDays |= Unit('D', 86_400, ref seconds);
        if (Accept('T'))
        {
            var hasTime = Unit('H', 3600, ref seconds);
            hasTime |= Unit('M', 60, ref seconds);
            hasTime |= Unit('S', 1, ref seconds);
            if (!hasTime)
                return FeelValue.Null;
            hasDays = true;
        }
        if (!AtEnd || hasMonths == hasDays)
            return FeelValue.Null;
        return hasMonths ? FeelValue.OfMonths(sign * months) : FeelValue.OfSeconds(sign * seconds);
    }

    /// <summary>A number with its unit, if one stands here; only seconds may have a fraction.</summary>
    private bool Unit(char unit, int worth, ref decimal total)
    {
        var start = _at;
        if (Digits(1, 18) is { } amount)
        {
            var fraction = 0L;
            // "PT1.S" stands in the standard's own tests.
            if (unit == 'S' && Accept('.'))
                fraction = Fraction() ?? 0;
            if (Accept(unit))
            {
                total += amount * (decimal)worth + fraction / (decimal)FeelTime.PerSecond;
                return true;
            }
        }
        _at = start;
        return false;
    }

    private long? Digits(int least, int most)
    {
        var (start, value) = (_at, 0L);
        for (; !AtEnd && _at - start < most && char.IsAsciiDigit(_text[_at]); _at++)
            value = value * 10 + (_text[_at] - '0');
        return _at - start >= least ? value : null;
    }

    private bool Accept(char c)
    {
        if (AtEnd || _text[_at] != c)
            return false;
        _at++;
        return true;
    }
}
