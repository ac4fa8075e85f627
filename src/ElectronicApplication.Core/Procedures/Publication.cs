using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Lint;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ElectronicApplication.Core.Procedures;

/// <summary>公開: the one place that turns files into the next version of a procedure, whoever asks for it.</summary>
public sealed partial class Publication(AppDbContext db, ProcedureCatalog catalog, TimeProvider time, ILogger<Publication> log)
{
    private const int MaxAttempts = 5;

    // Of the versions that are about to be saved.
    private readonly List<CompiledVersion> _compiled = [];

    /// <summary>
    /// Runs the attempt and saves what it did as one transaction. Somebody else may publish the same number or change the same rows in that moment:
    /// then nothing was saved, and the attempt looks at everything anew. So a thing is published once, however many try.
    /// </summary>
    public async Task<Result<T>> SaveAsync<T>(Func<Task<Result<T>>> attempt, CancellationToken cancel)
    {
        for (var attempts = 1; ; attempts++)
        {
            var result = await attempt();
            if (!result.IsOk)
            {
                db.ChangeTracker.Clear();
                return result;
            }
            var published = db.ChangeTracker.Entries<FormVersion>().Where(e => e.State == EntityState.Added).Select(e => e.Entity).ToList();
            try
            {
                await db.SaveChangesAsync(cancel);
            }
            catch (DbUpdateException) when (attempts < MaxAttempts)
            {
                db.ChangeTracker.Clear();
                continue;
            }
            foreach (var version in published)
                if (_compiled.Find(c => c.Id == version.Id) is { } compiled)
                    catalog.Keep(compiled);
            if (published.Count > 0)
                catalog.Forget();
            foreach (var version in published)
                LogPublished(log, version.ProcedureCode, version.Number, version.Policy);
            return result;
        }
    }

    /// <summary>Adds the version and its act to what will be saved.</summary>
    /// <param name="changes">What changed since the version before, in words for the public, a line each.</param>
    /// <param name="request">The request that led to it, for the auditor; null for an import.</param>
    /// <param name="compiled">What <see cref="Compiled"/> gave for these files, if it was asked before.</param>
    /// <exception cref="DefinitionException">The files do not make a usable procedure with this code.</exception>
    public FormVersion Add(string code, int newest, DefinitionFiles files, MidFormPolicy policy, IReadOnlyList<string> changes, Act act, Guid? request = null, CompiledVersion? compiled = null)
    {
        var now = time.GetUtcNow();
        var version = Version(code, newest + 1, files, policy, changes, now);
        _compiled.Add((compiled ?? Compiled(code, files)) with { Id = version.Id, Number = version.Number, PublishedAt = version.PublishedAt });
        db.Add(version);
        db.Add(ActEntry.Of(act, "procedure.published", null, now.UtcDateTime, request is null ? $"{code} v{version.Number}" : $"{code} v{version.Number} {request:N}", shownToApplicant: false));
        return version;
    }

    /// <exception cref="DefinitionException">The files do not make a usable procedure with this code.</exception>
    public static CompiledVersion Compiled(string code, DefinitionFiles files)
    {
        var compiled = ProcedureCatalog.Compile(Version(code, 0, files, MidFormPolicy.Finish, [], DateTimeOffset.UnixEpoch));
        return compiled.Procedure.Code is var written && written == code ? compiled
            : throw new DefinitionException("$.code", $"手続コードが「{written}」になっています。「{code}」に直してください。", $"The files say the code is \"{written}\"; make it \"{code}\".");
    }

    /// <summary>The newest version that was published, usable by this program or not; null for a procedure that never was.</summary>
    public Task<FormVersion?> NewestAsync(string code, CancellationToken cancel) =>
        db.Set<FormVersion>().AsNoTracking().Where(v => v.ProcedureCode == code).OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancel);

    private static FormVersion Version(string code, int number, DefinitionFiles files, MidFormPolicy policy, IReadOnlyList<string> changes, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now), ProcedureCode = code, Number = number, ProcedureJson = files.Procedure.ToArray(), FormJson = files.Form.ToArray(),
        MappingJson = VersionFiles.Mapping(files), ContentSha256 = VersionFiles.Sha256(files), PublishedAt = now.UtcDateTime, Policy = policy,
        Changes = string.Join('\n', changes), ExtrasJson = VersionFiles.Extras(files),
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Procedure {Code} version {Number} is published; people in mid-form: {Policy}.")]
    private static partial void LogPublished(ILogger log, string code, int number, MidFormPolicy policy);
}
