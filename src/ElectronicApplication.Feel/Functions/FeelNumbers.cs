namespace ElectronicApplication.Feel.Functions;

/// <summary>
/// Functions on decimals to about 25 significant digits, without a detour over binary floating point.
/// Each throws <see cref="OverflowException"/> where decimal cannot hold the result.
/// </summary>
internal static class FeelNumbers
{
    private const decimal Ln2 = 0.6931471805599453094172321215m;

    /// <summary>Newton's iteration; from a double as first guess, three rounds use up decimal's digits.</summary>
    public static decimal Root(decimal value)
    {
        if (value == 0)
            return 0;
        var root = (decimal)Math.Sqrt((double)value);
        for (var i = 0; i < 4; i++)
            root = (root + value / root) / 2;
        // 2.0000000000000000000000000000 is 2.
        return Rounded(root, 24) is var rounded && rounded * rounded == value ? rounded : root;
    }

    /// <summary>e^x: e^(n ln 2) by doubling, the rest by its series.</summary>
    public static decimal Exponential(decimal value)
    {
        if (value < -70)
            return 0;
        if (value > 67)
            throw new OverflowException();
        var doublings = (int)decimal.Round(value / Ln2);
        var rest = value - doublings * Ln2;
        var (sum, term) = (1m, 1m);
        for (var i = 1; i < 40 && term != 0; i++)
        {
            term = term * rest / i;
            sum += term;
        }
        for (; doublings > 0; doublings--)
            sum *= 2;
        for (; doublings < 0; doublings++)
            sum /= 2;
        return sum;
    }

    /// <summary>The natural logarithm of a positive number, by halving it into [0.7, 1.4] and the series of the area tangent.</summary>
    public static decimal Logarithm(decimal value)
    {
        var halvings = 0;
        for (; value > 1.4m; value /= 2)
            halvings++;
        for (; value < 0.7m; value *= 2)
            halvings--;
        var ratio = (value - 1) / (value + 1);
        var (sum, power, square) = (0m, ratio, ratio * ratio);
        for (var i = 1; i < 100 && power != 0; i += 2)
        {
            sum += power / i;
            power *= square;
        }
        return 2 * sum + halvings * Ln2;
    }

    public static decimal Power(decimal value, decimal exponent)
    {
        if (decimal.Truncate(exponent) != exponent)
            return value > 0 ? Exponential(exponent * Logarithm(value)) : value == 0 && exponent > 0 ? 0 : throw new OverflowException();
        if (Math.Abs(exponent) > FeelLimits.Exponent)
            return value is 0 or 1 && exponent > 0 ? value : value is 1 or -1 ? (exponent % 2 == 0 ? 1 : value) : throw new OverflowException();
        var power = 1m;
        // Squaring keeps whole numbers exact.
        var (factor, rest) = (value, (int)Math.Abs(exponent));
        while (rest > 0)
        {
            if ((rest & 1) == 1)
                power *= factor;
            rest >>= 1;
            if (rest > 0)
                factor *= factor;
        }
        return exponent < 0 ? 1 / power : power;
    }

    private static decimal Rounded(decimal value, int places) => decimal.Round(value, Math.Min(places, 28));
}
