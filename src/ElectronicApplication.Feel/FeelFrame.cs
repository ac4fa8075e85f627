using System.Runtime.CompilerServices;

namespace ElectronicApplication.Feel;

/// <summary>
/// The values that expressions run on: one slot per declared name, then room for the variables of loops.
/// One frame serves one evaluation on one thread; its budget of steps is shared by all expressions that run on it.
/// </summary>
public sealed class FeelFrame(int slots, int steps = FeelLimits.Steps)
{
    internal readonly FeelValue[] Slots = new FeelValue[slots];
    private readonly FeelFrame? _caller;
    private int _steps = steps;
    private int _calls;

    /// <summary>The frame of a call: it spends the budget of its caller and reads the same clock.</summary>
    public FeelFrame(int slots, FeelFrame caller) : this(slots, 0) => _caller = caller._caller ?? caller;

    public FeelValue this[int slot]
    {
        get => Slots[slot];
        set => Slots[slot] = value;
    }

    /// <summary>The clock of <c>now()</c> and <c>today()</c>.</summary>
    public TimeProvider Time { get => _caller?.Time ?? field; init; } = TimeProvider.System;

    /// <summary>An expression asked for more work than <see cref="FeelLimits"/> allows; its value is null.</summary>
    public bool IsExhausted { get; private set; }

    internal bool Spend(int steps = 1)
    {
        if (_caller is not null)
            return _caller.Spend(steps);
        if ((_steps -= steps) >= 0)
            return true;
        _steps = 0;
        IsExhausted = true;
        return false;
    }

    /// <summary>For texts, of which a step covers a stretch.</summary>
    internal bool SpendText(int length) => Spend(1 + length / FeelLimits.TextPerStep);

    /// <summary>For looking for one text in another, which in the worst case compares the whole of it at every place.</summary>
    internal bool SpendSearch(string text, string part) =>
        Spend((int)Math.Min(int.MaxValue, 1 + text.Length / FeelLimits.TextPerStep * (1L + part.Length / FeelLimits.TextPerStep)));

    /// <summary>For putting two values in order: only texts are long.</summary>
    internal bool SpendOrder(in FeelValue a, in FeelValue b) =>
        a.AsString is not { Length: >= FeelLimits.TextPerStep } text || b.AsString is not { Length: >= FeelLimits.TextPerStep } other
        || Spend(Math.Min(text.Length, other.Length) / FeelLimits.TextPerStep);

    internal int? Compare(in FeelValue a, in FeelValue b) => SpendOrder(a, b) ? FeelValue.Compare(a, b) : null;

    internal bool? AreEqual(in FeelValue a, in FeelValue b)
    {
        var root = _caller ?? this;
        var equal = FeelValue.AreEqual(a, b, ref root._steps);
        return root._steps >= 0 || root.Spend() ? equal : null;
    }

    internal bool? Holds(FeelType type, in FeelValue value)
    {
        var root = _caller ?? this;
        var holds = type.Holds(value, ref root._steps);
        return root._steps >= 0 || root.Spend() ? holds : null;
    }

    /// <summary>Whether one more call may nest here.</summary>
    internal bool Enter()
    {
        var root = _caller ?? this;
        // The limit on calls bounds recursion; the stack is asked as well, for it may have been half full when FEEL was called.
        if (++root._calls <= FeelLimits.Calls && RuntimeHelpers.TryEnsureSufficientExecutionStack() && Spend())
            return true;
        root._calls--;
        root.Spend(int.MaxValue);
        return false;
    }

    internal void Leave() => (_caller ?? this)._calls--;
}
