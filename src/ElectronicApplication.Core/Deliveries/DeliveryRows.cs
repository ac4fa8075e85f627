using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Deliveries;

/// <summary>How many deliveries of one core system wait or are under way, and since when the oldest that is due waits.</summary>
public sealed record DeliveryBacklog(string Target, int InFlight, DateTime? OldestDue);

/// <summary>The deliveries as the worker sees them. The rows decide when a core system is offered what; a lost message only means that a claim ends.</summary>
public sealed class DeliveryRows(AppDbContext db, TimeProvider time)
{
    /// <summary>
    /// Claims what is due for one core system: waiting deliveries, and offered ones whose answer did not come in time.
    /// A delivery is not due while an earlier one of the same submission and target is unfinished.
    /// </summary>
    public async Task<IReadOnlyList<Delivery>> ClaimAsync(string worker, string target, int most, TimeSpan length, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var deliveries = db.Set<Delivery>();
        var ofTarget = deliveries.Where(d => d.Target == target && !deliveries.Any(e =>
            e.SubmissionId == d.SubmissionId && e.Target == target && e.Order < d.Order && (e.Status == DeliveryStatus.Pending || e.Status == DeliveryStatus.InFlight)));
        var ids = await ofTarget.Where(d => d.Status == DeliveryStatus.InFlight && d.ClaimedUntil <= now).OrderBy(d => d.DueAt).Take(most).Select(d => d.Id).ToListAsync(cancel);
        if (ids.Count < most)
            ids.AddRange(await ofTarget.Where(d => d.Status == DeliveryStatus.Pending && d.DueAt <= now).OrderBy(d => d.DueAt).Take(most - ids.Count).Select(d => d.Id).ToListAsync(cancel));
        if (ids.Count == 0)
            return [];

        // Another worker may have read the same rows: whoever updates a row first has it.
        var claim = $"{worker}/{Guid.CreateVersion7(time.GetUtcNow()):N}";
        var until = now + length;
        var claimed = await db.WriteAsync(() => deliveries
            .Where(d => ids.Contains(d.Id) && (d.Status == DeliveryStatus.Pending && d.DueAt <= now || d.Status == DeliveryStatus.InFlight && d.ClaimedUntil <= now))
            .ExecuteUpdateAsync(d => d.SetProperty(x => x.Status, DeliveryStatus.InFlight).SetProperty(x => x.ClaimedBy, claim)
                .SetProperty(x => x.ClaimedUntil, until).SetProperty(x => x.Attempts, x => x.Attempts + 1), cancel), cancel);
        return claimed == 0 ? [] : await deliveries.AsNoTracking().Where(d => ids.Contains(d.Id) && d.ClaimedBy == claim).OrderBy(d => d.DueAt).ToListAsync(cancel);
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
            .ExecuteUpdateAsync(d => d.SetProperty(x => x.Status, DeliveryStatus.Pending).SetProperty(x => x.DueAt, due)
                .SetProperty(x => x.ClaimedBy, (string?)null).SetProperty(x => x.ClaimedUntil, (DateTime?)null), cancel), cancel);
    }

    public Task<int> InFlightAsync(string target, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return db.Set<Delivery>().CountAsync(d => d.Status == DeliveryStatus.InFlight && d.Target == target && d.ClaimedUntil > now, cancel);
    }

    public async Task<DeliveryBacklog> BacklogAsync(string target, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var oldest = await db.Set<Delivery>().Where(d => d.Status == DeliveryStatus.Pending && d.Target == target && d.DueAt <= now)
            .OrderBy(d => d.DueAt).Select(d => (DateTime?)d.DueAt).FirstOrDefaultAsync(cancel);
        return new(target, await InFlightAsync(target, cancel), oldest);
    }
}
