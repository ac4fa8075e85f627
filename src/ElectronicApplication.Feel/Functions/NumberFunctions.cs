using System.Globalization;

namespace ElectronicApplication.Feel.Functions;

/// <summary>Functions on numbers (table 77) and the reading of numbers from text.</summary>
internal static class NumberFunctions
{
    private const int LeastScale = -6111, MostScale = 6176;

    public static FeelValue Abs(FeelFrame frame, in FeelValue value)
    {
        var single = value.Single;
        return single.TryNumber(out var n) ? FeelValue.Of(Math.Abs(n))
            : single.TrySeconds(out var seconds) ? FeelValue.OfSeconds(Math.Abs(seconds))
            : single.TryMonths(out var months) ? FeelValue.OfMonths(Math.Abs(months))
            : FeelValue.Null;
    }

    public static FeelValue Floor(FeelFrame frame, ReadOnlySpan<FeelValue> arguments) => Round(arguments, decimal.Floor);

    public static FeelValue Ceiling(FeelFrame frame, ReadOnlySpan<FeelValue> arguments) => Round(arguments, decimal.Ceiling);

    /// <summary>Half to even, as DMN defines <c>decimal</c>.</summary>
    public static FeelValue Decimal(FeelFrame frame, in FeelValue value, in FeelValue scale) => Round(value, scale, n => decimal.Round(n, MidpointRounding.ToEven));

    /// <summary>Away from zero.</summary>
    public static FeelValue RoundUp(FeelFrame frame, in FeelValue value, in FeelValue scale) => Round(value, scale, n => n < 0 ? decimal.Floor(n) : decimal.Ceiling(n));

    /// <summary>Towards zero.</summary>
    public static FeelValue RoundDown(FeelFrame frame, in FeelValue value, in FeelValue scale) => Round(value, scale, decimal.Truncate);

    public static FeelValue RoundHalfUp(FeelFrame frame, in FeelValue value, in FeelValue scale) =>
        Round(value, scale, n => decimal.Round(n, MidpointRounding.AwayFromZero));

    public static FeelValue RoundHalfDown(FeelFrame frame, in FeelValue value, in FeelValue scale) =>
        Round(value, scale, n => Math.Abs(n - decimal.Truncate(n)) == 0.5m ? decimal.Truncate(n) : decimal.Round(n));

    /// <summary>The result has the sign of the divisor: <c>modulo(-12, 5) = 3</c>.</summary>
    public static FeelValue Modulo(FeelFrame frame, in FeelValue dividend, in FeelValue divisor)
    {
        if (!dividend.TryNumber(out var a) || !divisor.TryNumber(out var b) || b == 0)
            return FeelValue.Null;
        var rest = a % b;
        return FeelValue.Of(rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest);
    }

    public static FeelValue Root(FeelFrame frame, in FeelValue value) =>
        value.TryNumber(out var n) && n >= 0 ? FeelValue.Of(FeelNumbers.Root(n)) : FeelValue.Null;

    public static FeelValue Logarithm(FeelFrame frame, in FeelValue value) =>
        value.TryNumber(out var n) && n > 0 ? FeelValue.Of(FeelNumbers.Logarithm(n)) : FeelValue.Null;

    public static FeelValue Exponential(FeelFrame frame, in FeelValue value) =>
        value.TryNumber(out var n) ? FeelValue.Of(FeelNumbers.Exponential(n)) : FeelValue.Null;

    public static FeelValue IsOdd(FeelFrame frame, in FeelValue value) => value.TryNumber(out var n) ? FeelValue.Of(Math.Abs(n % 2) == 1) : FeelValue.Null;

    public static FeelValue IsEven(FeelFrame frame, in FeelValue value) => value.TryNumber(out var n) ? FeelValue.Of(n % 2 == 0) : FeelValue.Null;

    /// <summary>Grouping may be a space, a comma or a point, the decimal sign a comma or a point, and not the same.</summary>
    public static FeelValue Parse(FeelFrame frame, ReadOnlySpan<FeelValue> arguments)
    {
        if (arguments[0].AsString is not { Length: <= 64 } text || !Separator(arguments, 1, out var grouping) || !Separator(arguments, 2, out var point))
            return FeelValue.Null;
        if (grouping is not (null or " " or "," or ".") || point is not (null or "," or ".") || (grouping is not null && grouping == (point ?? ".") && (point is not null || text.Contains('.'))))
            return FeelValue.Null;
        if (grouping is not null)
            text = text.Replace(grouping, "");
        if (point is ",")
            text = text.Contains('.') ? "" : text.Replace(',', '.');
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            ? FeelValue.Of(number)
            : FeelValue.Null;
    }

    private static bool Separator(ReadOnlySpan<FeelValue> arguments, int index, out string? separator)
    {
        separator = arguments.Length > index ? arguments[index].AsString : null;
        return arguments.Length <= index || arguments[index].IsNull || separator is not null;
    }

    private static FeelValue Round(ReadOnlySpan<FeelValue> arguments, Func<decimal, decimal> round) =>
        arguments.Length > 1 ? Round(arguments[0], arguments[1], round)
        : arguments[0].TryNumber(out var n) ? FeelValue.Of(round(n))
        : FeelValue.Null;

    /// <summary>Rounds at a place behind the point, or before it when the scale is negative. Scales go as far as those of the standard's numbers.</summary>
    private static FeelValue Round(in FeelValue value, in FeelValue scale, Func<decimal, decimal> round)
    {
        if (!value.TryNumber(out var n) || !scale.TryNumber(out var wide) || wide is < LeastScale or > MostScale)
            return FeelValue.Null;
        var places = (int)decimal.Truncate(wide);
        if (places >= n.Scale)
            return value;
        if (places == 0)
            return FeelValue.Of(round(n));
        var factor = PowerOfTen(Math.Abs(places));
        return FeelValue.Of(places > 0 ? decimal.Truncate(n) + round((n - decimal.Truncate(n)) * factor) / factor : round(n / factor) * factor);
    }

    private static decimal PowerOfTen(int exponent)
    {
        var power = 1m;
        // Ten to the 29th is beyond decimal and gives null, as does everything wider.
        for (var i = 0; i < Math.Min(exponent, 29); i++)
            power *= 10;
        return power;
    }
}
