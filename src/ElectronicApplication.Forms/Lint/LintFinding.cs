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

/// <summary>The files of one procedure as they stand in its folder.</summary>
public sealed record DefinitionFiles(ReadOnlyMemory<byte> Procedure, ReadOnlyMemory<byte> Form)
{
    public ReadOnlyMemory<byte>? Mapping { get; init; }

    /// <summary>Files of <c>samples/</c> by name.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Samples { get; init; } = new Dictionary<string, ReadOnlyMemory<byte>>();

    /// <summary>Other JSON files of the folder by name: schemas of the targets that <c>mapping.json</c> names.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Neighbours { get; init; } = new Dictionary<string, ReadOnlyMemory<byte>>();

    /// <summary>Reads the folder of one procedure. Files that are missing are empty, which the lint reports.</summary>
    public static DefinitionFiles Read(string folder)
    {
        return new DefinitionFiles(Bytes("procedure.json") ?? default, Bytes("form.json") ?? default)
        {
            Mapping = Bytes("mapping.json"),
            Samples = Directory.Exists(Path.Combine(folder, "samples")) ? All(Path.Combine(folder, "samples")) : new Dictionary<string, ReadOnlyMemory<byte>>(),
            Neighbours = All(folder).Where(file => file.Key is not ("procedure.json" or "form.json" or "mapping.json")).ToDictionary(),
        };

        ReadOnlyMemory<byte>? Bytes(string name) => File.Exists(Path.Combine(folder, name)) ? File.ReadAllBytes(Path.Combine(folder, name)) : null;

        static Dictionary<string, ReadOnlyMemory<byte>> All(string folder) =>
            Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).ToDictionary(file => Path.GetFileName(file), file => (ReadOnlyMemory<byte>)File.ReadAllBytes(file));
    }
}
