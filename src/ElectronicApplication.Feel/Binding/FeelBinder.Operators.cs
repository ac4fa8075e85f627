using ElectronicApplication.Feel.Syntax;

namespace ElectronicApplication.Feel.Binding;

internal sealed partial class FeelBinder
{
    private BoundNode Binary(BinaryNode node)
    {
        var left = Bind(node.Left);
        var right = Bind(node.Right);
        switch (node.Operator)
        {
            case FeelOperator.And or FeelOperator.Or:
                return new BoundBinary(node.Span, FeelType.Boolean, node.Operator, Expect(left, FeelType.Boolean), Expect(right, FeelType.Boolean));
            case FeelOperator.Equal or FeelOperator.NotEqual:
                if (!FeelType.CanMeet(left.Type, right.Type))
                    Incomparable(node.Span, left.Type, right.Type);
                return new BoundBinary(node.Span, FeelType.Boolean, node.Operator, left, right);
            case FeelOperator.Less or FeelOperator.LessOrEqual or FeelOperator.Greater or FeelOperator.GreaterOrEqual:
                Ordered(left);
                Ordered(right);
                if (!FeelType.CanMeet(left.Type, right.Type))
                    Incomparable(node.Span, left.Type, right.Type);
                return new BoundBinary(node.Span, FeelType.Boolean, node.Operator, left, right);
            default:
                return new BoundBinary(node.Span, Calculated(node, left, right), node.Operator, left, right);
        }
    }

    private FeelType Calculated(BinaryNode node, BoundNode left, BoundNode right)
    {
        if (FeelArithmeticTypes.Of(node.Operator, left.Type, right.Type) is { } type)
            return type;
        if (node.Operator == FeelOperator.Add && (ReferenceEquals(left.Type, FeelType.String) || ReferenceEquals(right.Type, FeelType.String)))
        {
            Expect(left, FeelType.String);
            Expect(right, FeelType.String);
            return FeelType.String;
        }
        if (FeelArithmeticTypes.IsTemporal(left.Type) || FeelArithmeticTypes.IsTemporal(right.Type))
        {
            Report(node.Span, "arithmetic",
                $"{left.Type.NameJa}と{right.Type.NameJa}でこの計算はできません。", $"This cannot be calculated from a {left.Type.NameEn} and a {right.Type.NameEn}.",
                "日付や時刻には duration(\"P3D\") のような期間を足し引きし、期間には数値を掛けます。", "Add a duration such as duration(\"P3D\") to a date or time; multiply a duration by a number.");
            return FeelType.Any;
        }
        Expect(left, FeelType.Number);
        Expect(right, FeelType.Number);
        return FeelType.Number;
    }

    private BoundNode Negate(NegateNode node)
    {
        var operand = Bind(node.Operand);
        if (!operand.Type.IsDuration)
            Expect(operand, FeelType.Number);
        return Folded(new BoundNegate(node.Span, operand.Type.IsUnknown ? FeelType.Any : operand.Type, operand));
    }

    private BoundNode Range(RangeNode range)
    {
        var start = range.Start is null ? null : Bind(range.Start);
        var end = range.End is null ? null : Bind(range.End);
        if (start is not null)
            Ordered(start);
        if (end is not null)
            Ordered(end);
        var (startType, endType) = (start?.Type ?? FeelType.Null, end?.Type ?? FeelType.Null);
        if (!FeelType.CanMeet(startType, endType))
            Incomparable(range.Span, startType, endType);
        return Folded(new BoundRange(range.Span, FeelType.Range(FeelType.Join(startType, endType)),
            start, range.StartIncluded && start is not null, end, range.EndIncluded && end is not null));
    }

    /// <summary><c>(&gt; 5)</c> as a value is the range of what passes it.</summary>
    private BoundNode OpenRange(TestNode test)
    {
        var operand = Bind(test.Operand);
        Ordered(operand);
        var type = FeelType.Range(operand.Type);
        return test.Operator switch
        {
            FeelOperator.Less => Folded(new BoundRange(test.Span, type, null, false, operand, false)),
            FeelOperator.LessOrEqual => Folded(new BoundRange(test.Span, type, null, false, operand, true)),
            FeelOperator.Greater => Folded(new BoundRange(test.Span, type, operand, false, null, false)),
            FeelOperator.GreaterOrEqual => Folded(new BoundRange(test.Span, type, operand, true, null, false)),
            FeelOperator.Equal => Folded(new BoundRange(test.Span, type, operand, true, operand, true, IsEquality: true)),
            _ => Report(test.Span, "not-a-range",
                "「!=」は範囲になりません。", "'!=' makes no range.",
                "not(...) か、x != 値 の形で書いてください。", "Write not(...), or x != value."),
        };
    }

    private BoundBetween Between(BetweenNode node)
    {
        var (value, low, high) = (Bind(node.Value), Bind(node.Low), Bind(node.High));
        Ordered(value);
        Ordered(low);
        Ordered(high);
        foreach (var (one, other) in new[] { (value, low), (value, high), (low, high) })
            if (!FeelType.CanMeet(one.Type, other.Type))
            {
                Incomparable(node.Span, one.Type, other.Type);
                break;
            }
        return new BoundBetween(node.Span, value, low, high);
    }

    private BoundIn In(InNode node)
    {
        var value = Bind(node.Value);
        var slot = Push("?", value.Type);
        var tests = new BoundNode[node.Tests.Count];
        for (var i = 0; i < tests.Length; i++)
            tests[i] = Test(node.Tests[i], value.Type, slot);
        Pop(1);
        return new BoundIn(node.Span, value, slot, tests);
    }

    public BoundTests BindTests(TestsNode node, FeelType inputType)
    {
        var slot = Push("?", inputType);
        var tests = new BoundNode[node.Tests.Count];
        for (var i = 0; i < tests.Length; i++)
            tests[i] = Test(node.Tests[i], inputType, slot);
        Pop(1);
        return new BoundTests(slot, tests);
    }

    /// <summary>One test of the value that lies in the slot of the innermost variable, "?".</summary>
    private BoundNode Test(FeelNode node, FeelType valueType, int slot)
    {
        if (node is TestNode test)
        {
            var (value, operand) = (new BoundSlot(test.Span, valueType, slot), Bind(test.Operand));
            if (test.Operator is not (FeelOperator.Equal or FeelOperator.NotEqual))
            {
                Ordered(value);
                Ordered(operand);
            }
            if (!FeelType.CanMeet(valueType, operand.Type))
                Incomparable(test.Span, valueType, operand.Type);
            return new BoundBinary(test.Span, FeelType.Boolean, test.Operator, value, operand);
        }
        _read.Remove(_locals[^1]);
        var bound = Bind(node);
        // A test that speaks of its input as "?", or that is a condition on other names, is asked whether it holds;
        // any other is a value, an interval or a list that the input is held against.
        if (IsRead() || (ReferenceEquals(bound.Type, FeelType.Boolean) && bound is not BoundConstant && !FeelType.CanMeet(valueType, FeelType.Boolean)))
            return Expect(bound, FeelType.Boolean);
        if (!CanMatch(valueType, bound.Type))
            Incomparable(node.Span, valueType, bound.Type is FeelListType list ? list.Element : bound.Type is FeelRangeType range ? range.Element : bound.Type);
        return new BoundMatch(node.Span, slot, bound);
    }

    private static bool CanMatch(FeelType value, FeelType test) =>
        FeelType.CanMeet(value, test)
        || (test is FeelRangeType range && FeelType.CanMeet(value, range.Element))
        || (test is FeelListType list && CanMatch(value, list.Element));
}
