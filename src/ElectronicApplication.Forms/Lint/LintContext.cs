using ElectronicApplication.Forms.Exploration;
using ElectronicApplication.Forms.Mapping;

namespace ElectronicApplication.Forms.Lint;

/// <summary>What the rules look at, and where they put what they find.</summary>
internal sealed class LintContext(DefinitionFiles files, DateOnly today)
{
    public const string ProcedureFile = DefinitionFiles.ProcedureFile;
    public const string FormFile = DefinitionFiles.FormFile;
    public const string MappingFile = DefinitionFiles.MappingFile;

    public DefinitionFiles Files { get; } = files;

    /// <summary>The day on which the form is tried out.</summary>
    public DateOnly Today { get; } = today;

    /// <summary>Whether answers are tried out, which takes time.</summary>
    public required bool Explores { get; init; }

    /// <summary>One for all rules, with one budget.</summary>
    public Explorer Explorer => field ??= new Explorer(Plan, Today);

    public List<LintFinding> Findings { get; } = [];

    public required ProcedureDefinition Procedure { get; init; }

    public required FormPlan Plan { get; init; }

    public MappingPlan? Mapping { get; set; }

    public int Texts { get; set; }

    public int Branches { get; set; }

    public int Applicants { get; set; }

    public int Covered { get; set; }

    public void Error(string code, string file, string path, string ja, string en) => Findings.Add(new(code, LintSeverity.Error, file, path, ja, en));

    public void Warning(string code, string file, string path, string ja, string en) => Findings.Add(new(code, LintSeverity.Warning, file, path, ja, en));

    public IEnumerable<(FieldDefinition Field, string Path)> Fields() => Plan.Pages.SelectMany(page => page.Fields).SelectMany(field => field.Fields.Prepend(field)).Select(field => (field.Definition, field.JsonPath));
}
