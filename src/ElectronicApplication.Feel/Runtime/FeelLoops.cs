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
        public List<FeelValue>? Results;
        public bool Decided;
        public bool Unknown;
    }

    public static FeelDelegate Filter(FeelDelegate source, FeelDelegate condition, int slot) => frame =>
    {
        var value = source(frame);
        if (value.IsNull)
            return FeelValue.Null;
        var list = ListFunctions.AsList(value);
        // Whether the bracket holds a position or a condition shows with the first element.
        frame.Slots[slot] = list.Count > 0 ? list[0] : FeelValue.Null;
        if (condition(frame).TryNumber(out var position))
            return At(list, position);
        var kept = new List<FeelValue>();
        foreach (ref readonly var item in list.Items)
        {
            if (!frame.Spend())
                return FeelValue.Null;
            frame.Slots[slot] = item;
            if (condition(frame).IsTrue)
                kept.Add(item);
        }
        return FeelValue.Of(new FeelList([.. kept]));
    };

    public static FeelDelegate Compile(BoundLoop loop)
    {
        var body = FeelCompiler.Compile(loop.Body);
        Round round = loop.Loop == FeelLoop.For
            ? (FeelFrame frame, ref State state) => Collect(body(frame), ref state)
            : (FeelFrame frame, ref State state) => Decide(body(frame), ref state, loop.Loop == FeelLoop.Some);
        for (var i = loop.Iterators.Length - 1; i >= 0; i--)
            round = Nest(loop.Iterators[i], round);
        return loop.Loop switch
        {
            FeelLoop.For => frame =>
            {
                var state = new State { Results = [] };
                return round(frame, ref state) && !state.Unknown ? ListFunctions.Made(frame, state.Results!) : FeelValue.Null;
            },
            FeelLoop.Some or FeelLoop.Every => frame =>
            {
                var state = new State();
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
            if (source.AsRange is { StartIncluded: true, EndIncluded: true } range)
                return Count(frame, range.Start, range.End, slot, inner, ref state);
            if (source.IsNull || source.AsRange is not null)
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

    private static bool Count(FeelFrame frame, in FeelValue from, in FeelValue to, int slot, Round inner, ref State state)
    {
        if (!from.TryNumber(out var first) || !to.TryNumber(out var last)
            || decimal.Truncate(first) != first || decimal.Truncate(last) != last
            || Math.Abs(first) > int.MaxValue || Math.Abs(last) > int.MaxValue)
            return Stop(ref state);
        var step = first <= last ? 1 : -1;
        for (var i = first; step > 0 ? i <= last : i >= last; i += step)
        {
            if (!frame.Spend())
                return Stop(ref state);
            frame.Slots[slot] = FeelValue.Of(i);
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
        if (state.Results!.Count > FeelLimits.ListLength)
            return Stop(ref state);
        state.Results.Add(value);
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
