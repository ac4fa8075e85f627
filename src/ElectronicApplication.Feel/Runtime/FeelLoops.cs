using System.Runtime.CompilerServices;
using ElectronicApplication.Feel.Binding;
using ElectronicApplication.Feel.Functions;
using ElectronicApplication.Feel.Syntax;

namespace ElectronicApplication.Feel.Runtime;

/// <summary><c>for</c>, <c>some</c>, <c>every</c> and filters. Each round spends a step of the frame's budget.</summary>
internal static class FeelLoops
{
    /// <summary>Takes one round; false stops the loop.</summary>
    private delegate bool Round(FeelFrame frame, ref State state);

    private struct State
    {
        public FeelValue[]? Results;
        public int Count;
        public bool Decided;
        public bool Unknown;
    }

    public static FeelDelegate Filter(FeelDelegate source, FeelDelegate condition, int slot) => frame =>
    {
        var value = source(frame);
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return FeelValue.Null;
        var list = ListFunctions.AsList(value);
        // Whether the bracket holds a position or a condition shows with the first element.
        frame.Slots[slot] = list.Count > 0 ? list[0] : FeelValue.Null;
        if (condition(frame) is var first && first.TryNumber(out var position))
            return At(list, position);
        if (value.IsNull)
            return first.IsTrue ? FeelValue.Of(new FeelList([value])) : FeelValue.Of(FeelList.Empty);
        var kept = new List<FeelValue>();
        foreach (ref readonly var item in list.Items)
        {
            if (!frame.Spend())
                return FeelValue.Null;
            frame.Slots[slot] = item;
            var holds = condition(frame);
            if (holds.IsTrue)
                kept.Add(item);
            else if (!holds.IsFalse && !holds.IsNull)
                return FeelValue.Null;
        }
        return FeelValue.Of(new FeelList([.. kept]));
    };

    public static FeelDelegate Compile(BoundLoop loop)
    {
        var body = FeelCompiler.Compile(loop.Body);
        Round round = loop.Loop != FeelLoop.For
            ? (FeelFrame frame, ref State state) => Decide(body(frame), ref state, loop.Loop == FeelLoop.Some)
            : loop.PartialSlot is { } partial
                ? (FeelFrame frame, ref State state) =>
                {
                    frame.Slots[partial] = FeelValue.Of(new FeelList(state.Results!, state.Count));
                    return Collect(body(frame), ref state);
                }
                : (FeelFrame frame, ref State state) => Collect(body(frame), ref state);
        for (var i = loop.Iterators.Length - 1; i >= 0; i--)
            round = Nest(loop.Iterators[i], round);
        return loop.Loop switch
        {
            FeelLoop.For => frame =>
            {
                var state = new State { Results = [] };
                return RuntimeHelpers.TryEnsureSufficientExecutionStack() && round(frame, ref state) && !state.Unknown
                    ? FeelValue.Of(new FeelList(state.Results!, state.Count))
                    : FeelValue.Null;
            },
            FeelLoop.Some or FeelLoop.Every => frame =>
            {
                var state = new State();
                if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
                    return FeelValue.Null;
                round(frame, ref state);
                var decisive = loop.Loop == FeelLoop.Some;
                return state.Decided ? FeelValue.Of(decisive) : state.Unknown ? FeelValue.Null : FeelValue.Of(!decisive);
            },
            _ => throw new InvalidOperationException($"No code for {loop.Loop}."),
        };
    }

    private static Round Nest(BoundIterator iterator, Round inner)
    {
        var slot = iterator.Slot;
        var from = FeelCompiler.Compile(iterator.From);
        if (iterator.To is { } bound)
        {
            var to = FeelCompiler.Compile(bound);
            return (FeelFrame frame, ref State state) => Count(frame, from(frame), to(frame), slot, inner, ref state);
        }
        return (FeelFrame frame, ref State state) =>
        {
            var source = from(frame);
            if (source.AsRange is { } range)
                // A range that ends before it starts is none; one between whose ends nothing lies, as (1..2), is empty.
                return frame.Compare(range.Start, range.End) > 0
                    ? Stop(ref state)
                    : Count(frame, Inner(range.Start, range.StartIncluded, 1), Inner(range.End, range.EndIncluded, -1), slot, inner, ref state, ascending: true);
            if (source.IsNull)
                return Stop(ref state);
            foreach (ref readonly var item in ListFunctions.AsList(source).Items)
            {
                if (!frame.Spend())
                    return Stop(ref state);
                frame.Slots[slot] = item;
                if (!inner(frame, ref state))
                    return false;
            }
            return true;
        };
    }

    /// <summary>The first value inside a limit, which itself may lie outside.</summary>
    private static FeelValue Inner(in FeelValue limit, bool included, int step) =>
        included ? limit
        : limit.TryNumber(out var number) && Math.Abs(number) < int.MaxValue ? FeelValue.Of(number + step)
        : limit.TryDay(out var day) ? FeelValue.OfDay(day + step)
        : FeelValue.Null;

    /// <summary>Whole numbers or days from one to the other, up or down; a range only goes up.</summary>
    private static bool Count(FeelFrame frame, in FeelValue from, in FeelValue to, int slot, Round inner, ref State state, bool ascending = false)
    {
        var days = from.TryDay(out var firstDay) & to.TryDay(out var lastDay);
        decimal first = firstDay, last = lastDay;
        if (!days && !(from.TryNumber(out first) && to.TryNumber(out last)
            && decimal.Truncate(first) == first && decimal.Truncate(last) == last
            && Math.Abs(first) <= int.MaxValue && Math.Abs(last) <= int.MaxValue))
            return Stop(ref state);
        if (ascending && first > last)
            return true;
        var step = first <= last ? 1 : -1;
        for (var i = first; step > 0 ? i <= last : i >= last; i += step)
        {
            if (!frame.Spend())
                return Stop(ref state);
            frame.Slots[slot] = days ? FeelValue.OfDay((long)i) : FeelValue.Of(i);
            if (!inner(frame, ref state))
                return false;
        }
        return true;
    }

    private static bool Stop(ref State state)
    {
        state.Unknown = true;
        return false;
    }

    private static bool Collect(in FeelValue value, ref State state)
    {
        if (state.Count >= FeelLimits.ListLength)
            return Stop(ref state);
        // Lists of partial results keep the array that they saw; a longer one is a copy.
        if (state.Count == state.Results!.Length)
            Array.Resize(ref state.Results, Math.Max(4, state.Count * 2));
        state.Results[state.Count++] = value;
        return true;
    }

    private static bool Decide(in FeelValue value, ref State state, bool decisive)
    {
        if (decisive ? value.IsTrue : value.IsFalse)
        {
            state.Decided = true;
            return false;
        }
        state.Unknown |= !value.TryBoolean(out _);
        return true;
    }

    /// <summary>Positions start at 1; negative ones count from the end; outside is null.</summary>
    private static FeelValue At(FeelList list, decimal position)
    {
        if (decimal.Truncate(position) != position || Math.Abs(position) > list.Count || position == 0)
            return FeelValue.Null;
        var index = position > 0 ? (int)position - 1 : list.Count + (int)position;
        return list[index];
    }
}
