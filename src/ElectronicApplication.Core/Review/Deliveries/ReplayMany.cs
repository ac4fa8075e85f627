using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review.Deliveries;

/// <param name="Chosen">Single deliveries; null takes what the filter finds.</param>
public sealed record ReplayRequest(DeliveryFilter Filter, IReadOnlyList<Guid>? Chosen);

/// <param name="WillReplay">They may be offered again; the others are finished or on their way.</param>
public sealed record ReplayCount(string Target, DeliveryStatus Status, int Count, bool WillReplay);

/// <param name="IsCut">More are found than are done at once.</param>
public sealed record ReplayPlan(IReadOnlyList<ReplayCount> Counts, bool IsCut)
{
    public int Doable => Counts.Where(c => c.WillReplay).Sum(c => c.Count);
}

/// <param name="Passed">Changed meanwhile, by a worker or a person.</param>
public sealed record ReplayOutcome(int Replayed, int Passed);

/// <summary>Offers many deliveries again, the newest first: what would happen first, then in batches, each in a transaction with an act per delivery.</summary>
public sealed class ReplayMany(AppDbContext db, DeliveryDesk desk, SearchDeliveries search, TimeProvider time)
{
    public const int Most = 10_000;

    private const int Batch = 200;

    /// <summary>Dry run: nothing is changed.</summary>
    public async Task<Result<ReplayPlan>> PlanAsync(ReplayRequest request, Act act, CancellationToken cancel)
    {
        var who = await desk.WhoAsync(act, cancel);
        if (who.Error is { } refusal)
            return refusal;
        if (request.Chosen is { Count: 0 })
            return DeliveryErrors.NothingChosen;
        var found = Rows(who.Value, request);
        var counts = await SearchDeliveries.Ordered(found, null).Take(Most).GroupBy(d => new { d.Target, d.Status }).Select(g => new { g.Key.Target, g.Key.Status, Count = g.Count() }).ToListAsync(cancel);
        var isCut = counts.Sum(c => c.Count) == Most && await SearchDeliveries.Ordered(found, null).Skip(Most).AnyAsync(cancel);
        return new ReplayPlan([.. counts.Select(c => new ReplayCount(c.Target, c.Status, c.Count, IsDoable(c.Status))).OrderBy(c => c.Target, StringComparer.Ordinal).ThenBy(c => c.Status)], isCut);
    }

    public async Task<Result<ReplayOutcome>> HandleAsync(ReplayRequest request, Act act, CancellationToken cancel)
    {
        var who = await desk.WhoAsync(act, cancel);
        if (who.Error is { } refusal)
            return refusal;
        if (request.Chosen is { Count: 0 })
            return DeliveryErrors.NothingChosen;
        // A delivery that was just set to wait would be found again: the list is gone through once, from a fixed beginning.
        var (seen, replayed, passed) = (0, 0, 0);
        DeliveryCursor? after = null;
        while (seen < Most)
        {
            var rows = await SearchDeliveries.Ordered(Rows(who.Value, request), after).Take(Math.Min(Batch, Most - seen)).AsTracking().ToListAsync(cancel);
            if (rows.Count == 0)
                break;
            (seen, after) = (seen + rows.Count, DeliveryCursor.Of(rows[^1]));
            var doable = rows.FindAll(d => d.MayBeHandled);
            var done = await SaveAsync(doable, act, cancel);
            (replayed, passed) = (replayed + done, passed + rows.Count - done);
        }
        return new ReplayOutcome(replayed, passed);
    }

    private async Task<int> SaveAsync(List<Delivery> rows, Act act, CancellationToken cancel)
    {
        try
        {
            Replay(rows, act);
            await db.SaveChangesAsync(cancel);
            return rows.Count;
        }
        catch (DbUpdateConcurrencyException)
        {
            // One of them was answered in this moment; it must not hold up the rest.
            db.ChangeTracker.Clear();
            var done = 0;
            foreach (var id in rows.Select(r => r.Id).ToList())
                done += await SaveOneAsync(id, act, cancel);
            return done;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private async Task<int> SaveOneAsync(Guid id, Act act, CancellationToken cancel)
    {
        if (await db.Set<Delivery>().SingleOrDefaultAsync(d => d.Id == id, cancel) is not { MayBeHandled: true } row)
            return 0;
        Replay([row], act);
        return (await desk.SaveAsync(cancel)).IsOk ? 1 : 0;
    }

    private void Replay(List<Delivery> rows, Act act)
    {
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var row in rows)
        {
            row.Replay(now);
            db.Add(ActEntry.Of(act, "delivery.replayed", row.SubmissionId, now, row.Target, shownToApplicant: false));
        }
    }

    private IQueryable<Delivery> Rows(Reviewer who, ReplayRequest request)
    {
        var rows = desk.Visible(who);
        if (request.Chosen is not { } ids)
            return search.Narrow(rows, request.Filter);
        var chosen = ids.ToArray();
        return rows.Where(d => chosen.Contains(d.Id));
    }

    private static bool IsDoable(DeliveryStatus status) => status is DeliveryStatus.Pending or DeliveryStatus.Retrying or DeliveryStatus.AcceptedLater or DeliveryStatus.Refused;
}
