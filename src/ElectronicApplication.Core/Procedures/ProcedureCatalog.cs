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

/// <summary>The published procedures, compiled. How they stand is looked up again every few seconds: another process may have published or retired one.</summary>
/// <remarks>A version that this program cannot compile (a newer one may have published it) is left out for the life of the process, and the newest that compiles stands for it.</remarks>
public sealed partial class ProcedureCatalog(IServiceScopeFactory scopes, TimeProvider time, ILogger<ProcedureCatalog> log)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Guid, CompiledVersion> _versions = new();
    private readonly ConcurrentDictionary<Guid, bool> _broken = new();
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile Listing _listing = new(DateTimeOffset.MinValue, [], new Dictionary<string, ProcedureStanding>(), new HashSet<string>(), new Dictionary<string, LocalizedText>());

    // Versions are only ever added: as long as their number is the same, so are they.
    private IReadOnlyList<KnownVersion> _known = [];
    private Dictionary<string, Retirement> _retired = [];
    private int _forgotten;

    /// <summary>The newest version of every procedure, by title; retired ones too.</summary>
    public async ValueTask<IReadOnlyList<CompiledVersion>> ListAsync(CancellationToken cancel) => (await CurrentAsync(cancel)).Items;

    public async ValueTask<CompiledVersion?> FindAsync(string code, CancellationToken cancel) => (await StandingAsync(code, cancel))?.InForce;

    /// <summary>From memory: costs a page nothing.</summary>
    public async ValueTask<ProcedureStanding?> StandingAsync(string code, CancellationToken cancel) =>
        (await CurrentAsync(cancel)).ByCode.GetValueOrDefault(code);

    /// <summary>The codes of the procedures that take nothing new.</summary>
    public async ValueTask<IReadOnlySet<string>> RetiredAsync(CancellationToken cancel) => (await CurrentAsync(cancel)).Retired;

    /// <summary>Every office that a procedure names, by its code: those in charge, and those that submissions are routed to.</summary>
    public async ValueTask<IReadOnlyDictionary<string, LocalizedText>> OfficesAsync(CancellationToken cancel) => (await CurrentAsync(cancel)).Offices;

    /// <summary>Any version, also one that is no longer the newest: drafts and submissions stay on theirs.</summary>
    public async ValueTask<CompiledVersion> VersionAsync(Guid id, CancellationToken cancel)
    {
        if (_versions.TryGetValue(id, out var known))
            return known;
        await using var scope = scopes.CreateAsyncScope();
        var row = await scope.ServiceProvider.GetRequiredService<AppDbContext>().Set<FormVersion>().AsNoTracking().SingleAsync(v => v.Id == id, cancel);
        return _versions.GetOrAdd(id, _ => Compile(row));
    }

    /// <summary>Like <see cref="VersionAsync"/>, for whoever only wants to look back: null for a version that this program cannot use.</summary>
    public async ValueTask<CompiledVersion?> TryVersionAsync(Guid id, CancellationToken cancel)
    {
        if (_broken.ContainsKey(id))
            return null;
        try
        {
            return await VersionAsync(id, cancel);
        }
        catch (DefinitionException)
        {
            _broken.TryAdd(id, true);
            return null;
        }
    }

    /// <summary>A version that was loaded before; facts name only versions of submissions that this process or the planner has just handled.</summary>
    public CompiledVersion Version(Guid id) => _versions.TryGetValue(id, out var known) ? known : VersionAsync(id, CancellationToken.None).AsTask().GetAwaiter().GetResult();

    /// <summary>What was compiled before it was published need not be compiled again.</summary>
    internal void Keep(CompiledVersion version) => _versions.TryAdd(version.Id, version);

    /// <summary>After something was published or retired in this process: look again at once.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref _forgotten);
        _listing = _listing with { ReadAt = DateTimeOffset.MinValue };
    }

    /// <exception cref="DefinitionException">The files do not make a usable procedure.</exception>
    public static CompiledVersion Compile(FormVersion row)
    {
        var plan = FormPlan.Compile(ProcedureDefinition.Parse(row.ProcedureJson), FormDefinition.Parse(row.FormJson));
        return new(row.Id, row.Number, plan, MappingPlan.Compile(row.MappingJson, plan, VersionFiles.Of(row).Neighbours), row.PublishedAt) { FormJson = row.FormJson };
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
            var (forgotten, readAt) = (Volatile.Read(ref _forgotten), time.GetUtcNow());
            await using var scope = scopes.CreateAsyncScope();
            listing = await ReadAsync(scope.ServiceProvider.GetRequiredService<AppDbContext>(), cancel);
            // What was published while we were reading is not in it.
            return _listing = listing with { ReadAt = forgotten == Volatile.Read(ref _forgotten) ? readAt : DateTimeOffset.MinValue };
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<Listing> ReadAsync(AppDbContext db, CancellationToken cancel)
    {
        var hasMore = await db.Set<FormVersion>().CountAsync(cancel) != _known.Count;
        if (hasMore)
            _known = await db.Set<FormVersion>().AsNoTracking().OrderBy(v => v.ProcedureCode).ThenBy(v => v.Number)
                .Select(v => new KnownVersion(v.ProcedureCode, new(v.Id, v.Number, v.Policy))).ToListAsync(cancel);
        var retired = await db.Set<RetiredProcedure>().AsNoTracking().ToDictionaryAsync(r => r.ProcedureCode, r => new Retirement(r.RetiredAt, r.Reason), cancel);
        if (!hasMore && retired.Count == _retired.Count && !retired.Except(_retired).Any())
            return _listing;
        _retired = retired;

        var standings = new Dictionary<string, ProcedureStanding>(StringComparer.Ordinal);
        foreach (var (code, versions) in await UsableAsync(db, cancel))
            standings.Add(code, new(_versions[versions[^1].Id], versions, retired.GetValueOrDefault(code)));
        var items = standings.Values.Select(s => s.InForce).ToList();
        items.Sort((a, b) => string.CompareOrdinal(a.Procedure.Title.Ja, b.Procedure.Title.Ja));
        return new(DateTimeOffset.MinValue, items, standings, retired.Keys.ToHashSet(), OfficesOf(items));
    }

    private static Dictionary<string, LocalizedText> OfficesOf(IEnumerable<CompiledVersion> versions)
    {
        var offices = new Dictionary<string, LocalizedText>(StringComparer.Ordinal);
        foreach (var procedure in versions.Select(v => v.Procedure))
        {
            offices.TryAdd(procedure.Office, procedure.OfficeTitle);
            foreach (var office in procedure.Routing?.Offices ?? [])
                offices.TryAdd(office.Code, office.Title);
        }
        return offices;
    }

    /// <summary>The versions of each procedure by number; the last of each is compiled.</summary>
    private async Task<List<(string Code, List<PublishedVersion> Versions)>> UsableAsync(AppDbContext db, CancellationToken cancel)
    {
        while (true)
        {
            var usable = _known.Where(v => !_broken.ContainsKey(v.Version.Id)).GroupBy(v => v.Code, v => v.Version).Select(g => (Code: g.Key, Versions: g.ToList())).ToList();
            var unknown = usable.Select(p => p.Versions[^1].Id).Where(id => !_versions.ContainsKey(id)).ToList();
            if (unknown.Count == 0)
                return usable;
            foreach (var row in await db.Set<FormVersion>().AsNoTracking().Where(v => unknown.Contains(v.Id)).ToListAsync(cancel))
                CompileOrLeaveOut(row);
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

    private sealed record KnownVersion(string Code, PublishedVersion Version);

    private sealed record Listing(DateTimeOffset ReadAt, IReadOnlyList<CompiledVersion> Items, IReadOnlyDictionary<string, ProcedureStanding> ByCode, IReadOnlySet<string> Retired, IReadOnlyDictionary<string, LocalizedText> Offices);
}
