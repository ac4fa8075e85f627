namespace ElectronicApplication.Forms.Lint;

/// <summary>Procedure and form as far as their files can be read and compiled, and everything that kept them from it.</summary>
/// <param name="Plan">The form as it would run; null while it does not compile.</param>
public sealed record CompiledFiles(ProcedureDefinition? Procedure, FormDefinition? Form, FormPlan? Plan, IReadOnlyList<LintFinding> Findings)
{
    public static CompiledFiles Of(DefinitionFiles files)
    {
        var findings = new List<LintFinding>();
        var procedure = Read(() => ProcedureDefinition.Parse(files.Procedure), LintContext.ProcedureFile, findings);
        var form = Read(() => FormDefinition.Parse(files.Form), LintContext.FormFile, findings);
        var plan = procedure is null || form is null ? null : Read(() => FormPlan.Compile(procedure, form), LintContext.FormFile, findings);
        return new(procedure, form, plan, findings);
    }

    internal static T? Read<T>(Func<T> read, string file, List<LintFinding> findings) where T : class
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
