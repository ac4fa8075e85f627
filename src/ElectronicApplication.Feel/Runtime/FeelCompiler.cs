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
    private static readonly FeelValue NoItem = FeelValue.Of(FeelList.Empty);

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
            case BoundShadow shadow:
                return FeelMembers.Compile(Compile(shadow.Item), shadow.Name, Compile(shadow.Outside));
            case BoundFilter filter:
                return FeelLoops.Filter(Compile(filter.Source), Compile(filter.Condition), filter.ItemSlot);
            case BoundList(_, _, var items):
                return List(CompileAll(items));
            case BoundContext context:
                return Context(context.ContextType.Shape, CompileAll(context.Values), context.Slots);
            case BoundRange range:
                return Range(range);
            case BoundNegate(_, _, var operand):
                var negated = Compile(operand);
                return frame => FeelArithmetic.Negate(negated(frame));
            case BoundBinary binary:
                return FeelOperators.Compile(binary);
            case BoundBetween(_, var value, var low, var high):
                var (between, from, to) = (Compile(value), Compile(low), Compile(high));
                return frame => FeelOperators.Between(frame, between(frame), from(frame), to(frame));
            case BoundInstance(_, var value, var type):
                var instance = Compile(value);
                return frame => FeelValue.Of(frame.Holds(type, instance(frame)));
            case BoundIf(_, _, var condition, var then, var otherwise):
                var (test, whenTrue, whenNot) = (Compile(condition), Compile(then), Compile(otherwise));
                return frame => test(frame).IsTrue ? whenTrue(frame) : whenNot(frame);
            case BoundIn @in:
                return In(Compile(@in.Value), @in.ValueSlot, CompileAll(@in.Tests));
            case BoundMatch match:
                return Match(match);
            case BoundLoop loop:
                return FeelLoops.Compile(loop);
            case BoundSingle(_, _, var source):
                var single = Compile(source);
                // Any other list must not become null, which would pass for an optional argument that was left out; nor is it kept,
                // for a function that also takes lists under another name.
                return frame => single(frame) is var value && value.AsList is { } list ? list.Count == 1 ? list[0] : NoItem : value;
            case BoundCall call:
                return FeelCalls.Compile(call);
            case BoundInvoke invoke:
                return FeelCalls.Compile(invoke);
            case BoundFunction function:
                return FeelCalls.Compile(function);
            default:
                throw new InvalidOperationException($"No code for {node.GetType().Name}.");
        }
    }

    public static FeelDelegate[] CompileAll(BoundNode[] nodes) => Array.ConvertAll(nodes, Compile);

    private static FeelDelegate List(FeelDelegate[] items) => frame =>
    {
        if (!frame.Spend(items.Length))
            return FeelValue.Null;
        var values = new FeelValue[items.Length];
        for (var i = 0; i < items.Length; i++)
            values[i] = items[i](frame);
        return FeelValue.Of(new FeelList(values));
    };

    private static FeelDelegate Context(FeelShape shape, FeelDelegate[] entries, int[] slots) => frame =>
    {
        if (!frame.Spend(entries.Length))
            return FeelValue.Null;
        var values = new FeelValue[entries.Length];
        for (var i = 0; i < entries.Length; i++)
            frame.Slots[slots[i]] = values[i] = entries[i](frame);
        return FeelValue.Of(new FeelContext(shape, values));
    };

    private static FeelDelegate Range(BoundRange range)
    {
        var (startIncluded, endIncluded) = (range.StartIncluded, range.EndIncluded);
        var (start, end) = (range.Start is null ? null : Compile(range.Start), range.End is null ? null : Compile(range.End));
        return frame =>
        {
            var (low, high) = (start is null ? FeelValue.Null : start(frame), end is null ? FeelValue.Null : end(frame));
            // A limit that is written but missing is not the same as no limit.
            if ((start is not null && low.IsNull) || (end is not null && high.IsNull))
                return FeelValue.Null;
            return frame.SpendOrder(low, high) ? FeelRange.Make(low, startIncluded, high, endIncluded, range.IsEquality) : FeelValue.Null;
        };
    }

    private static FeelDelegate Match(BoundMatch match)
    {
        var (slot, expected) = (match.ValueSlot, Compile(match.Test));
        if (match.Test.Type is FeelRangeType)
            return frame => expected(frame).AsRange is { } range ? FeelValue.Of(range.Includes(frame.Slots[slot], frame)) : FeelValue.Null;
        return frame => FeelOperators.Match(frame, frame.Slots[slot], expected(frame));
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
}
