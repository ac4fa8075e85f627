using ElectronicApplication.Feel.Syntax;

namespace ElectronicApplication.Feel.Binding;

/// <summary>Which kinds can be calculated with each other, and to what kind (10.3.2.7, tables 57 to 60).</summary>
internal static class FeelArithmeticTypes
{
    public static bool IsTemporal(FeelType type) => type.IsDated || type.IsDuration || Is(type, FeelType.Time);

    /// <summary>Null when no values of these types can be calculated with each other.</summary>
    public static FeelType? Of(FeelOperator op, FeelType left, FeelType right)
    {
        if (left.IsUnknown || right.IsUnknown)
            return OfUnknown(op, left, right);
        return op switch
        {
            FeelOperator.Add => Sum(left, right) ?? Sum(right, left),
            FeelOperator.Subtract => Difference(left, right),
            FeelOperator.Multiply => left.IsDuration && IsNumber(right) ? left : right.IsDuration && IsNumber(left) ? right : Numbers(left, right),
            FeelOperator.Divide => left.IsDuration && IsNumber(right) ? left : left.IsDuration && left.Equals(right) ? FeelType.Number : Numbers(left, right),
            _ => Numbers(left, right),
        };
    }

    private static FeelType? Sum(FeelType left, FeelType right) =>
        left.IsDated && right.IsDuration ? left
        : Is(left, FeelType.Time) && Is(right, FeelType.DaysDuration) ? left
        : (left.IsDuration || Is(left, FeelType.String)) && left.Equals(right) ? left
        : Numbers(left, right);

    private static FeelType? Difference(FeelType left, FeelType right) =>
        (left.IsDated && right.IsDated) || (Is(left, FeelType.Time) && Is(right, FeelType.Time)) ? FeelType.DaysDuration
        : left.IsDated && right.IsDuration ? left
        : Is(left, FeelType.Time) && Is(right, FeelType.DaysDuration) ? left
        : left.IsDuration && left.Equals(right) ? left
        : Numbers(left, right);

    /// <summary>One side shows only when it runs; the other may already decide.</summary>
    private static FeelType? OfUnknown(FeelOperator op, FeelType left, FeelType right)
    {
        var known = left.IsUnknown ? right : left;
        if (known is not FeelSimpleType || Is(known, FeelType.Boolean))
            return known.IsUnknown ? FeelType.Any : null;
        return op switch
        {
            FeelOperator.Power => IsNumber(known) || known.IsUnknown ? FeelType.Number : null,
            FeelOperator.Add when IsNumber(known) || Is(known, FeelType.String) || known.IsDated || Is(known, FeelType.Time) => known,
            FeelOperator.Subtract when IsNumber(known) => known,
            FeelOperator.Subtract when Is(known, FeelType.String) => null,
            FeelOperator.Multiply or FeelOperator.Divide when IsTemporal(known) && !known.IsDuration || Is(known, FeelType.String) => null,
            FeelOperator.Divide when IsNumber(known) && right.IsUnknown => FeelType.Number,
            _ => FeelType.Any,
        };
    }

    private static FeelType? Numbers(FeelType left, FeelType right) => IsNumber(left) && IsNumber(right) ? FeelType.Number : null;

    private static bool IsNumber(FeelType type) => Is(type, FeelType.Number);

    private static bool Is(FeelType type, FeelType other) => ReferenceEquals(type, other);
}
