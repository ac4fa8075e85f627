namespace ElectronicApplication.Feel.Tables;

/// <summary>Two rules that match at once although the hit policy does not allow it.</summary>
/// <param name="Rule">Counted from 0.</param>
/// <param name="Other">The lower of the two.</param>
public sealed record TableOverlap(int Rule, int Other, TableCase Case);

/// <summary>What <see cref="DecisionTable.Analyse"/> found.</summary>
/// <param name="Findings">In the order of the table; what is shown of gaps and overlaps is limited, and a finding says so.</param>
/// <param name="Gaps">Every case without a rule, disjoint, also when a default answers it.</param>
/// <param name="Overlaps">Under U every pair of rules with a common case, under A those that may differ there; otherwise empty.</param>
/// <param name="IsComplete">False when a limit was reached first, which a finding tells as well: there may be more gaps, overlaps and findings than these.</param>
public sealed record TableAnalysis(IReadOnlyList<TableFinding> Findings, IReadOnlyList<TableCase> Gaps, IReadOnlyList<TableOverlap> Overlaps, bool IsComplete)
{
    /// <summary>Elementary steps. Tables as people write them need a hundredth of it; the worst ones end after one or two seconds.</summary>
    public const int DefaultBudget = 6_000_000;

    /// <summary>Gaps and overlaps that are kept apart at most.</summary>
    public const int CaseLimit = 500;

    /// <summary>Gaps and overlaps that are shown as findings at most.</summary>
    public const int ShownLimit = 20;
}
