using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Forms.Lint;

namespace ElectronicApplication.Host.Verbs;

internal static partial class CatalogVerb
{
    public static async Task<int> ImportAsync(string directory, string[] options)
    {
        if (!Directory.Exists(directory))
            return NoFolder(directory);
        await using var app = RunningHost.BuildForVerb(options);
        await using var scope = app.Services.CreateAsyncScope();
        return Report(await scope.ServiceProvider.GetRequiredService<ImportCatalog>().HandleAsync(directory, Act.System(Door.CommandLine), CancellationToken.None));
    }

    public static int Lint(string directory)
    {
        if (!Directory.Exists(directory))
            return NoFolder(directory);
        // Japan has no summer time; what day it is there does not depend on the machine.
        var reports = CatalogLint.Check(directory, DateOnly.FromDateTime(DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(9)).DateTime));
        foreach (var (folder, report) in reports)
        {
            var seen = report.Checked;
            Console.WriteLine($"{folder}: {(report.HasErrors ? "refused" : "ok")} ({seen.Pages} pages, {seen.Fields} fields, {seen.Conditions} conditions, {seen.Tables} tables with {seen.Rules} rules, {seen.Texts} texts, "
                + $"{seen.Targets} targets, {seen.Samples} samples; {seen.Applicants} made-up applicants took {seen.Covered} of {seen.Branches} branches)");
            foreach (var finding in report.Findings)
                Console.WriteLine($"  {(finding.Severity == LintSeverity.Error ? "error" : "warning")} {finding.Code} {finding.File} {finding.Path}: {finding.MessageJa} / {finding.MessageEn}");
        }
        var refused = reports.Count(entry => entry.Report.HasErrors);
        Console.WriteLine($"{reports.Count} procedures checked, {reports.Sum(entry => entry.Report.Findings.Count(finding => finding.Severity == LintSeverity.Warning))} warnings, {refused} refused.");
        return refused == 0 && reports.Count > 0 ? 0 : 1;
    }

    public static async Task ImportAtStartAsync(IServiceProvider services, IReadOnlyList<ReadProcedure> read, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Catalogue");
        foreach (var result in await scope.ServiceProvider.GetRequiredService<ImportCatalog>().HandleAsync(read, Act.System(Door.CommandLine), cancel))
            foreach (var problem in result.Problems)
                LogRefused(log, result.Folder, problem.Path, problem.MessageEn);
    }

    private static int Report(IReadOnlyList<ImportedProcedure> results)
    {
        foreach (var result in results)
        {
            var outcome = result.Problems.Count > 0 ? "refused" : result.Version is null ? "ok" : result.IsNew ? $"published as version {result.Version}"
                : result.Version == result.Newest ? $"unchanged (version {result.Version})" : $"known as version {result.Version}; version {result.Newest} stays in force (to go back, publish changed files)";
            Console.WriteLine($"{result.Folder}: {outcome}");
            foreach (var problem in result.Problems)
                Console.WriteLine($"  {problem.Path}: {problem.MessageJa} / {problem.MessageEn}");
        }
        var refused = results.Count(r => r.Problems.Count > 0);
        Console.WriteLine($"{results.Count} procedures read, {refused} refused.");
        return refused == 0 ? 0 : 1;
    }

    private static int NoFolder(string directory)
    {
        Console.Error.WriteLine($"There is no folder {directory}.");
        return 2;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Catalogue folder {Folder} was refused at {Path}: {Problem}")]
    private static partial void LogRefused(ILogger log, string folder, string path, string problem);
}
