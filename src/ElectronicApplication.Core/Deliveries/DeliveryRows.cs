using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Deliveries;

/// <summary>How many deliveries of one core system wait or are under way, and since when the oldest that is due waits.</summary>
public sealed record DeliveryBacklog(string Target, int InFlight, DateTime? OldestDue, int Refused);

/// <summary>The deliveries as the worker sees them. The rows decide when a core system is offered what; a lost message only means that a claim ends.</summary>
public sealed class DeliveryRows(AppDbContext db, TimeProvider time)
{
    /// <summary>Why something was skipped that no person skipped.</summary>
    internal const string LeftOut = "この申請は、連携の条件に当てはまりません。";

    /// <summary>
    /// Claims what is due for one core system: waiting deliveries, those to be asked about, and offered ones whose answer did not come in time.
    /// A delivery is not due while an earlier one of the same submission and target is unfinished.
    /// </summary>
    /// <param name="claim">Names this one claim: see <see cref="NewClaim"/>.</param>
    /// <returns>In the order in which they were due, with <see cref="DeliveryStatus"/> as it was before: one that was accepted is asked about and not offered.</returns>
    public async Task<IReadOnlyList<ClaimedDelivery>> ClaimAsync(string claim, string target, int most, TimeSpan length, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var deliveries = db.Set<Delivery>();
        var due = await Free(target, now).OrderBy(d => d.DueAt).Take(most).Select(d => new { d.Id, IsAsked = d.AcceptedAt != null }).ToListAsync(cancel);
        if (due.Count == 0)
            return [];

        // Another worker may have read the same rows: whoever updates a row first has it.
        var ids = due.Select(d => d.Id).ToList();
        var until = now + length;
        var claimed = await db.WriteAsync(() => deliveries.Where(d => ids.Contains(d.Id) && d.DueAt <= now)
            .ExecuteUpdateAsync(d => d.SetProperty(x => x.Status, DeliveryStatus.InFlight).SetProperty(x => x.ClaimedBy, claim)
                .SetProperty(x => x.DueAt, until).SetProperty(x => x.Attempts, x => x.Attempts + 1), cancel), cancel);
        if (claimed == 0)
            return [];
        var asked = due.Where(d => d.IsAsked).Select(d => d.Id).ToHashSet();
        var rows = await deliveries.AsNoTracking().Where(d => ids.Contains(d.Id) && d.ClaimedBy == claim).ToDictionaryAsync(d => d.Id, cancel);
        return [.. ids.Where(rows.ContainsKey).Select(id => new ClaimedDelivery(rows[id], asked.Contains(id)))];
    }

    /// <summary>How many are due, up to so many, and since when the first: a file takes many at once, or waits for them.</summary>
    public async Task<(int Count, DateTime? Since)> DueAsync(string target, int most, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var due = await Free(target, now).OrderBy(d => d.DueAt).Take(most).Select(d => d.DueAt).ToListAsync(cancel);
        return (due.Count, due.FirstOrDefault());
    }

    /// <summary>Due, and neither behind an earlier one of the same submission that is unfinished nor overtaken by a later one that is under way.</summary>
    private IQueryable<Delivery> Free(string target, DateTime now)
    {
        var deliveries = db.Set<Delivery>();
        return deliveries.Where(d => d.Target == target && d.DueAt <= now && !deliveries.Any(e => e.SubmissionId == d.SubmissionId && e.Target == target
            && (e.Order < d.Order && e.DueAt != null || e.Order > d.Order && e.Status == DeliveryStatus.InFlight && e.DueAt > now)));
    }

    public string NewClaim(string worker) => $"{worker}/{Guid.CreateVersion7(time.GetUtcNow()):N}";

    /// <summary>A claim of which nothing was offered: due again at once.</summary>
    public Task<int> ReleaseAsync(string target, string claim, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return db.WriteAsync(() => db.Set<Delivery>().Where(d => d.Target == target && d.Status == DeliveryStatus.InFlight && d.ClaimedBy == claim)
            .ExecuteUpdateAsync(d => d.SetProperty(x => x.Status, x => x.AcceptedAt != null ? DeliveryStatus.AcceptedLater : DeliveryStatus.Retrying).SetProperty(x => x.DueAt, now)
                .SetProperty(x => x.ClaimedBy, (string?)null), cancel), cancel);
    }

    /// <summary>Could not be put on the bus: due again after a while. A delivery that was answered all the same is left alone.</summary>
    public Task<int> ReleaseAsync(IReadOnlyList<Delivery> claimed, TimeSpan wait, CancellationToken cancel)
    {
        if (claimed.Count == 0)
            return Task.FromResult(0);
        var ids = claimed.Select(d => d.Id).ToList();
        var claim = claimed[0].ClaimedBy;
        var due = time.GetUtcNow().UtcDateTime + wait;
        return db.WriteAsync(() => db.Set<Delivery>().Where(d => ids.Contains(d.Id) && d.ClaimedBy == claim && d.Status == DeliveryStatus.InFlight)
            .ExecuteUpdateAsync(d => d.SetProperty(x => x.Status, x => x.AcceptedAt != null ? DeliveryStatus.AcceptedLater : DeliveryStatus.Retrying).SetProperty(x => x.DueAt, due)
                .SetProperty(x => x.ClaimedBy, (string?)null), cancel), cancel);
    }

    /// <summary>Which of these are deliveries to this target: a core system speaks for itself only.</summary>
    public async Task<IReadOnlySet<Guid>> OfTargetAsync(string target, IReadOnlyCollection<Guid> ids, CancellationToken cancel) =>
        await db.Set<Delivery>().Where(d => ids.Contains(d.Id) && d.Target == target).Select(d => d.Id).ToHashSetAsync(cancel);

    /// <summary>Which delivery an answer means that names the external id alone: of those that were offered, the first that is not finished; where all are, the last.</summary>
    public async Task<IReadOnlyDictionary<string, Guid>> MeantAsync(string target, IReadOnlyList<string> externalIds, CancellationToken cancel)
    {
        var submissions = externalIds.Select(id => Guid.TryParseExact(id, "N", out var submission) ? submission : Guid.Empty).Where(id => id != Guid.Empty).ToList();
        var rows = await db.Set<Delivery>().Where(d => submissions.Contains(d.SubmissionId) && d.Target == target && d.Attempts > 0).OrderBy(d => d.Order)
            .Select(d => new { d.Id, d.ExternalId, IsFinished = d.DueAt == null }).ToListAsync(cancel);
        return rows.GroupBy(d => d.ExternalId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => (g.FirstOrDefault(d => !d.IsFinished) ?? g.Last()).Id, StringComparer.Ordinal);
    }

    /// <summary>The mapping's condition leaves this target out.</summary>
    public Task<int> LeaveOutAsync(IReadOnlyList<Delivery> claimed, CancellationToken cancel)
    {
        var ids = claimed.Select(d => d.Id).ToList();
        var now = time.GetUtcNow().UtcDateTime;
        return db.WriteAsync(() => db.Set<Delivery>().Where(d => ids.Contains(d.Id) && d.Status == DeliveryStatus.InFlight)
            .ExecuteUpdateAsync(d => d.SetProperty(x => x.Status, DeliveryStatus.Skipped).SetProperty(x => x.DueAt, (DateTime?)null).SetProperty(x => x.FinishedAt, now)
                .SetProperty(x => x.ClaimedBy, (string?)null).SetProperty(x => x.LastError, LeftOut), cancel), cancel);
    }

    /// <summary>Puts on record, once, which items the target does not get as they were typed; the characters themselves stand in the preview.</summary>
    public async Task NoteLossesAsync(IReadOnlyList<BuiltDelivery> built, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var lost = built.Where(b => b.Losses.Count > 0).ToList();
        var ids = lost.Select(b => (Guid?)b.Delivery.SubmissionId).Distinct().ToArray();
        var noted = (await db.Set<ActEntry>().Where(a => a.Kind == "delivery.fitted" && ids.Contains(a.SubmissionId)).Select(a => new { a.SubmissionId, a.Detail }).ToListAsync(cancel))
            .Select(a => (a.SubmissionId, a.Detail)).ToHashSet();
        foreach (var (delivery, losses) in lost.Select(b => (b.Delivery, b.Losses)))
        {
            var items = string.Join("、", losses.Select(l => l.Label.Length > 0 ? l.Label : l.Path).Distinct());
            var detail = $"{delivery.Target}: {(items.Length <= 500 ? items : items[..500])}";
            if (noted.Add((delivery.SubmissionId, detail)))
                db.Add(ActEntry.Of(Act.System(Door.Worker), "delivery.fitted", delivery.SubmissionId, now, detail, shownToApplicant: false));
        }
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>A core system that failed is back: what failed meanwhile need not wait for its next time.</summary>
    public Task<int> WakeAsync(string target, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return db.WriteAsync(() => db.Set<Delivery>().Where(d => d.Target == target && d.DueAt > now && d.Status == DeliveryStatus.Retrying)
            .ExecuteUpdateAsync(d => d.SetProperty(x => x.DueAt, now), cancel), cancel);
    }

    public Task<int> InFlightAsync(string target, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return db.Set<Delivery>().CountAsync(d => d.Status == DeliveryStatus.InFlight && d.Target == target && d.DueAt > now, cancel);
    }

    public async Task<DeliveryBacklog> BacklogAsync(string target, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var deliveries = db.Set<Delivery>();
        var oldest = await Free(target, now).OrderBy(d => d.DueAt).Select(d => d.DueAt).FirstOrDefaultAsync(cancel);
        var refused = await deliveries.CountAsync(d => d.Status == DeliveryStatus.Refused && d.Target == target, cancel);
        return new(target, await InFlightAsync(target, cancel), oldest, refused);
    }
}

/// <param name="IsAsked">The core system took it earlier: it is asked what became of it.</param>
public sealed record ClaimedDelivery(Delivery Delivery, bool IsAsked);
