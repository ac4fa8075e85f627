using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Review;

/// <summary>組織改正: from a day on, what one office had belongs to another.</summary>
public sealed class OfficeChange
{
    public required Guid Id { get; init; }

    public required string FromOffice { get; init; }

    public required string ToOffice { get; init; }

    /// <summary>The first day, in Japan.</summary>
    public required DateOnly On { get; init; }

    public required string EnteredBy { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<OfficeChange>
    {
        public void Configure(EntityTypeBuilder<OfficeChange> entity)
        {
            entity.ToTable("OfficeChanges");
            entity.Property(c => c.FromOffice).HasMaxLength(64);
            entity.Property(c => c.ToOffice).HasMaxLength(64);
            entity.Property(c => c.EnteredBy).HasMaxLength(200);
            entity.HasIndex(c => c.On);
        }
    }
}

/// <summary>
/// Enters changes of the organisation ahead of their day, and carries them out on it: open submissions go to the new office, and so does whatever an
/// older version of a form still sends to the old one.
/// </summary>
public sealed class OfficeChanges(AppDbContext db, Reviewers reviewers, ProcedureCatalog catalog, TimeProvider time) : ISweep
{
    private const int Batch = 200;

    public TimeSpan Period => TimeSpan.FromMinutes(1);

    /// <summary>The latest first.</summary>
    public Task<List<OfficeChange>> ListAsync(CancellationToken cancel) => db.Set<OfficeChange>().AsNoTracking().OrderByDescending(c => c.On).ToListAsync(cancel);

    public async Task<Result<Done>> EnterAsync(string from, string to, DateOnly on, Act act, CancellationToken cancel)
    {
        if (await AdministratorAsync(act, cancel) is { } refused)
            return refused;
        var offices = await catalog.OfficesAsync(cancel);
        if (from == to || !offices.ContainsKey(from) || !offices.ContainsKey(to))
            return ReviewErrors.NotAnOffice;
        if (on < JapanTime.Today(time) || on > JapanTime.Today(time).AddYears(2))
            return ReviewErrors.ChangeDay;
        // From one office to the next, and never back to where it began.
        var known = await db.Set<OfficeChange>().AsNoTracking().ToDictionaryAsync(c => c.FromOffice, c => c.ToOffice, cancel);
        for (var (office, steps) = (to, 0); known.ContainsKey(from) || known.TryGetValue(office, out _); office = known[office], steps++)
            if (known.ContainsKey(from) || known[office] == from || steps > known.Count)
                return ReviewErrors.ChangeKnown;
        var now = time.GetUtcNow();
        db.Add(new OfficeChange { Id = Guid.CreateVersion7(now), FromOffice = from, ToOffice = to, On = on, EnteredBy = act.ActorName ?? "" });
        db.Add(ActEntry.Of(act, "office.change-entered", null, now.UtcDateTime, $"{from} {to} {on:yyyy-MM-dd}", shownToApplicant: false));
        await db.SaveChangesAsync(cancel);
        return Done.Ok;
    }

    /// <summary>What was carried out stays; nothing more is given on.</summary>
    public async Task<Result<Done>> RemoveAsync(Guid id, Act act, CancellationToken cancel)
    {
        if (await AdministratorAsync(act, cancel) is { } refused)
            return refused;
        if (await db.Set<OfficeChange>().SingleOrDefaultAsync(c => c.Id == id, cancel) is { } change)
        {
            db.Remove(change);
            db.Add(ActEntry.Of(act, "office.change-removed", null, time.GetUtcNow().UtcDateTime, $"{change.FromOffice} {change.ToOffice} {change.On:yyyy-MM-dd}", shownToApplicant: false));
            await db.SaveChangesAsync(cancel);
        }
        return Done.Ok;
    }

    public async Task RunAsync(CancellationToken cancel)
    {
        var today = JapanTime.Today(time);
        foreach (var change in await db.Set<OfficeChange>().AsNoTracking().Where(c => c.On <= today).ToListAsync(cancel))
        {
            var title = (await catalog.OfficesAsync(cancel)).GetValueOrDefault(change.ToOffice)?.Ja ?? change.ToOffice;
            while (await StepAsync(change, title, cancel) == Batch)
            {
            }
            // What is decided is looked up, issued and kept by the new office; nobody has to be told.
            if (await db.Set<Submission>().AnyAsync(s => s.OfficeId == change.FromOffice && s.IsClosed, cancel))
                await db.WriteAsync(() => db.Set<Submission>().Where(s => s.OfficeId == change.FromOffice && s.IsClosed).ExecuteUpdateAsync(s => s.SetProperty(x => x.OfficeId, change.ToOffice), cancel), cancel);
        }
    }

    private async Task<int> StepAsync(OfficeChange change, string title, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var open = await db.Set<Submission>().Where(s => s.OfficeId == change.FromOffice && !s.IsClosed).OrderBy(s => s.SubmittedAt).Take(Batch).ToListAsync(cancel);
        foreach (var submission in open)
        {
            submission.Transfer(change.ToOffice, now, keepsDraft: true);
            db.Add(ActEntry.Of(Act.System(), "submission.transferred", submission.Id, now, title));
        }
        foreach (var step in await db.Set<DecisionStep>().Where(s => s.OfficeId == change.FromOffice && (s.State == DecisionStepState.Open || s.State == DecisionStepState.Waiting)).Take(Batch).ToListAsync(cancel))
            step.MoveTo(change.ToOffice);
        try
        {
            await db.SaveChangesAsync(cancel);
            return open.Count;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody is at one of them in this moment: the next run takes it.
            return 0;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private async Task<Error?> AdministratorAsync(Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        return who.Error ?? (who.Value.Is(StaffRoles.Administer) ? null : ReviewErrors.RoleNeeded("管理", "administer"));
    }
}
