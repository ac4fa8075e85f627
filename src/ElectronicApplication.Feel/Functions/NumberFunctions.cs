using System.Globalization;

namespace ElectronicApplication.Feel.Functions;

internal static class NumberFunctions
{
    public static FeelValue Abs(FeelFrame frame, in FeelValue value) => value.TryNumber(out var n) ? FeelValue.Of(Math.Abs(n)) : FeelValue.Null;

    public static FeelValue Floor(FeelFrame frame, ReadOnlySpan<FeelValue> arguments) => Scaled(arguments, decimal.Floor);

    public static FeelValue Ceiling(FeelFrame frame, ReadOnlySpan<FeelValue> arguments) => Scaled(arguments, decimal.Ceiling);

    /// <summary>Half to even, as DMN defines <c>decimal</c>.</summary>
    public static FeelValue Decimal(FeelFrame frame, in FeelValue value, in FeelValue scale) => Round(value, scale, MidpointRounding.ToEven);

    public static FeelValue RoundHalfUp(FeelFrame frame, in FeelValue value, in FeelValue scale) => Round(value, scale, MidpointRounding.AwayFromZero);

    /// <summary>The result has the sign of the divisor: <c>modulo(-12, 5) = 3</c>.</summary>
    public static FeelValue Modulo(FeelFrame frame, in FeelValue dividend, in FeelValue divisor)
    {
        if (!dividend.TryNumber(out var a) || !divisor.TryNumber(out var b) || b == 0)
            return FeelValue.Null;
        try
        {
            var rest = a % b;
            return FeelValue.Of(rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest);
        }
        catch (OverflowException)
        {
            return FeelValue.Null;
        }
    }

    public static FeelValue Parse(FeelFrame frame, ReadOnlySpan<FeelValue> arguments)
    {
        if (arguments[0].AsString is not { Length: <= 64 } text)
            return FeelValue.Null;
        var grouping = arguments.Length > 1 ? arguments[1].AsString : null;
        var point = arguments.Length > 2 ? arguments[2].AsString : null;
        if (grouping is not (null or " " or "," or ".") || point is not (null or "," or ".") || (grouping is not null && grouping == point))
            return FeelValue.Null;
        if (grouping is not null)
            text = text.Replace(grouping, "");
        if (point is ",")
            text = text.Replace(',', '.');
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            ? FeelValue.Of(number)
            : FeelValue.Null;
    }

    private static FeelValue Scaled(ReadOnlySpan<FeelValue> arguments, Func<decimal, decimal> round)
    {
        if (!arguments[0].TryNumber(out var n))
            return FeelValue.Null;
        if (arguments.Length == 1)
            return FeelValue.Of(round(n));
        if (!arguments[1].TryNumber(out var scale) || scale is < -28 or > 28)
            return FeelValue.Null;
        try
        {
            var factor = PowerOfTen((int)Math.Abs(scale));
            return FeelValue.Of(scale >= 0 ? round(n * factor) / factor : round(n / factor) * factor);
        }
        catch (OverflowException)
        {
            return FeelValue.Null;
        }
    }

    private static FeelValue Round(in FeelValue value, in FeelValue scale, MidpointRounding rounding)
    {
        if (!value.TryNumber(out var n) || !scale.TryNumber(out var places) || places is < -28 or > 28)
            return FeelValue.Null;
        try
        {
            if (places >= 0)
                return FeelValue.Of(decimal.Round(n, (int)places, rounding));
            var factor = PowerOfTen((int)-places);
            return FeelValue.Of(decimal.Round(n / factor, 0, rounding) * factor);
        }
        catch (OverflowException)
        {
            return FeelValue.Null;
        }
    }

    private static decimal PowerOfTen(int exponent)
    {
        var power = 1m;
        for (var i = 0; i < exponent; i++)
            power *= 10;
        return power;
    }
}
