using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;

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

    public static int Lint(string directory) => Directory.Exists(directory) ? Report(ImportCatalog.Lint(directory)) : NoFolder(directory);

    public static async Task ImportAtStartAsync(IServiceProvider services, string directory, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Catalogue");
        foreach (var result in await scope.ServiceProvider.GetRequiredService<ImportCatalog>().HandleAsync(directory, Act.System(Door.CommandLine), cancel))
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
