namespace ElectronicApplication.Forms.Lint;

public enum LintSeverity
{
    /// <summary>Works, but a careful colleague would ask about it. Whoever publishes acknowledges it by its code and place.</summary>
    Warning,

    /// <summary>Keeps the definition from being published.</summary>
    Error,
}

/// <param name="Code">Stable, for programs and for acknowledging a warning.</param>
/// <param name="File">The file of the definition, or of a sample.</param>
/// <param name="Path">The place in the file: <c>$.pages[0].fields[2].visible</c>.</param>
/// <param name="MessageJa">First the cause, then what to do about it.</param>
/// <param name="MessageEn">The same in English.</param>
public sealed record LintFinding(string Code, LintSeverity Severity, string File, string Path, string MessageJa, string MessageEn)
{
    public override string ToString() => $"{File} {Path}: {Code}: {MessageEn}";
}

/// <summary>What was looked at and what was found, in the order of the files.</summary>
public sealed record LintReport(IReadOnlyList<LintFinding> Findings, LintCounts Checked)
{
    public bool HasErrors => Findings.Any(finding => finding.Severity == LintSeverity.Error);
}

/// <summary>How much there was to check; an empty report about nothing is no good news.</summary>
/// <param name="Branches">Ways that conditions and tables can go.</param>
/// <param name="Applicants">Invented applicants who went through them.</param>
/// <param name="Covered">Of the branches, those that an applicant took.</param>
public sealed record LintCounts(int Pages, int Fields, int Conditions, int Tables, int Rules, int Texts, int Targets, int Samples, int Branches, int Applicants, int Covered);
