using ElectronicApplication.Feel.Binding;
using ElectronicApplication.Feel.Syntax;

namespace ElectronicApplication.Feel.Runtime;

internal static class FeelOperators
{
    public static FeelDelegate Compile(BoundBinary node)
    {
        if (node is { Operator: FeelOperator.Equal, Left: BoundSlot { Slot: var slot }, Right: BoundConstant { Value.AsString: { } literal } })
            return EqualsLiteral(slot, literal);
        if (node is { Left: BoundSlot { Slot: var left0 }, Right: BoundConstant { Value: { IsNumber: true } number } } && Holds(node.Operator) is { } holds)
            return ComparedWithNumber(left0, number, holds);
        var (left, right) = (FeelCompiler.Compile(node.Left), FeelCompiler.Compile(node.Right));
        return node.Operator switch
        {
            FeelOperator.And => frame => And(left(frame), right, frame),
            FeelOperator.Or => frame => Or(left(frame), right, frame),
            FeelOperator.Equal => frame => FeelValue.Of(frame.AreEqual(left(frame), right(frame))),
            FeelOperator.NotEqual => frame => FeelValue.Of(!frame.AreEqual(left(frame), right(frame))),
            FeelOperator.Less => frame => FeelValue.Of(frame.Compare(left(frame), right(frame)) is { } order ? order < 0 : null),
            FeelOperator.LessOrEqual => frame => FeelValue.Of(frame.Compare(left(frame), right(frame)) is { } order ? order <= 0 : null),
            FeelOperator.Greater => frame => FeelValue.Of(frame.Compare(left(frame), right(frame)) is { } order ? order > 0 : null),
            FeelOperator.GreaterOrEqual => frame => FeelValue.Of(frame.Compare(left(frame), right(frame)) is { } order ? order >= 0 : null),
            FeelOperator.Add => frame => FeelArithmetic.Add(frame, left(frame), right(frame)),
            FeelOperator.Subtract => frame => FeelArithmetic.Subtract(left(frame), right(frame)),
            FeelOperator.Multiply => frame => FeelArithmetic.Multiply(left(frame), right(frame)),
            FeelOperator.Divide => frame => FeelArithmetic.Divide(left(frame), right(frame)),
            FeelOperator.Power => frame => FeelArithmetic.Power(left(frame), right(frame)),
            _ => throw new InvalidOperationException($"No code for {node.Operator}."),
        };
    }

    /// <summary>A test inside <c>in</c>: equal to it, inside it (range), or one of it (list).</summary>
    public static FeelValue Match(FeelFrame frame, in FeelValue value, in FeelValue test)
    {
        if (test.AsRange is { } range && value.AsRange is null)
            return FeelValue.Of(range.Includes(value, frame));
        if (test.AsList is not { } list)
            return FeelValue.Of(frame.AreEqual(value, test));
        if (value.AsList is not null && frame.AreEqual(value, test) is true)
            return FeelValue.True;
        if (!frame.Spend(list.Count))
            return FeelValue.Null;
        var unknown = false;
        foreach (ref readonly var item in list.Items)
        {
            var matched = item.AsRange is { } inner && value.AsRange is null ? inner.Includes(value, frame) : frame.AreEqual(value, item);
            if (matched is true)
                return FeelValue.True;
            unknown |= matched is null && value.IsNull;
        }
        return unknown ? FeelValue.Null : FeelValue.False;
    }

    /// <summary>The value is neither below the one limit nor above the other; null when one of them cannot be compared.</summary>
    public static FeelValue Between(FeelFrame frame, in FeelValue value, in FeelValue low, in FeelValue high) =>
        frame.Compare(value, low) is { } above && frame.Compare(value, high) is { } below ? FeelValue.Of(above >= 0 && below <= 0) : FeelValue.Null;

    // The commonest rule of all: a choice equals one of its options.
    private static FeelDelegate EqualsLiteral(int slot, string literal) => frame =>
    {
        ref readonly var value = ref frame.Slots[slot];
        return value.AsString is { } text ? FeelValue.Of(text == literal)
            : value.IsNull ? FeelValue.False
            : FeelValue.Null;
    };

    // The second commonest: an amount held against a limit.
    private static FeelDelegate ComparedWithNumber(int slot, FeelValue limit, Func<int, bool> holds)
    {
        limit.TryNumber(out var number);
        return frame => frame.Slots[slot].TryNumber(out var value) ? FeelValue.Of(holds(decimal.Compare(value, number))) : FeelValue.Null;
    }

    private static Func<int, bool>? Holds(FeelOperator op) => op switch
    {
        FeelOperator.Less => static order => order < 0,
        FeelOperator.LessOrEqual => static order => order <= 0,
        FeelOperator.Greater => static order => order > 0,
        FeelOperator.GreaterOrEqual => static order => order >= 0,
        _ => null,
    };

    /// <summary>Three-valued (10.3.2.10): false wins, then unknown.</summary>
    private static FeelValue And(in FeelValue left, FeelDelegate right, FeelFrame frame)
    {
        if (left.IsFalse)
            return FeelValue.False;
        var other = right(frame);
        return other.IsFalse ? FeelValue.False : left.IsTrue && other.IsTrue ? FeelValue.True : FeelValue.Null;
    }

    /// <summary>Three-valued (10.3.2.10): true wins, then unknown.</summary>
    private static FeelValue Or(in FeelValue left, FeelDelegate right, FeelFrame frame)
    {
        if (left.IsTrue)
            return FeelValue.True;
        var other = right(frame);
        return other.IsTrue ? FeelValue.True : left.IsFalse && other.IsFalse ? FeelValue.False : FeelValue.Null;
    }
}
