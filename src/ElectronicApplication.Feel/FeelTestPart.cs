using ElectronicApplication.Feel.Binding;
using ElectronicApplication.Feel.Syntax;

namespace ElectronicApplication.Feel;

/// <summary>What one of several unary tests takes, as far as it can be told without running it.</summary>
/// <param name="Span">Where it stands in the text of the cell.</param>
public abstract record FeelTestPart(FeelSpan Span);

/// <summary>Values inside an interval; <c>&lt; 5</c> is an interval whose start is null.</summary>
public sealed record FeelIntervalTest(FeelSpan Span, FeelRange Range) : FeelTestPart(Span);

/// <summary>One value; with <paramref name="IsExcluded"/> (<c>!= 5</c>) every value but this one.</summary>
public sealed record FeelConstantTest(FeelSpan Span, FeelValue Value, bool IsExcluded) : FeelTestPart(Span);

/// <summary>A condition that depends on other names or calculates with the input.</summary>
public sealed record FeelOtherTest(FeelSpan Span) : FeelTestPart(Span);

/// <summary>Reads the parts out of bound tests.</summary>
internal static class FeelTestParts
{
    /// <param name="input">The slot of the input: a test of any other value is "other".</param>
    public static IEnumerable<FeelTestPart> Of(BoundNode test, int input) => test switch
    {
        BoundBinary { Left: BoundSlot { Slot: var slot }, Right: BoundConstant { Value: var value } } comparison when slot == input =>
            [Compared(comparison.Span, comparison.Operator, value)],
        BoundBinary { Operator: FeelOperator.And } both => [Common(both.Span, [.. Of(both.Left, input)], [.. Of(both.Right, input)])],
        BoundIn { Value: BoundSlot { Slot: var slot } } @in when slot == input => @in.Tests.SelectMany(inner => Of(inner, @in.ValueSlot)),
        BoundMatch { Test: BoundConstant { Value: var value } } match => Matched(match.Span, value),
        BoundMatch { Test: BoundList list } match when !Array.Exists(list.Items, item => item is not BoundConstant) =>
            list.Items.SelectMany(item => Matched(match.Span, ((BoundConstant)item).Value)),
        _ => [new FeelOtherTest(test.Span)],
    };

    /// <summary>What passes two conditions, when one bounds the input from below and the other from above.</summary>
    private static FeelTestPart Common(FeelSpan span, FeelTestPart[] left, FeelTestPart[] right)
    {
        if (left is not [FeelIntervalTest { Range: var a }] || right is not [FeelIntervalTest { Range: var b }])
            return new FeelOtherTest(span);
        var (low, high) = b.Start.IsNull ? (a, b) : (b, a);
        return low.End.IsNull && high.Start.IsNull && FeelRange.Make(low.Start, low.StartIncluded, high.End, high.EndIncluded).AsRange is { } both
            ? new FeelIntervalTest(span, both)
            : new FeelOtherTest(span);
    }

    private static FeelTestPart Compared(FeelSpan span, FeelOperator op, in FeelValue value) => op switch
    {
        FeelOperator.Equal => new FeelConstantTest(span, value, IsExcluded: false),
        FeelOperator.NotEqual => new FeelConstantTest(span, value, IsExcluded: true),
        FeelOperator.Less => new FeelIntervalTest(span, new FeelRange(FeelValue.Null, false, value, false)),
        FeelOperator.LessOrEqual => new FeelIntervalTest(span, new FeelRange(FeelValue.Null, false, value, true)),
        FeelOperator.Greater => new FeelIntervalTest(span, new FeelRange(value, false, FeelValue.Null, false)),
        FeelOperator.GreaterOrEqual => new FeelIntervalTest(span, new FeelRange(value, true, FeelValue.Null, false)),
        _ => new FeelOtherTest(span),
    };

    private static IEnumerable<FeelTestPart> Matched(FeelSpan span, FeelValue value)
    {
        if (value.AsRange is { } range)
            return [new FeelIntervalTest(span, range)];
        if (value.AsList is { } list)
            return list.Items.ToArray().SelectMany(item => Matched(span, item));
        return [new FeelConstantTest(span, value, IsExcluded: false)];
    }
}
