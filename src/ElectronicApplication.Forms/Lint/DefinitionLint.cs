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
    public static LintReport CheckQuickly(DefinitionFiles files, DateOnly today, FormPlan? compiled = null) => Check(files, today, compiled, explores: false);

    private static LintReport Check(DefinitionFiles files, DateOnly today, FormPlan? compiled, bool explores)
    {
        var findings = new List<LintFinding>();
        var procedure = compiled?.Procedure ?? Read(() => ProcedureDefinition.Parse(files.Procedure), LintContext.ProcedureFile, findings);
        var form = compiled?.Form ?? Read(() => FormDefinition.Parse(files.Form), LintContext.FormFile, findings);
        KeyRules.Check(files, findings);
        var plan = compiled ?? (procedure is null || form is null ? null : Read(() => FormPlan.Compile(procedure, form), LintContext.FormFile, findings));
        if (plan is null)
            return new LintReport(findings, new LintCounts(form?.Pages.Count ?? 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        var context = new LintContext(files, today) { Procedure = procedure!, Plan = plan, Explores = explores };
        context.Findings.AddRange(findings);
        if (files.Mapping is { } mapping)
            context.Mapping = Read(() => MappingPlan.Compile(mapping, plan), LintContext.MappingFile, context.Findings);
        ProcedureRules.Check(context);
        FieldRules.Check(context);
        TextRules.Check(context);
        TableRules.Check(context);
        if (explores)
        {
            // What a wrong fee costs comes before what a dead condition costs, should the budget not suffice for both.
            ResultRules.Check(context);
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

    private static T? Read<T>(Func<T> read, string file, List<LintFinding> findings) where T : class
    {
        try
        {
            return read();
        }
        catch (DefinitionException exception)
        {
            foreach (var problem in exception.Problems)
                findings.Add(new LintFinding(problem.Code, LintSeverity.Error, typeof(T) == typeof(FormPlan) ? problem.File : file, problem.Path, problem.MessageJa, problem.MessageEn));
            return null;
        }
    }
}
