namespace ElectronicApplication.Feel.Tables;

internal enum AxisCellKind
{
    /// <summary>One value.</summary>
    Point,

    /// <summary>All values between two points, without these; a null bound is open.</summary>
    Between,

    /// <summary>Every value that no cell of the column names.</summary>
    Rest,

    /// <summary>No value.</summary>
    Null,
}

/// <summary>Values of an input that every rule of the table treats alike; one of them stands for all.</summary>
internal sealed record AxisCell(AxisCellKind Kind, FeelValue Sample, FeelValue Lower, FeelValue Upper)
{
    public static readonly AxisCell Null = new(AxisCellKind.Null, FeelValue.Null, FeelValue.Null, FeelValue.Null);

    public static AxisCell Point(FeelValue value) => new(AxisCellKind.Point, value, value, value);

    public static AxisCell Rest(FeelValue sample) => new(AxisCellKind.Rest, sample, FeelValue.Null, FeelValue.Null);

    /// <summary>The cell between two points, or null when nothing lies there.</summary>
    public static AxisCell? Between(AxisSteps steps, FeelValue lower, FeelValue upper) =>
        steps.Between(lower, upper) is { } sample ? new AxisCell(AxisCellKind.Between, sample, lower, upper) : null;
}

/// <summary>Finds values beside and between others. Whole numbers, dates and periods of months have neighbours; other numbers and times do not.</summary>
internal sealed class AxisSteps(bool isWhole)
{
    private static readonly FeelExpression Halfway = Arithmetic("low + (high - low) / 2");
    private static readonly FeelExpression NextDay = Arithmetic("low + duration(\"P1D\")");
    private static readonly FeelExpression NextMonth = Arithmetic("low + duration(\"P1M\")");
    private static readonly FeelExpression NextSecond = Arithmetic("low + duration(\"PT1S\")");
    private static readonly FeelExpression DayBefore = Arithmetic("low - duration(\"P1D\")");
    private static readonly FeelExpression MonthBefore = Arithmetic("low - duration(\"P1M\")");
    private static readonly FeelExpression SecondBefore = Arithmetic("low - duration(\"PT1S\")");

    /// <summary>A value above one and below the other, the lowest where values have neighbours. A null bound is open. Null when there is none.</summary>
    public FeelValue? Between(in FeelValue lower, in FeelValue upper)
    {
        if (lower.IsNull)
            return Before(upper);
        foreach (var candidate in Candidates(lower, upper))
            if (FeelValue.Compare(candidate, lower) > 0 && (upper.IsNull || FeelValue.Compare(candidate, upper) < 0))
                return candidate;
        return null;
    }

    /// <summary>The value right above, for values that have neighbours.</summary>
    public FeelValue? Next(in FeelValue value)
    {
        if (value.TryNumber(out var number))
            return isWhole ? Sum(decimal.Floor(number), 1) : null;
        return value.Kind == FeelKind.Date ? Run(NextDay, value) : null;
    }

    private IEnumerable<FeelValue> Candidates(FeelValue lower, FeelValue upper)
    {
        if (Next(lower) is { } next)
            return [next];
        if (lower.TryNumber(out var low))
            return [upper.TryNumber(out var high) ? FeelValue.Of(low / 2 + high / 2) : Sum(low, 1) ?? FeelValue.Null];
        // The character with the lowest code makes the next string there is.
        if (lower.AsString is { } text)
            return [FeelValue.Of(text + '\u0001'), FeelValue.Of(text + '\0')];
        return upper.IsNull
            ? [Run(NextSecond, lower), Run(NextMonth, lower)]
            : [Run(Halfway, lower, upper), Run(NextMonth, lower)];
    }

    private FeelValue? Before(FeelValue value)
    {
        if (value.TryNumber(out var number))
            return Sum(isWhole ? decimal.Ceiling(number) : number, -1);
        if (value.AsString is { } text)
            return text.Length == 0 ? null : FeelValue.Of("");
        FeelExpression[] ways = value.Kind == FeelKind.Date ? [DayBefore] : [SecondBefore, MonthBefore];
        foreach (var way in ways)
            if (Run(way, value) is var before && FeelValue.Compare(before, value) < 0)
                return before;
        return null;
    }

    /// <summary>Null at the ends of what a number can be, where adding one changes nothing or fails.</summary>
    private static FeelValue? Sum(decimal a, decimal b)
    {
        try
        {
            return a + b is var sum && sum != a ? FeelValue.Of(sum) : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static FeelExpression Arithmetic(string text)
    {
        var scope = new FeelScope();
        scope.Declare("low", FeelType.Any);
        scope.Declare("high", FeelType.Any);
        return FeelExpression.Compile(text, scope, FeelTyping.Lenient).Expression!;
    }

    private static FeelValue Run(FeelExpression expression, in FeelValue low, in FeelValue high = default)
    {
        var frame = new FeelFrame(expression.SlotsNeeded) { [0] = low, [1] = high };
        return expression.Evaluate(frame);
    }
}
