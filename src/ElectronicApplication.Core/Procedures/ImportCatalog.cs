using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Lint;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Procedures;

/// <summary>What became of one folder of the catalogue. <paramref name="Problems"/> is empty unless it was refused.</summary>
/// <param name="Version">The version that these files are.</param>
/// <param name="Newest">The version that people begin on: a later one than <paramref name="Version"/> where the files are an earlier state.</param>
public sealed record ImportedProcedure(string Folder, string? Code, int? Version, int? Newest, bool IsNew, IReadOnlyList<DefinitionProblem> Problems);

/// <summary>One folder of the catalogue, not published yet: its files and what they compile to, or the problems.</summary>
public sealed record ReadProcedure(string Folder, DefinitionFiles? Files, CompiledVersion? Compiled, IReadOnlyList<DefinitionProblem> Problems);

/// <summary>
/// Reads <c>&lt;folder&gt;/&lt;procedure-code&gt;/{procedure,form,mapping}.json</c> with its samples and schemas. Changed files become a new version; files that were published before,
/// also as an earlier version, change nothing: while a new release is rolled out, a process of the old one that starts again does not turn the catalogue back.
/// A folder that does not compile is refused as a whole and leaves what was published before.
/// </summary>
public sealed class ImportCatalog(AppDbContext db, ProcedureCatalog catalog, Publication publication)
{
    private const long MaxFileBytes = 2 * 1024 * 1024;

    public Task<IReadOnlyList<ImportedProcedure>> HandleAsync(string directory, Act act, CancellationToken cancel) => HandleAsync(Read(directory), act, cancel);

    public async Task<IReadOnlyList<ImportedProcedure>> HandleAsync(IReadOnlyList<ReadProcedure> read, Act act, CancellationToken cancel)
    {
        List<ImportedProcedure> results = [];
        foreach (var (folder, files, compiled, problems) in read)
            results.Add(files is null ? new(folder, null, null, null, false, problems) : await PublishAsync(folder, files, compiled!, act, cancel));
        catalog.Forget();
        return results;
    }

    private async Task<ImportedProcedure> PublishAsync(string code, DefinitionFiles files, CompiledVersion compiled, Act act, CancellationToken cancel)
    {
        var sha256 = VersionFiles.Sha256(files);
        var imported = await publication.SaveAsync<ImportedProcedure>(async () =>
        {
            var published = await db.Set<FormVersion>().AsNoTracking().Where(v => v.ProcedureCode == code)
                .OrderByDescending(v => v.Number).Select(v => new { v.Id, v.Number, v.ContentSha256, v.PublishedAt, HasExtras = v.ExtrasJson != null }).ToListAsync(cancel);
            var newest = published.FirstOrDefault()?.Number ?? 0;
            if (published.Find(v => v.ContentSha256.AsSpan().SequenceEqual(sha256)) is { } same)
            {
                // Published by a program that did not keep them yet.
                if (!same.HasExtras && VersionFiles.Extras(files) is { } extras)
                    await db.WriteAsync(() => db.Set<FormVersion>().Where(v => v.Id == same.Id).ExecuteUpdateAsync(u => u.SetProperty(v => v.ExtrasJson, extras), cancel), cancel);
                catalog.Keep(compiled with { Id = same.Id, Number = same.Number, PublishedAt = same.PublishedAt });
                return new ImportedProcedure(code, code, same.Number, newest, false, []);
            }
            var next = publication.Add(code, newest, files, MidFormPolicy.Finish, [], act, compiled: compiled);
            return new ImportedProcedure(code, code, next.Number, next.Number, true, []);
        }, cancel);
        return imported.Value;
    }

    /// <summary>The folders in the order of their names, compiled side by side. Needs no database, so that a program that starts can do it while that is being prepared.</summary>
    public static IReadOnlyList<ReadProcedure> Read(string directory) =>
        [.. Directory.GetDirectories(directory).Where(path => File.Exists(Path.Combine(path, "procedure.json"))).Order(StringComparer.Ordinal).ToArray().AsParallel().AsOrdered().Select(ReadOne)];

    private static ReadProcedure ReadOne(string path)
    {
        var folder = Path.GetFileName(path);
        try
        {
            var files = Files(path);
            return new(folder, files, Publication.Compiled(folder, files), []);
        }
        catch (DefinitionException e)
        {
            return new(folder, null, null, e.Problems);
        }
        catch (IOException e)
        {
            return new(folder, null, null, [new(folder, $"読み込めません: {e.Message}", e.Message)]);
        }
    }

    private static DefinitionFiles Files(string path)
    {
        foreach (var name in (string[])["procedure.json", "form.json", "mapping.json"])
            if (!File.Exists(Path.Combine(path, name)))
                throw new DefinitionException(name, $"{name} がありません。", $"{name} is missing.");
        foreach (var file in new DirectoryInfo(path).EnumerateFiles("*.json", SearchOption.AllDirectories))
            if (file.Length > MaxFileBytes)
                throw new DefinitionException(file.Name, $"{file.Name} が大きすぎます（上限 {MaxFileBytes / 1024} KB）。", $"{file.Name} is larger than {MaxFileBytes / 1024} KB.");
        return DefinitionFiles.Read(path);
    }
}
