using ElectronicApplication.Feel.Tables;

namespace ElectronicApplication.Forms.Lint;

/// <summary>What is remarkable about a decision table, for whoever edits it.</summary>
/// <param name="Rule">The row it is about, counted from 0; null for the table as a whole.</param>
/// <param name="Missing">Unary tests, one for each input, of a case without a rule; empty for anything else, and for a case that may be impossible.</param>
public sealed record TableRemark(string Code, bool IsError, int? Rule, int? Input, int? Output, string MessageJa, string MessageEn, IReadOnlyList<string> Missing);

/// <summary>Gaps and overlaps of one table, while it is being edited.</summary>
public static class TableReview
{
    /// <summary>A tenth of what publishing spends: usual tables need less, and an edit must be answered at once.</summary>
    private const int Budget = TableAnalysis.DefaultBudget / 10;

    /// <summary>Null when the plan has no such table.</summary>
    public static IReadOnlyList<TableRemark>? Of(FormPlan plan, string id)
    {
        var table = Array.Find(plan.Tables, table => table.Id == id);
        return table?.Decision is null ? null : [.. table.Findings.Concat(table.Decision.Analyse(Budget).Findings).Select(Remark)];
    }

    private static TableRemark Remark(TableFinding finding) => new(
        finding.Code, finding.Severity == TableSeverity.Error, finding.Place.Rule, finding.Place.Input, finding.Place.Output,
        finding.Cause.Ja + finding.Remedy.Ja, $"{finding.Cause.En} {finding.Remedy.En}", finding.Code == "gap" ? finding.Case?.Tests ?? [] : []);
}
