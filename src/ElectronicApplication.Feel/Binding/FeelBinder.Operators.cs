using ElectronicApplication.Feel.Functions;
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
            case FeelOperator.Add when ReferenceEquals(left.Type, FeelType.String) || ReferenceEquals(right.Type, FeelType.String):
                return new BoundBinary(node.Span, FeelType.String, node.Operator, Expect(left, FeelType.String), Expect(right, FeelType.String));
            case FeelOperator.Add when ReferenceEquals(left.Type, FeelType.Any) && ReferenceEquals(right.Type, FeelType.Any):
                return new BoundBinary(node.Span, FeelType.Any, node.Operator, left, right);
            default:
                return new BoundBinary(node.Span, FeelType.Number, node.Operator, Expect(left, FeelType.Number), Expect(right, FeelType.Number));
        }
    }

    private BoundIn Between(BetweenNode node)
    {
        var value = Bind(node.Value);
        var slot = Push(null, value.Type);
        var range = new BoundRange(node.Span, new FeelRangeType(value.Type), Bind(node.Low), true, Bind(node.High), true);
        Pop(1);
        if (!FeelType.CanMeet(value.Type, range.Start.Type) || !FeelType.CanMeet(value.Type, range.End.Type))
            Incomparable(node.Span, value.Type, range.Start.Type);
        return new BoundIn(node.Span, value, slot, [new BoundMatch(node.Span, slot, range)]);
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

    private BoundNode Test(FeelNode node, FeelType valueType, int slot)
    {
        if (node is TestNode test)
        {
            var operand = Bind(test.Operand);
            if (!FeelType.CanMeet(valueType, operand.Type))
                Incomparable(test.Span, valueType, operand.Type);
            return new BoundBinary(test.Span, FeelType.Boolean, test.Operator, new BoundSlot(test.Span, valueType, slot), operand);
        }
        _readInputs.Remove(slot);
        var bound = Bind(node);
        // A test that speaks of its input as "?", or that is a condition on other names, is asked whether it holds;
        // any other is a value, an interval or a list that the input is held against.
        if (_readInputs.Contains(slot) || (ReferenceEquals(bound.Type, FeelType.Boolean) && bound is not BoundConstant && !FeelType.CanMeet(valueType, FeelType.Boolean)))
            return Expect(bound, FeelType.Boolean);
        var element = bound.Type switch
        {
            FeelRangeType range => range.Element,
            FeelListType list when valueType is not FeelListType => list.Element,
            var other => other,
        };
        if (!FeelType.CanMeet(valueType, element))
            Incomparable(node.Span, valueType, element);
        return new BoundMatch(node.Span, slot, bound);
    }

    private BoundNode Call(CallNode call)
    {
        if (FeelFunctions.Find(call.Function) is not { } function)
            return UnknownFunction(call);
        var arguments = Arguments(call, function);
        if (arguments is null)
            return Invalid(call.Span);
        var types = new FeelType[arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            var parameter = function.Parameters[Math.Min(i, function.Parameters.Count - 1)];
            // A single value passes for a list of one (10.3.2.9.4).
            if (parameter.Type is not FeelListType || arguments[i].Type is FeelListType)
                Expect(arguments[i], parameter.Type);
            types[i] = arguments[i].Type;
        }
        if (function.Name == "matches" && arguments[1] is BoundConstant { Value.AsString: { } pattern } && !FeelPatterns.IsValid(pattern))
            return Report(arguments[1].Span, "pattern",
                "正規表現が正しくありません。", "The regular expression is not valid.",
                "括弧の対応を確かめ、先読みや後方参照は使わないでください。", "Check its brackets, and use neither look-around nor back-references.");
        return Folded(new BoundCall(call.Span, function.Result(types), function, arguments));
    }

    private BoundNode[]? Arguments(CallNode call, FeelFunction function)
    {
        var bound = new BoundNode[call.Arguments.Count];
        for (var i = 0; i < bound.Length; i++)
            bound[i] = Bind(call.Arguments[i]);
        if (call.Names.Count > 0)
        {
            var ordered = new BoundNode[function.Parameters.Count];
            for (var i = 0; i < bound.Length; i++)
            {
                var index = function.IndexOf(call.Names[i]);
                if (index < 0)
                {
                    Report(call.Span, "unknown-parameter",
                        $"{function.Name} に「{call.Names[i]}」という引数はありません。", $"{function.Name} has no parameter '{call.Names[i]}'.",
                        $"{function.Signature} の形で書いてください。", $"Write {function.Signature}.");
                    return null;
                }
                ordered[index] = bound[i];
            }
            var count = Array.FindLastIndex(ordered, node => node is not null) + 1;
            bound = [.. ordered.Take(count).Select(node => node ?? new BoundConstant(call.Span, FeelType.Null, FeelValue.Null))];
        }
        if (bound.Length >= function.Required && (function.IsVariadic || bound.Length <= function.Parameters.Count))
            return bound;
        Report(call.Span, "argument-count",
            $"{function.Name} の引数の数が違います（{bound.Length}個）。", $"{function.Name} does not take {bound.Length} arguments.",
            $"{function.Signature} の形で書いてください。", $"Write {function.Signature}.");
        return null;
    }
}
