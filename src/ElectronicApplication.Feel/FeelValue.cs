using System.Globalization;
using System.Runtime.CompilerServices;

namespace ElectronicApplication.Feel;

public enum FeelKind { Null, Boolean, Number, String, Date, List, Context, Range }

/// <summary>
/// A FEEL value in 24 bytes. Numbers, booleans and dates live in the structure itself with a tag as reference,
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

    public static FeelValue Of(FeelList? value) => new(value);

    public static FeelValue Of(FeelContext? value) => new(value);

    public static FeelValue Of(FeelRange? value) => new(value);

    public FeelKind Kind => _reference switch
    {
        null => FeelKind.Null,
        Tag tag => tag.Kind,
        string => FeelKind.String,
        FeelList => FeelKind.List,
        FeelContext => FeelKind.Context,
        _ => FeelKind.Range,
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

    public bool TryDate(out DateOnly date)
    {
        if (ReferenceEquals(_reference, DateTag))
        {
            date = DateOnly.FromDayNumber((int)_number);
            return true;
        }
        date = default;
        return false;
    }

    /// <summary>The string, or null when this is something else.</summary>
    public string? AsString => _reference as string;

    public FeelList? AsList => _reference as FeelList;

    public FeelContext? AsContext => _reference as FeelContext;

    public FeelRange? AsRange => _reference as FeelRange;

    /// <summary>Order of two values of the same ordered kind; null when they cannot be compared. Strings go by code point.</summary>
    public static int? Compare(in FeelValue left, in FeelValue right)
    {
        if (left._reference is Tag tag && ReferenceEquals(tag, right._reference) && tag.Kind != FeelKind.Boolean)
            return left._number.CompareTo(right._number);
        if (left._reference is string a && right._reference is string b)
            return CompareCodePoints(a, b);
        return null;
    }

    /// <summary>FEEL's equality: null equals only null, values of different kinds cannot be compared (null).</summary>
    public static bool? AreEqual(in FeelValue left, in FeelValue right)
    {
        if (left._reference is null || right._reference is null)
            return ReferenceEquals(left._reference, right._reference);
        if (left._reference is Tag)
            return ReferenceEquals(left._reference, right._reference) ? left._number == right._number : null;
        return (left._reference, right._reference) switch
        {
            (string a, string b) => string.Equals(a, b),
            (FeelList a, FeelList b) => FeelList.AreEqual(a, b),
            (FeelContext a, FeelContext b) => FeelContext.AreEqual(a, b),
            (FeelRange a, FeelRange b) => FeelRange.AreEqual(a, b),
            _ => null,
        };
    }

    public bool Equals(FeelValue other) => AreEqual(this, other) is true;

    public override bool Equals(object? obj) => obj is FeelValue other && Equals(other);

    public override int GetHashCode() => _reference switch
    {
        Tag => _number.GetHashCode(),
        string text => text.GetHashCode(),
        FeelList list => list.Count,
        null => 0,
        var other => RuntimeHelpers.GetHashCode(other.GetType()),
    };

    /// <summary>The value as the FEEL function <c>string</c> writes it; strings inside lists and contexts are quoted.</summary>
    public override string ToString() => Kind switch
    {
        FeelKind.Null => "null",
        FeelKind.Boolean => _number != 0 ? "true" : "false",
        FeelKind.Number => Text(_number),
        FeelKind.Date => DateOnly.FromDayNumber((int)_number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => _reference!.ToString()!,
    };

    // decimal keeps trailing zeros (1.50); FEEL compares and shows numbers by value.
    private static string Text(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    private static int CompareCodePoints(string a, string b)
    {
        var length = Math.Min(a.Length, b.Length);
        for (var i = 0; i < length; i++)
        {
            var (x, y) = (a[i], b[i]);
            if (x == y)
                continue;
            // A surrogate stands for a code point above every other UTF-16 unit.
            var (highX, highY) = (char.IsSurrogate(x), char.IsSurrogate(y));
            return highX == highY ? x.CompareTo(y) : highX ? 1 : -1;
        }
        return a.Length.CompareTo(b.Length);
    }
}
