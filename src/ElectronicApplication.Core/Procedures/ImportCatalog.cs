using System.Security.Cryptography;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Procedures;

/// <summary>What became of one folder of the catalogue. <paramref name="Problems"/> is empty unless it was refused.</summary>
/// <param name="Version">The version that these files are.</param>
/// <param name="Newest">The version that people begin on: a later one than <paramref name="Version"/> where the files are an earlier state.</param>
public sealed record ImportedProcedure(string Folder, string? Code, int? Version, int? Newest, bool IsNew, IReadOnlyList<DefinitionProblem> Problems);

/// <summary>One folder of the catalogue, not published yet: its files and what they compile to, or the problems.</summary>
public sealed record ReadProcedure(string Folder, FormVersion? Version, CompiledVersion? Compiled, IReadOnlyList<DefinitionProblem> Problems);

/// <summary>
/// Reads <c>&lt;folder&gt;/&lt;procedure-code&gt;/{procedure,form,mapping}.json</c>. Changed files become a new version; files that were published before,
/// also as an earlier version, change nothing: while a new release is rolled out, a process of the old one that starts again does not turn the catalogue back.
/// A folder that does not compile is refused as a whole and leaves what was published before.
/// </summary>
public sealed class ImportCatalog(AppDbContext db, ProcedureCatalog catalog, TimeProvider time)
{
    private const long MaxFileBytes = 2 * 1024 * 1024;

    public Task<IReadOnlyList<ImportedProcedure>> HandleAsync(string directory, Act act, CancellationToken cancel) => HandleAsync(Read(directory), act, cancel);

    public async Task<IReadOnlyList<ImportedProcedure>> HandleAsync(IReadOnlyList<ReadProcedure> read, Act act, CancellationToken cancel)
    {
        List<ImportedProcedure> results = [];
        foreach (var (folder, version, compiled, problems) in read)
            results.Add(version is null ? new(folder, null, null, null, false, problems) : await PublishAsync(folder, version, compiled!, act, cancel));
        catalog.Forget();
        return results;
    }

    private async Task<ImportedProcedure> PublishAsync(string folder, FormVersion version, CompiledVersion compiled, Act act, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var published = await db.Set<FormVersion>().AsNoTracking().Where(v => v.ProcedureCode == version.ProcedureCode)
                .OrderByDescending(v => v.Number).Select(v => new { v.Id, v.Number, v.ContentSha256, v.PublishedAt }).ToListAsync(cancel);
            var newest = published.FirstOrDefault()?.Number ?? 0;
            if (published.Find(v => v.ContentSha256.AsSpan().SequenceEqual(version.ContentSha256)) is { } same)
            {
                catalog.Keep(compiled with { Id = same.Id, Number = same.Number, PublishedAt = same.PublishedAt });
                return new(folder, version.ProcedureCode, same.Number, newest, false, []);
            }
            var next = Numbered(version, newest + 1);
            db.Add(next);
            db.Add(ActEntry.Of(act, "procedure.published", null, next.PublishedAt, $"{next.ProcedureCode} v{next.Number}", shownToApplicant: false));
            try
            {
                await db.SaveChangesAsync(cancel);
                catalog.Keep(compiled with { Id = next.Id, Number = next.Number, PublishedAt = next.PublishedAt });
                return new(folder, next.ProcedureCode, next.Number, next.Number, true, []);
            }
            catch (DbUpdateException) when (attempt < 5)
            {
                // Another process published this number in the same moment, perhaps these very files: look again.
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>The folders in the order of their names, compiled side by side. Needs no database, so that a program that starts can do it while that is being prepared.</summary>
    public static IReadOnlyList<ReadProcedure> Read(string directory) =>
        [.. Directory.GetDirectories(directory).Where(path => File.Exists(Path.Combine(path, "procedure.json"))).Order(StringComparer.Ordinal).ToArray().AsParallel().AsOrdered().Select(ReadOne)];

    private static ReadProcedure ReadOne(string path)
    {
        var folder = Path.GetFileName(path);
        try
        {
            var (version, compiled) = Compile(path, folder);
            return new(folder, version, compiled, []);
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

    private static (FormVersion, CompiledVersion) Compile(string path, string folder)
    {
        byte[] procedure = ReadFile(path, "procedure.json"), form = ReadFile(path, "form.json"), mapping = ReadFile(path, "mapping.json");
        var version = new FormVersion
        {
            Id = Guid.Empty, Number = 0, ProcedureCode = folder, ProcedureJson = procedure, FormJson = form, MappingJson = mapping,
            ContentSha256 = SHA256.HashData([.. SHA256.HashData(procedure), .. SHA256.HashData(form), .. SHA256.HashData(mapping)]), PublishedAt = default,
        };
        var compiled = ProcedureCatalog.Compile(version);
        var code = compiled.Procedure.Code;
        return code == folder ? (version, compiled) : throw new DefinitionException("$.code", $"フォルダー名「{folder}」と手続コード「{code}」が一致しません。どちらかを直してください。",
            $"The folder is called \"{folder}\", the procedure \"{code}\". Make them equal.");
    }

    private static byte[] ReadFile(string path, string name)
    {
        var file = new FileInfo(Path.Combine(path, name));
        if (!file.Exists)
            throw new DefinitionException(name, $"{name} がありません。", $"{name} is missing.");
        if (file.Length > MaxFileBytes)
            throw new DefinitionException(name, $"{name} が大きすぎます（上限 {MaxFileBytes / 1024} KB）。", $"{name} is larger than {MaxFileBytes / 1024} KB.");
        return File.ReadAllBytes(file.FullName);
    }

    private FormVersion Numbered(FormVersion version, int number)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return new()
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()), Number = number, ProcedureCode = version.ProcedureCode, ProcedureJson = version.ProcedureJson,
            FormJson = version.FormJson, MappingJson = version.MappingJson, ContentSha256 = version.ContentSha256, PublishedAt = now,
        };
    }
}
