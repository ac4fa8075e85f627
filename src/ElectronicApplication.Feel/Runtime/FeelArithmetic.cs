using ElectronicApplication.Feel.Functions;
using ElectronicApplication.Feel.Temporal;

namespace ElectronicApplication.Feel.Runtime;

/// <summary>Calculating with numbers, strings, dates, times and durations (10.3.2.7). What has no result, or one out of range, is null.</summary>
internal static class FeelArithmetic
{
    private const decimal SecondsPerDay = 86_400;

    public static FeelValue Add(FeelFrame frame, in FeelValue left, in FeelValue right)
    {
        if (left.TryNumber(out var a) && right.TryNumber(out var b))
            return Try(decimal.Add, a, b);
        if (left.AsString is { } text && right.AsString is { } more)
            return StringFunctions.Bounded(frame, text, more);
        if (left.TrySeconds(out a))
            return right.TrySeconds(out b) ? Seconds(Try(decimal.Add, a, b)) : Shift(right, left, 1);
        if (left.TryMonths(out a))
            return right.TryMonths(out b) ? Months(Try(decimal.Add, a, b)) : Shift(right, left, 1);
        return Shift(left, right, 1);
    }

    public static FeelValue Subtract(in FeelValue left, in FeelValue right)
    {
        if (left.TryNumber(out var a) && right.TryNumber(out var b))
            return Try(decimal.Subtract, a, b);
        if (left.TrySeconds(out a) && right.TrySeconds(out b))
            return Seconds(Try(decimal.Subtract, a, b));
        if (left.TryMonths(out a) && right.TryMonths(out b))
            return Months(Try(decimal.Subtract, a, b));
        if (left.AsTime is { } time && right.AsTime is { } other)
            return time.Zone is null == other.Zone is null
                ? FeelValue.OfSeconds((time.UtcNanoseconds - other.UtcNanoseconds) / (decimal)FeelTime.PerSecond)
                : FeelValue.Null;
        if (Moment(left) is { } moment && Moment(right) is { } earlier)
            return moment.Zone is null == earlier.Zone is null ? FeelValue.OfSeconds(moment.Instant - earlier.Instant) : FeelValue.Null;
        return Shift(left, right, -1);
    }

    public static FeelValue Multiply(in FeelValue left, in FeelValue right)
    {
        if (right.TryNumber(out var b))
        {
            if (left.TryNumber(out var a))
                return Try(decimal.Multiply, a, b);
            if (left.TrySeconds(out a))
                return Seconds(Try(decimal.Multiply, a, b));
            if (left.TryMonths(out a))
                return Months(Try(decimal.Multiply, a, b));
            return FeelValue.Null;
        }
        return left.IsNumber && !right.IsNull ? Multiply(right, left) : FeelValue.Null;
    }

    public static FeelValue Divide(in FeelValue left, in FeelValue right)
    {
        if (right.TryNumber(out var b))
        {
            // Division by nothing is common in forms, and an exception is dear.
            if (b == 0)
                return FeelValue.Null;
            if (left.TryNumber(out var a))
                return Try(decimal.Divide, a, b);
            if (left.TrySeconds(out a))
                return Seconds(Try(decimal.Divide, a, b));
            if (left.TryMonths(out a))
                return Months(Try(decimal.Divide, a, b));
            return FeelValue.Null;
        }
        if (left.TrySeconds(out var seconds) && right.TrySeconds(out b))
            return Try(decimal.Divide, seconds, b);
        return left.TryMonths(out var months) && right.TryMonths(out b) ? Try(decimal.Divide, months, b) : FeelValue.Null;
    }

    public static FeelValue Power(in FeelValue left, in FeelValue right) =>
        left.TryNumber(out var a) && right.TryNumber(out var b) ? Try(FeelNumbers.Power, a, b) : FeelValue.Null;

    public static FeelValue Negate(in FeelValue value) =>
        value.TryNumber(out var number) ? FeelValue.Of(-number)
        : value.TrySeconds(out var seconds) ? FeelValue.OfSeconds(-seconds)
        : value.TryMonths(out var months) ? FeelValue.OfMonths(-months)
        : FeelValue.Null;

    /// <summary>A number, or null where decimal arithmetic has none.</summary>
    public static FeelValue Try(Func<decimal, decimal, decimal> operation, decimal a, decimal b)
    {
        try
        {
            return FeelValue.Of(operation(a, b));
        }
        catch (ArithmeticException)
        {
            return FeelValue.Null;
        }
    }

    /// <summary>A date or time moved by a duration.</summary>
    private static FeelValue Shift(in FeelValue from, in FeelValue by, int sign)
    {
        if (by.TryMonths(out var months))
        {
            if (Math.Abs(months) > 24m * FeelCalendar.LastYear)
                return FeelValue.Null;
            if (from.TryDay(out var day))
                return FeelCalendar.AddMonths(day, sign * months) is { } moved ? FeelValue.OfDay(moved) : FeelValue.Null;
            return FeelValue.Of(from.AsDateTime?.AddMonths(sign * months));
        }
        if (!by.TrySeconds(out var seconds) || Math.Abs(seconds) > 1_000m * FeelCalendar.LastYear * SecondsPerDay)
            return FeelValue.Null;
        seconds *= sign;
        // The hours of the duration count from midnight, and the date keeps only the day that they lead to.
        if (from.TryDay(out var start))
            return FeelValue.OfDay((long)decimal.Floor((start * SecondsPerDay + seconds) / SecondsPerDay));
        if (from.AsTime is not { } time)
            return FeelValue.Of(from.AsDateTime?.Add(seconds));
        var nanoseconds = (decimal.Remainder(seconds, SecondsPerDay) * FeelTime.PerSecond + time.Nanoseconds + FeelTime.PerDay) % FeelTime.PerDay;
        return FeelValue.Of(time with { Nanoseconds = (long)nanoseconds });
    }

    /// <summary>In a difference a date is its midnight in UTC, so that a moment without a zone has no distance from it.</summary>
    private static FeelDateTime? Moment(in FeelValue value) =>
        value.AsDateTime ?? (value.TryDay(out var day) ? new FeelDateTime(day, 0, FeelZone.Utc) : null);

    private static FeelValue Seconds(in FeelValue number) =>
        number.TryNumber(out var seconds) ? FeelValue.OfSeconds(decimal.Round(seconds, 9, MidpointRounding.ToZero)) : FeelValue.Null;

    private static FeelValue Months(in FeelValue number) => number.TryNumber(out var months) ? FeelValue.OfMonths(months) : FeelValue.Null;
}
