using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using ElectronicApplication.Feel.Temporal;

namespace ElectronicApplication.Feel;

public enum FeelKind { Null, Boolean, Number, String, Date, List, Context, Range, Time, DateTime, DaysDuration, MonthsDuration, Function }

/// <summary>
/// A FEEL value in 24 bytes. Numbers, booleans, dates and durations live in the structure itself with a tag as reference,
/// so that comparing and calculating allocates nothing.
/// </summary>
public readonly struct FeelValue : IEquatable<FeelValue>
{
    private sealed class Tag(FeelKind kind)
    {
        public readonly FeelKind Kind = kind;
    }

    private static readonly Tag BooleanTag = new(FeelKind.Boolean);
    private static readonly Tag NumberTag = new(FeelKind.Number);
    private static readonly Tag DateTag = new(FeelKind.Date);
    private static readonly Tag SecondsTag = new(FeelKind.DaysDuration);
    private static readonly Tag MonthsTag = new(FeelKind.MonthsDuration);

    private readonly object? _reference;
    private readonly decimal _number;

    private FeelValue(object? reference, decimal number = 0)
    {
        _reference = reference;
        _number = number;
    }

    public static readonly FeelValue Null;
    public static readonly FeelValue True = new(BooleanTag, 1);
    public static readonly FeelValue False = new(BooleanTag, 0);

    public static FeelValue Of(bool value) => value ? True : False;

    public static FeelValue Of(bool? value) => value is { } known ? Of(known) : Null;

    public static FeelValue Of(decimal value) => new(NumberTag, value);

    public static FeelValue Of(string? value) => new(value);

    public static FeelValue Of(DateOnly value) => new(DateTag, value.DayNumber);

    /// <summary>A days and time duration.</summary>
    public static FeelValue Of(TimeSpan value) => new(SecondsTag, value.Ticks / (decimal)TimeSpan.TicksPerSecond);

    public static FeelValue Of(FeelTime? value) => new(value);

    public static FeelValue Of(FeelDateTime? value) => new(value);

    public static FeelValue Of(FeelList? value) => new(value);

    public static FeelValue Of(FeelContext? value) => new(value);

    public static FeelValue Of(FeelRange? value) => new(value);

    public static FeelValue Of(FeelFunctionValue? value) => new(value);

    /// <summary>A date of any year up to ±999,999,999, by its days since 0001-01-01; null beyond.</summary>
    public static FeelValue OfDay(long day) => day < FeelCalendar.FirstDay || day > FeelCalendar.LastDay ? Null : new(DateTag, day);

    /// <summary>A days and time duration, to the nanosecond.</summary>
    public static FeelValue OfSeconds(decimal seconds) => new(SecondsTag, seconds);

    /// <summary>A years and months duration of whole months.</summary>
    public static FeelValue OfMonths(decimal months) => new(MonthsTag, decimal.Truncate(months));

    public FeelKind Kind => _reference switch
    {
        null => FeelKind.Null,
        Tag tag => tag.Kind,
        string => FeelKind.String,
        FeelList => FeelKind.List,
        FeelContext => FeelKind.Context,
        FeelRange => FeelKind.Range,
        FeelTime => FeelKind.Time,
        FeelDateTime => FeelKind.DateTime,
        _ => FeelKind.Function,
    };

    public bool IsNull => _reference is null;

    /// <summary>True, and nothing else: null and other kinds are not true.</summary>
    public bool IsTrue => ReferenceEquals(_reference, BooleanTag) && _number != 0;

    /// <summary>False, and nothing else: null is not false.</summary>
    public bool IsFalse => ReferenceEquals(_reference, BooleanTag) && _number == 0;

    public bool IsNumber => ReferenceEquals(_reference, NumberTag);

    public bool TryNumber(out decimal number)
    {
        number = _number;
        return ReferenceEquals(_reference, NumberTag);
    }

    public bool TryBoolean(out bool boolean)
    {
        boolean = _number != 0;
        return ReferenceEquals(_reference, BooleanTag);
    }

    /// <summary>False also for a date outside the years 1 to 9999; <see cref="TryDay"/> knows them all.</summary>
    public bool TryDate(out DateOnly date)
    {
        if (ReferenceEquals(_reference, DateTag) && _number >= 0 && _number <= DateOnly.MaxValue.DayNumber)
        {
            date = DateOnly.FromDayNumber((int)_number);
            return true;
        }
        date = default;
        return false;
    }

    /// <summary>A date as days since 0001-01-01.</summary>
    public bool TryDay(out long day)
    {
        var isDate = ReferenceEquals(_reference, DateTag);
        day = isDate ? (long)_number : 0;
        return isDate;
    }

    /// <summary>The length of a days and time duration.</summary>
    public bool TrySeconds(out decimal seconds)
    {
        seconds = _number;
        return ReferenceEquals(_reference, SecondsTag);
    }

    /// <summary>The length of a years and months duration.</summary>
    public bool TryMonths(out decimal months)
    {
        months = _number;
        return ReferenceEquals(_reference, MonthsTag);
    }

    /// <summary>The string, or null when this is something else.</summary>
    public string? AsString => _reference as string;

    /// <summary>A list of one stands for its item (10.3.2.9.4).</summary>
    internal FeelValue Single => _reference is FeelList { Count: 1 } list ? list[0] : this;

    public FeelList? AsList => _reference as FeelList;

    public FeelContext? AsContext => _reference as FeelContext;

    public FeelRange? AsRange => _reference as FeelRange;

    public FeelTime? AsTime => _reference as FeelTime;

    public FeelDateTime? AsDateTime => _reference as FeelDateTime;

    public FeelFunctionValue? AsFunction => _reference as FeelFunctionValue;

    /// <summary>
    /// Order of two values of the same ordered kind; null when they cannot be compared. Strings go by code point, times with a zone
    /// by the world's clock; a time with a zone and one without cannot be compared. The value of a time is a number of seconds (10.3.2.3.4):
    /// parts of one do not count. A date stands for its midnight beside a date and time.
    /// </summary>
    public static int? Compare(in FeelValue left, in FeelValue right)
    {
        if (left._reference is Tag tag && ReferenceEquals(tag, right._reference) && tag.Kind != FeelKind.Boolean)
            return left._number.CompareTo(right._number);
        return (left._reference, right._reference) switch
        {
            (string a, string b) => CompareCodePoints(a, b),
            (FeelTime a, FeelTime b) => a.Zone is null == b.Zone is null ? a.UtcSeconds.CompareTo(b.UtcSeconds) : null,
            (FeelDateTime a, FeelDateTime b) => a.Zone is null == b.Zone is null ? a.InstantSeconds.CompareTo(b.InstantSeconds) : null,
            (FeelDateTime a, Tag { Kind: FeelKind.Date }) => ((decimal)a.InstantSeconds).CompareTo(right._number * 86_400),
            (Tag { Kind: FeelKind.Date }, FeelDateTime b) => (left._number * 86_400).CompareTo(b.InstantSeconds),
            _ => null,
        };
    }

    /// <summary>FEEL's equality: null equals only null, values of different kinds cannot be compared (null).</summary>
    public static bool? AreEqual(in FeelValue left, in FeelValue right)
    {
        var steps = FeelLimits.Steps;
        return AreEqual(left, right, ref steps);
    }

    /// <summary>
    /// Lists and contexts may share their parts, so that comparing them costs far more than holding them: each pair takes a step, and of
    /// texts each stretch. Pairs of scalars take none by themselves.
    /// </summary>
    internal static bool? AreEqual(in FeelValue left, in FeelValue right, ref int steps)
    {
        if (left._reference is null || right._reference is null)
            return ReferenceEquals(left._reference, right._reference);
        if (left._reference is Tag tag)
            return ReferenceEquals(tag, right._reference) ? left._number == right._number
                : right._reference is FeelDateTime && tag.Kind == FeelKind.Date ? Compare(left, right) == 0
                : null;
        if (left._reference is string text)
            return right._reference is not string other ? null
                : text.Length != other.Length ? false
                : (steps -= text.Length / FeelLimits.TextPerStep) < 0 ? null
                : text == other;
        if (--steps < 0 || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return null;
        return (left._reference, right._reference) switch
        {
            (FeelList a, FeelList b) => FeelList.AreEqual(a, b, ref steps),
            (FeelContext a, FeelContext b) => FeelContext.AreEqual(a, b, ref steps),
            (FeelRange a, FeelRange b) => FeelRange.AreEqual(a, b, ref steps),
            (FeelTime a, FeelTime b) => a.Zone is null == b.Zone is null && a.UtcSeconds == b.UtcSeconds,
            (FeelDateTime a, FeelDateTime b) => a.Zone is null == b.Zone is null && a.InstantSeconds == b.InstantSeconds,
            (FeelDateTime, Tag { Kind: FeelKind.Date }) => Compare(left, right) == 0,
            (FeelFunctionValue a, FeelFunctionValue b) => ReferenceEquals(a, b),
            _ => null,
        };
    }

    /// <summary>
    /// The equality of .NET, for sets and dictionaries: the same kind, and equal as FEEL has it. A date is therefore not equal to the date
    /// and time of its midnight, for which <see cref="AreEqual(in FeelValue, in FeelValue)"/> is true.
    /// </summary>
    public bool Equals(FeelValue other) =>
        Kind == other.Kind && ((_reference is not Tag && ReferenceEquals(_reference, other._reference)) || AreEqual(this, other) is true);

    public override bool Equals(object? obj) => obj is FeelValue other && Equals(other);

    public override int GetHashCode() => _reference switch
    {
        Tag => _number.GetHashCode(),
        string text => text.GetHashCode(),
        FeelList list => list.Count,
        FeelContext context => context.Shape.Count,
        FeelTime time => time.UtcSeconds.GetHashCode(),
        FeelDateTime moment => moment.InstantSeconds.GetHashCode(),
        null => 0,
        var other => RuntimeHelpers.GetHashCode(other.GetType()),
    };

    /// <summary>The value as the FEEL function <c>string</c> writes it; strings inside lists and contexts are quoted.</summary>
    public override string ToString() => Kind switch
    {
        FeelKind.Null => "null",
        FeelKind.Boolean => _number != 0 ? "true" : "false",
        FeelKind.Number => Text(_number),
        FeelKind.Date => FeelTemporalText.Date((long)_number),
        FeelKind.DaysDuration => FeelTemporalText.Days(_number),
        FeelKind.MonthsDuration => FeelTemporalText.Months(_number),
        FeelKind.List or FeelKind.Context or FeelKind.Range => Written(),
        _ => _reference!.ToString()!,
    };

    internal void Write(StringBuilder text)
    {
        switch (_reference)
        {
            case FeelList list: list.Write(text); break;
            case FeelContext context: context.Write(text); break;
            case FeelRange range: range.Write(text); break;
            default: text.Append(ToString()); break;
        }
    }

    private string Written()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    // decimal keeps trailing zeros (1.50); FEEL compares and shows numbers by value.
    private static string Text(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    private static int CompareCodePoints(string a, string b)
    {
        var same = a.AsSpan().CommonPrefixLength(b);
        if (same == a.Length || same == b.Length)
            return a.Length.CompareTo(b.Length);
        var (x, y) = (a[same], b[same]);
        // A surrogate stands for a code point above every other UTF-16 unit.
        var (highX, highY) = (char.IsSurrogate(x), char.IsSurrogate(y));
        return highX == highY ? x.CompareTo(y) : highX ? 1 : -1;
    }
}
