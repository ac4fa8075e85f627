namespace ElectronicApplication.Feel;

/// <summary>
/// The values that expressions run on: one slot per declared name, then room for the variables of loops.
/// One frame serves one evaluation on one thread; its budget of steps is shared by all expressions that run on it.
/// </summary>
public sealed class FeelFrame(int slots, int steps = FeelLimits.Steps)
{
    internal readonly FeelValue[] Slots = new FeelValue[slots];
    private int _steps = steps;

    public FeelValue this[int slot]
    {
        get => Slots[slot];
        set => Slots[slot] = value;
    }

    /// <summary>An expression asked for more work than <see cref="FeelLimits"/> allows; its value is null.</summary>
    public bool IsExhausted { get; private set; }

    internal bool Spend(int steps = 1)
    {
        if ((_steps -= steps) >= 0)
            return true;
        _steps = 0;
        IsExhausted = true;
        return false;
    }
}
