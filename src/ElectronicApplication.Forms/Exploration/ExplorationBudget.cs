namespace ElectronicApplication.Forms.Exploration;

/// <summary>
/// How often a field may be looked at while answers are tried out. Forms come from outside, and a web request waits for the result;
/// counted rather than timed, so that the same form gives the same result on any machine.
/// </summary>
internal sealed class ExplorationBudget(long looks = ExplorationBudget.Looks)
{
    /// <summary>Many times what the largest form of the catalogue takes, and seconds for the worst.</summary>
    public const long Looks = 12_000_000;

    private long _left = looks;

    public bool IsUsedUp => _left <= 0;

    public void Spend(long looks) => _left -= looks;
}
