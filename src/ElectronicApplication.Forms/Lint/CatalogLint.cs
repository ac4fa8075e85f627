namespace ElectronicApplication.Forms.Lint;

/// <summary>The report about one folder of a catalogue.</summary>
public sealed record CatalogEntryReport(string Folder, LintReport Report);

/// <summary>Checks a folder with one folder for each procedure, as <c>forms-catalog</c> is.</summary>
public static class CatalogLint
{
    /// <summary>Also what holds between the procedures of a catalogue: no code stands twice, and each stands in the folder of its name.</summary>
    public static IReadOnlyList<CatalogEntryReport> Check(string directory, DateOnly today)
    {
        var reports = new List<CatalogEntryReport>();
        // A folder that holds a definition itself is a catalogue of one.
        var folders = File.Exists(Path.Combine(directory, "form.json")) ? [directory] : Directory.GetDirectories(directory).Order(StringComparer.Ordinal).ToArray();
        foreach (var folder in folders.Where(folder => !Path.GetFileName(folder).StartsWith('.')))
        {
            var files = DefinitionFiles.Read(folder);
            var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
            var report = DefinitionLint.Check(files, today);
            if (folders.Length > 1 && Code(files) is { } code && code != name)
                report = report with
                {
                    Findings = [.. report.Findings, new LintFinding("folder-name", LintSeverity.Error, LintContext.ProcedureFile, "$.code",
                        $"手続コード「{code}」とフォルダ名「{name}」が違います。フォルダを手続コードの名前にしてください。",
                        $"The code '{code}' differs from the folder '{name}'. Name the folder after the code.")],
                };
            reports.Add(new CatalogEntryReport(name, report));
        }
        return reports;
    }

    private static string? Code(DefinitionFiles files)
    {
        try
        {
            return ProcedureDefinition.Parse(files.Procedure).Code;
        }
        catch (DefinitionException)
        {
            return null;
        }
    }
}
