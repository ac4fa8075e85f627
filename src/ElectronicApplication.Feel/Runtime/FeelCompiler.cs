using ElectronicApplication.Feel.Binding;
using ElectronicApplication.Feel.Functions;
using ElectronicApplication.Feel.Syntax;

namespace ElectronicApplication.Feel.Runtime;

internal delegate FeelValue FeelDelegate(FeelFrame frame);

/// <summary>
/// Turns the bound tree into delegates that call each other. Plain closures start at once and need no dynamic code,
/// which counts for a form that is compiled once and evaluated a few times.
/// </summary>
internal static class FeelCompiler
{
    public static FeelDelegate Compile(BoundNode node)
    {
        switch (node)
        {
            case BoundConstant(_, _, var value):
                return _ => value;
            case BoundSlot(_, _, var slot):
                return frame => frame.Slots[slot];
            case BoundMember member:
                return FeelMembers.Compile(Compile(member.Source), member);
            case BoundFilter filter:
                return FeelLoops.Filter(Compile(filter.Source), Compile(filter.Condition), filter.ItemSlot);
            case BoundList(_, _, var items):
                return List(CompileAll(items));
            case BoundContext context:
                return Context(context.ContextType.Shape, CompileAll(context.Values), context.Slots);
            case BoundRange range:
                return Range(range, Compile(range.Start), Compile(range.End));
            case BoundNegate(_, var operand):
                var negated = Compile(operand);
                return frame => negated(frame).TryNumber(out var number) ? FeelValue.Of(-number) : FeelValue.Null;
            case BoundBinary binary:
                return FeelOperators.Compile(binary);
            case BoundIf(_, _, var condition, var then, var otherwise):
                var (test, whenTrue, whenNot) = (Compile(condition), Compile(then), Compile(otherwise));
                return frame => test(frame).IsTrue ? whenTrue(frame) : whenNot(frame);
            case BoundIn @in:
                return In(Compile(@in.Value), @in.ValueSlot, CompileAll(@in.Tests));
            case BoundMatch(_, var valueSlot, var against):
                var expected = Compile(against);
                return frame => FeelOperators.Match(frame.Slots[valueSlot], expected(frame));
            case BoundLoop loop:
                return FeelLoops.Compile(loop);
            case BoundCall call:
                return Call(call);
            default:
                throw new InvalidOperationException($"No code for {node.GetType().Name}.");
        }
    }

    public static FeelDelegate[] CompileAll(BoundNode[] nodes) => Array.ConvertAll(nodes, Compile);

    private static FeelDelegate List(FeelDelegate[] items) => frame =>
    {
        var values = new FeelValue[items.Length];
        for (var i = 0; i < items.Length; i++)
            values[i] = items[i](frame);
        return FeelValue.Of(new FeelList(values));
    };

    private static FeelDelegate Context(FeelShape shape, FeelDelegate[] entries, int[] slots) => frame =>
    {
        var values = new FeelValue[entries.Length];
        for (var i = 0; i < entries.Length; i++)
            frame.Slots[slots[i]] = values[i] = entries[i](frame);
        return FeelValue.Of(new FeelContext(shape, values));
    };

    private static FeelDelegate Range(BoundRange range, FeelDelegate start, FeelDelegate end)
    {
        var (startIncluded, endIncluded) = (range.StartIncluded, range.EndIncluded);
        // A range of literals, the usual case, is made once.
        if (range is { Start: BoundConstant { Value: var low }, End: BoundConstant { Value: var high } })
        {
            var constant = FeelValue.Of(new FeelRange(low, startIncluded, high, endIncluded));
            return _ => constant;
        }
        return frame => FeelValue.Of(new FeelRange(start(frame), startIncluded, end(frame), endIncluded));
    }

    private static FeelDelegate In(FeelDelegate value, int slot, FeelDelegate[] tests) => frame =>
    {
        frame.Slots[slot] = value(frame);
        var unknown = false;
        foreach (var test in tests)
        {
            var result = test(frame);
            if (result.IsTrue)
                return FeelValue.True;
            unknown |= !result.IsFalse;
        }
        return unknown ? FeelValue.Null : FeelValue.False;
    };

    private static FeelDelegate Call(BoundCall call)
    {
        var arguments = CompileAll(call.Arguments);
        switch (call.Function.Body)
        {
            case FeelUnary unary:
                var only = arguments[0];
                return frame => unary(frame, only(frame));
            case FeelBinary binary:
                var (first, second) = (arguments[0], arguments[1]);
                return frame => binary(frame, first(frame), second(frame));
            case FeelMany many when arguments.Length == 1:
                var single = arguments[0];
                return frame =>
                {
                    var value = single(frame);
                    return many(frame, new ReadOnlySpan<FeelValue>(in value));
                };
            case FeelMany many:
                return frame =>
                {
                    var values = new FeelValue[arguments.Length];
                    for (var i = 0; i < values.Length; i++)
                        values[i] = arguments[i](frame);
                    return many(frame, values);
                };
            default:
                throw new InvalidOperationException($"{call.Function.Name} has no body.");
        }
    }
}
