using System.Text.Json;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Deliveries;

/// <summary>The workers among themselves: who lives, and what the dead have left.</summary>
public sealed class Workers(AppDbContext db, TimeProvider time)
{
    /// <summary>Who has said nothing for so long is taken for dead. What he had claimed may be offered a second time; the external id makes that harmless.</summary>
    public static TimeSpan DeadAfter { get; } = TimeSpan.FromSeconds(5);

    /// <returns>How many workers live, this one among them.</returns>
    public async Task<int> BeatAsync(string worker, IReadOnlyList<TargetReading> targets, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var json = JsonSerializer.Serialize(targets, Contracts.V1.FactJson.Options);
        var known = await db.WriteAsync(() => db.Set<WorkerBeat>().Where(b => b.Worker == worker)
            .ExecuteUpdateAsync(b => b.SetProperty(x => x.At, now).SetProperty(x => x.Targets, json), cancel), cancel);
        if (known == 0)
        {
            db.Add(new WorkerBeat { Worker = worker, StartedAt = now, At = now, Targets = json });
            await db.SaveChangesAsync(cancel);
        }
        var alive = now - DeadAfter;
        return await db.Set<WorkerBeat>().CountAsync(b => b.At >= alive, cancel);
    }

    /// <summary>What dead workers had claimed is due at once; likewise what a worker leaves that stops in order.</summary>
    /// <returns>How many deliveries were set free.</returns>
    public async Task<int> TakeOverAsync(CancellationToken cancel)
    {
        var before = time.GetUtcNow().UtcDateTime - DeadAfter;
        var freed = 0;
        foreach (var dead in await db.Set<WorkerBeat>().AsNoTracking().Where(b => b.At < before).Select(b => b.Worker).ToListAsync(cancel))
            freed += await LeaveAsync(dead, cancel);
        return freed;
    }

    public async Task<int> LeaveAsync(string worker, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var claims = worker + "/";
        var freed = await db.WriteAsync(() => db.Set<Delivery>().Where(d => d.Status == DeliveryStatus.InFlight && d.ClaimedBy!.StartsWith(claims) && d.DueAt > now)
            .ExecuteUpdateAsync(d => d.SetProperty(x => x.DueAt, now), cancel), cancel);
        await db.WriteAsync(() => db.Set<OutboxMessage>().Where(m => m.ClaimedUntil > now && m.ClaimedBy!.StartsWith(claims))
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.ClaimedUntil, now), cancel), cancel);
        await db.WriteAsync(() => db.Set<WorkerBeat>().Where(b => b.Worker == worker).ExecuteDeleteAsync(cancel), cancel);
        return freed;
    }

    /// <summary>The clock was set back: what would wait for a time that lies in the future again is due at once.</summary>
    public async Task ClockWentBackAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await db.WriteAsync(() => db.Set<Delivery>().Where(d => d.DueAt > now).ExecuteUpdateAsync(d => d.SetProperty(x => x.DueAt, now), cancel), cancel);
        await db.WriteAsync(() => db.Set<OutboxMessage>().Where(m => m.ClaimedUntil > now).ExecuteUpdateAsync(m => m.SetProperty(x => x.ClaimedUntil, now), cancel), cancel);
    }

    public async Task<IReadOnlyDictionary<string, TargetPause>> PausesAsync(CancellationToken cancel) =>
        await db.Set<TargetPause>().AsNoTracking().ToDictionaryAsync(p => p.Target, cancel);
}
