using ElectronicApplication.Forms.Mapping;

namespace ElectronicApplication.Forms.Lint;

/// <summary>
/// Checks a procedure before it is published, as a compiler checks a program: what cannot work, what can never happen, what people
/// would miss. What cannot even be read or compiled is all that is reported then; mend it and look again.
/// </summary>
public static class DefinitionLint
{
    /// <param name="today">The day on which conditions about dates are tried out.</param>
    public static LintReport Check(DefinitionFiles files, DateOnly today) => Check(files, today, null, explores: true);

    /// <summary>
    /// All that is known without trying out answers: quick enough to run with each edit. What can never happen, and fees that some answers
    /// leave undefined, only <see cref="Check(DefinitionFiles, DateOnly)"/> finds; branches are not counted.
    /// </summary>
    /// <param name="compiled">The same files, when they are compiled already.</param>
    public static LintReport CheckQuickly(DefinitionFiles files, DateOnly today, CompiledFiles? compiled = null) => Check(files, today, compiled, explores: false);

    private static LintReport Check(DefinitionFiles files, DateOnly today, CompiledFiles? compiled, bool explores)
    {
        compiled ??= CompiledFiles.Of(files);
        List<LintFinding> findings = [.. compiled.Findings];
        KeyRules.Check(files, findings);
        GuessRules.Check(files, findings);
        if (compiled is not { Procedure: { } procedure, Plan: { } plan })
            return new LintReport(findings, new LintCounts(compiled.Form?.Pages.Count ?? 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        var context = new LintContext(files, today) { Procedure = procedure, Plan = plan, Explores = explores };
        context.Findings.AddRange(findings);
        if (files.Mapping is { } mapping)
            context.Mapping = CompiledFiles.Read(() => MappingPlan.Compile(mapping, plan, files.Neighbours), LintContext.MappingFile, context.Findings);
        ProcedureRules.Check(context);
        DecisionRules.Check(context);
        CoreAnswerRules.Check(context);
        FieldRules.Check(context);
        TextRules.Check(context);
        TableRules.Check(context);
        DocumentRules.Check(context);
        if (explores)
        {
            // What a wrong fee costs comes before what a dead condition costs, should the budget not suffice for both.
            ResultRules.Check(context);
            DecisionRules.Explore(context);
            BranchRules.Check(context);
        }
        SampleRules.Check(context);
        MappingRules.Check(context);
        var conditions = plan.Fields.SelectMany(field => field.Fields.Prepend(field))
            .Sum(field => new[] { field.Visible, field.RequiredWhen, field.ReadOnly, field.Value, field.OptionsFrom }.Count(expression => expression is not null) + field.Valid.Length) + plan.Pages.Count(page => page.Visible is not null);
        return new LintReport(context.Findings, new LintCounts(
            plan.Pages.Length, context.Fields().Count(), conditions, plan.Tables.Length, plan.Tables.Sum(table => table.Definition.Rules.Count), context.Texts,
            context.Mapping?.Targets.Count ?? 0, files.Samples.Count, context.Branches, context.Applicants, context.Covered));
    }
}
