using System.Collections.Concurrent;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Mapping;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ElectronicApplication.Core.Procedures;

/// <summary>A version as it is used: compiled once, kept for the life of the process, because a published version never changes.</summary>
public sealed record CompiledVersion(Guid Id, int Number, FormPlan Plan, MappingPlan Mapping, DateTime PublishedAt)
{
    public ProcedureDefinition Procedure => Plan.Procedure;

    /// <summary>Whether a draft of this version can have attachments at all.</summary>
    public bool TakesAttachments { get; } = Plan.Form.Pages.SelectMany(p => p.Fields).Any(f => f.Type == FieldType.Attachment || f.Fields.Any(inner => inner.Type == FieldType.Attachment));

    /// <summary>The form as it was published, with whatever keys this program does not know.</summary>
    public ReadOnlyMemory<byte> FormJson { get; init; }
}

/// <summary>The published procedures, compiled. Which version is the newest is looked up again every few seconds: another process may have imported one.</summary>
/// <remarks>A version that this program cannot compile (a newer one may have published it) is left out for the life of the process, and the newest that compiles stands for it.</remarks>
public sealed partial class ProcedureCatalog(IServiceScopeFactory scopes, TimeProvider time, ILogger<ProcedureCatalog> log)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Guid, CompiledVersion> _versions = new();
    private readonly ConcurrentDictionary<Guid, bool> _broken = new();
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile Listing _listing = new(DateTimeOffset.MinValue, [], new Dictionary<string, CompiledVersion>());

    /// <summary>The newest version of every procedure, by title.</summary>
    public async ValueTask<IReadOnlyList<CompiledVersion>> ListAsync(CancellationToken cancel) => (await CurrentAsync(cancel)).Items;

    public async ValueTask<CompiledVersion?> FindAsync(string code, CancellationToken cancel) =>
        (await CurrentAsync(cancel)).ByCode.GetValueOrDefault(code);

    /// <summary>Any version, also one that is no longer the newest: drafts and submissions stay on theirs.</summary>
    public async ValueTask<CompiledVersion> VersionAsync(Guid id, CancellationToken cancel)
    {
        if (_versions.TryGetValue(id, out var known))
            return known;
        await using var scope = scopes.CreateAsyncScope();
        var row = await scope.ServiceProvider.GetRequiredService<AppDbContext>().Set<FormVersion>().AsNoTracking().SingleAsync(v => v.Id == id, cancel);
        return _versions.GetOrAdd(id, _ => Compile(row));
    }

    /// <summary>A version that was loaded before; facts name only versions of submissions that this process or the planner has just handled.</summary>
    public CompiledVersion Version(Guid id) => _versions.TryGetValue(id, out var known) ? known : VersionAsync(id, CancellationToken.None).AsTask().GetAwaiter().GetResult();

    /// <summary>What an import has just compiled need not be compiled again.</summary>
    internal void Keep(CompiledVersion version) => _versions.TryAdd(version.Id, version);

    /// <summary>After an import in this process: look again at once.</summary>
    public void Forget() => _listing = _listing with { ReadAt = DateTimeOffset.MinValue };

    /// <exception cref="DefinitionException">The files do not make a usable procedure.</exception>
    public static CompiledVersion Compile(FormVersion row)
    {
        var plan = FormPlan.Compile(ProcedureDefinition.Parse(row.ProcedureJson), FormDefinition.Parse(row.FormJson));
        return new(row.Id, row.Number, plan, MappingPlan.Compile(row.MappingJson, plan), row.PublishedAt) { FormJson = row.FormJson };
    }

    private async ValueTask<Listing> CurrentAsync(CancellationToken cancel)
    {
        var listing = _listing;
        if (time.GetUtcNow() - listing.ReadAt < Fresh)
            return listing;
        await _gate.WaitAsync(cancel);
        try
        {
            if (time.GetUtcNow() - _listing.ReadAt < Fresh)
                return _listing;
            await using var scope = scopes.CreateAsyncScope();
            var items = await NewestAsync(scope.ServiceProvider.GetRequiredService<AppDbContext>(), cancel);
            items.Sort((a, b) => string.CompareOrdinal(a.Procedure.Title.Ja, b.Procedure.Title.Ja));
            return _listing = new(time.GetUtcNow(), items, items.ToDictionary(v => v.Procedure.Code));
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<List<CompiledVersion>> NewestAsync(AppDbContext db, CancellationToken cancel)
    {
        while (true)
        {
            var broken = _broken.Keys.ToList();
            var usable = db.Set<FormVersion>().AsNoTracking().Where(v => !broken.Contains(v.Id));
            var newest = await usable.Where(v => !usable.Any(later => later.ProcedureCode == v.ProcedureCode && later.Number > v.Number)).Select(v => v.Id).ToListAsync(cancel);
            var unknown = newest.Where(id => !_versions.ContainsKey(id)).ToList();
            if (unknown.Count > 0)
                foreach (var row in await db.Set<FormVersion>().AsNoTracking().Where(v => unknown.Contains(v.Id)).ToListAsync(cancel))
                    CompileOrLeaveOut(row);
            if (_broken.Count == broken.Count)
                return newest.ConvertAll(id => _versions[id]);
        }
    }

    private void CompileOrLeaveOut(FormVersion row)
    {
        try
        {
            _versions.TryAdd(row.Id, Compile(row));
        }
        catch (Exception e)
        {
            // One definition must not close the doors for all the others, whatever is the matter with it.
            _broken.TryAdd(row.Id, true);
            LogLeftOut(log, e, row.ProcedureCode, row.Number);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Procedure {Code} version {Number} does not compile and is left out; an earlier version that does stands for it.")]
    private static partial void LogLeftOut(ILogger log, Exception exception, string code, int number);

    private sealed record Listing(DateTimeOffset ReadAt, IReadOnlyList<CompiledVersion> Items, IReadOnlyDictionary<string, CompiledVersion> ByCode);
}
