using ElectronicApplication.Feel.Tables;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Lint;

/// <summary>Gaps and overlaps of decision tables, as FEEL's own analysis finds them, and tables that nobody uses.</summary>
internal static class TableRules
{
    public static void Check(LintContext context)
    {
        var used = Used(context);
        foreach (var table in context.Plan.Tables)
        {
            foreach (var finding in table.Findings.Concat(table.Decision!.Analyse().Findings))
                context.Findings.Add(new LintFinding(finding.Code, finding.Severity == TableSeverity.Error ? LintSeverity.Error : LintSeverity.Warning, table.File,
                    table.JsonPath + TableDefinitions.Place(finding), finding.Cause.Ja + finding.Remedy.Ja, $"{finding.Cause.En} {finding.Remedy.En}"));
            if (!used.Contains(table.Id))
                context.Warning("table-unused", table.File, table.JsonPath,
                    $"表「{table.Id}」はどこでも使われていません。式や手数料で使うか、消してください。",
                    $"The table '{table.Id}' is used nowhere. Use it in an expression or the fee, or remove it.");
        }
    }

    private static HashSet<string> Used(LintContext context)
    {
        var plan = context.Plan;
        var expressions = plan.Pages.Select(page => page.Visible)
            .Concat(plan.Fields.SelectMany(field => field.Fields.Prepend(field)).SelectMany(field =>
                new[] { field.Visible, field.RequiredWhen, field.Value, field.ReadOnly, field.Earliest, field.Latest, field.OptionsFrom }.Concat(field.Valid).Concat(field.OptionVisible ?? [])))
            .Append(plan.Fee).Append(plan.Routing).Append(plan.PayoutAmount).Append(plan.PublicAccount).Concat(plan.RouteConditions);
        return [.. expressions.SelectMany(expression => expression?.Names ?? []), .. plan.Tables.SelectMany(table => table.Decision!.Names), .. context.Mapping?.Targets.SelectMany(target => target.Names) ?? []];
    }
}
