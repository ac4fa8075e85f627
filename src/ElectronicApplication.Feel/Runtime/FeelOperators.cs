using ElectronicApplication.Feel.Binding;
using ElectronicApplication.Feel.Functions;
using ElectronicApplication.Feel.Syntax;

namespace ElectronicApplication.Feel.Runtime;

internal static class FeelOperators
{
    public static FeelDelegate Compile(BoundBinary node)
    {
        if (node is { Operator: FeelOperator.Equal, Left: BoundSlot { Slot: var slot }, Right: BoundConstant { Value.AsString: { } literal } })
            return EqualsLiteral(slot, literal);
        var (left, right) = (FeelCompiler.Compile(node.Left), FeelCompiler.Compile(node.Right));
        return node.Operator switch
        {
            FeelOperator.And => frame => And(left(frame), right, frame),
            FeelOperator.Or => frame => Or(left(frame), right, frame),
            FeelOperator.Equal => frame => FeelValue.Of(FeelValue.AreEqual(left(frame), right(frame))),
            FeelOperator.NotEqual => frame => FeelValue.Of(!FeelValue.AreEqual(left(frame), right(frame))),
            FeelOperator.Less => frame => FeelValue.Of(FeelValue.Compare(left(frame), right(frame)) is { } order ? order < 0 : null),
            FeelOperator.LessOrEqual => frame => FeelValue.Of(FeelValue.Compare(left(frame), right(frame)) is { } order ? order <= 0 : null),
            FeelOperator.Greater => frame => FeelValue.Of(FeelValue.Compare(left(frame), right(frame)) is { } order ? order > 0 : null),
            FeelOperator.GreaterOrEqual => frame => FeelValue.Of(FeelValue.Compare(left(frame), right(frame)) is { } order ? order >= 0 : null),
            FeelOperator.Add => frame => Add(frame, left(frame), right(frame)),
            FeelOperator.Subtract => Arithmetic(left, right, decimal.Subtract),
            FeelOperator.Multiply => Arithmetic(left, right, decimal.Multiply),
            FeelOperator.Divide => Arithmetic(left, right, decimal.Divide),
            FeelOperator.Power => Arithmetic(left, right, Power),
            _ => throw new InvalidOperationException($"No code for {node.Operator}."),
        };
    }

    /// <summary>A test inside <c>in</c>: equal to it, inside it (range), or one of it (list).</summary>
    public static FeelValue Match(in FeelValue value, in FeelValue test)
    {
        if (test.AsRange is { } range)
            return FeelValue.Of(range.Includes(value));
        if (test.AsList is { } list && value.AsList is null)
        {
            foreach (ref readonly var item in list.Items)
                if (item.AsRange is { } inner ? inner.Includes(value) is true : FeelValue.AreEqual(value, item) is true)
                    return FeelValue.True;
            return value.IsNull ? FeelValue.Null : FeelValue.False;
        }
        return FeelValue.Of(FeelValue.AreEqual(value, test));
    }

    // The commonest rule of all: a choice equals one of its options.
    private static FeelDelegate EqualsLiteral(int slot, string literal) => frame =>
    {
        ref readonly var value = ref frame.Slots[slot];
        return value.AsString is { } text ? FeelValue.Of(text == literal)
            : value.IsNull ? FeelValue.False
            : FeelValue.Null;
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

    private static FeelValue Add(FeelFrame frame, in FeelValue left, in FeelValue right)
    {
        if (left.AsString is { } a && right.AsString is { } b)
            return StringFunctions.Bounded(frame, a + b);
        return Calculate(left, right, decimal.Add);
    }

    private static FeelDelegate Arithmetic(FeelDelegate left, FeelDelegate right, Func<decimal, decimal, decimal> operation) =>
        frame => Calculate(left(frame), right(frame), operation);

    private static FeelValue Calculate(in FeelValue left, in FeelValue right, Func<decimal, decimal, decimal> operation)
    {
        if (!left.TryNumber(out var a) || !right.TryNumber(out var b))
            return FeelValue.Null;
        try
        {
            return FeelValue.Of(operation(a, b));
        }
        catch (ArithmeticException)
        {
            return FeelValue.Null;
        }
    }

    private static decimal Power(decimal value, decimal exponent)
    {
        if (decimal.Truncate(exponent) != exponent || Math.Abs(exponent) > 1000)
            return (decimal)Math.Pow((double)value, (double)exponent);
        var power = 1m;
        // Squaring keeps whole numbers exact, which Math.Pow would not.
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
}
