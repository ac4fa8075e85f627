namespace ElectronicApplication.Feel.Functions;

/// <summary>
/// How points and ranges lie to each other (table 78). A limit of a range is a place on the line: just before, at, or just behind a value,
/// or without end; every relation is then an order of such places.
/// </summary>
internal static class RangeFunctions
{
    /// <param name="Side">-1 just before the value, 0 at it, 1 just behind it; ±2 without end.</param>
    private readonly record struct Limit(FeelValue Value, int Side);

    private readonly record struct Extent(Limit Start, Limit End, bool IsPoint);

    /// <summary>A range out of a text is an expression to compile.</summary>
    private const int CompilingSteps = 50;

    public static FeelValue Before(FeelFrame frame, in FeelValue a, in FeelValue b) => Ask(frame, a, b, null, null, (x, y) => Below(x.End, y.Start));

    public static FeelValue After(FeelFrame frame, in FeelValue a, in FeelValue b) => Before(frame, b, a);

    public static FeelValue Meets(FeelFrame frame, in FeelValue a, in FeelValue b) => Ask(frame, a, b, false, false, (x, y) => Same(x.End, y.Start));

    public static FeelValue MetBy(FeelFrame frame, in FeelValue a, in FeelValue b) => Meets(frame, b, a);

    public static FeelValue Overlaps(FeelFrame frame, in FeelValue a, in FeelValue b) => Ask(frame, a, b, false, false,
        (x, y) => Both(NotAbove(y.Start, x.End), NotAbove(x.Start, y.End)));

    public static FeelValue OverlapsBefore(FeelFrame frame, in FeelValue a, in FeelValue b) => Ask(frame, a, b, false, false,
        (x, y) => Both(Below(x.Start, y.Start), Both(NotAbove(y.Start, x.End), NotAbove(x.End, y.End))));

    public static FeelValue OverlapsAfter(FeelFrame frame, in FeelValue a, in FeelValue b) => OverlapsBefore(frame, b, a);

    public static FeelValue Finishes(FeelFrame frame, in FeelValue a, in FeelValue b) => Ask(frame, a, b, null, false,
        (x, y) => Both(Same(x.End, y.End), NotAbove(y.Start, x.Start)));

    public static FeelValue FinishedBy(FeelFrame frame, in FeelValue a, in FeelValue b) => Finishes(frame, b, a);

    public static FeelValue Includes(FeelFrame frame, in FeelValue a, in FeelValue b) => Ask(frame, a, b, false, null,
        (x, y) => Both(NotAbove(x.Start, y.Start), NotAbove(y.End, x.End)));

    public static FeelValue During(FeelFrame frame, in FeelValue a, in FeelValue b) => Includes(frame, b, a);

    public static FeelValue Starts(FeelFrame frame, in FeelValue a, in FeelValue b) => Ask(frame, a, b, null, false,
        (x, y) => Both(Same(x.Start, y.Start), NotAbove(x.End, y.End)));

    public static FeelValue StartedBy(FeelFrame frame, in FeelValue a, in FeelValue b) => Starts(frame, b, a);

    public static FeelValue Coincides(FeelFrame frame, in FeelValue a, in FeelValue b) => Ask(frame, a, b, null, null,
        (x, y) => x.IsPoint == y.IsPoint ? Both(Same(x.Start, y.Start), Same(x.End, y.End)) : null);

    /// <summary>A range from its text, such as <c>"[18..21)"</c>, whose limits are literals of one kind, the lower one first.</summary>
    public static FeelValue Parse(FeelFrame frame, in FeelValue text)
    {
        if (text.AsString is not { } written || written.Length > FeelLimits.RangeLength || !frame.Spend(CompilingSteps))
            return FeelValue.Null;
        var (expression, errors) = FeelExpression.Compile(written, new FeelScope());
        return errors.Count == 0 && expression is { IsRangeLiteral: true, Constant: { AsRange: { } range } value } && Ascends(range) ? value : FeelValue.Null;
    }

    /// <summary>A date and a date with its time can be compared, but are not limits of one range (10.3.2.7).</summary>
    private static bool Ascends(FeelRange range) =>
        range.Start.IsNull || range.End.IsNull || (range.Start.Kind == range.End.Kind && FeelValue.Compare(range.Start, range.End) <= 0);

    /// <summary>Null unless both sides are points or ranges as the function wants them.</summary>
    private static FeelValue Ask(FeelFrame frame, in FeelValue a, in FeelValue b, bool? firstIsPoint, bool? secondIsPoint, Func<Extent, Extent, bool?> relation)
    {
        if (Place(a) is not { } x || Place(b) is not { } y || (firstIsPoint ?? x.IsPoint) != x.IsPoint || (secondIsPoint ?? y.IsPoint) != y.IsPoint)
            return FeelValue.Null;
        // No relation asks for more than four orders, each between a limit of the one side and one of the other.
        foreach (var limit in (ReadOnlySpan<Limit>)[x.Start, x.End])
            if (!frame.SpendOrder(limit.Value, y.Start.Value) || !frame.SpendOrder(limit.Value, y.End.Value))
                return FeelValue.Null;
        return FeelValue.Of(relation(x, y));
    }

    private static Extent? Place(in FeelValue value)
    {
        var single = value.Single;
        if (single.IsNull || single.AsList is not null || single.AsContext is not null || single.AsFunction is not null)
            return null;
        if (single.AsRange is not { } range)
            return new Extent(new Limit(single, 0), new Limit(single, 0), true);
        return new Extent(
            new Limit(range.Start, range.Start.IsNull ? -2 : range.StartIncluded ? 0 : 1),
            new Limit(range.End, range.End.IsNull ? 2 : range.EndIncluded ? 0 : -1),
            false);
    }

    private static bool? Below(Limit a, Limit b) => Order(a, b) is { } order ? order < 0 : null;

    private static bool? Same(Limit a, Limit b) => Order(a, b) is { } order ? order == 0 : null;

    private static bool? NotAbove(Limit a, Limit b) => Order(a, b) is { } order ? order <= 0 : null;

    private static int? Order(Limit a, Limit b)
    {
        if (Math.Abs(a.Side) == 2 || Math.Abs(b.Side) == 2)
            return (Math.Abs(a.Side) == 2 ? a.Side : 0).CompareTo(Math.Abs(b.Side) == 2 ? b.Side : 0);
        return FeelValue.Compare(a.Value, b.Value) is { } order ? order != 0 ? order : a.Side.CompareTo(b.Side) : null;
    }

    private static bool? Both(bool? a, bool? b) => a & b;
}
