using System.Text.Json;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ElectronicApplication.Core.Deliveries;

/// <summary>
/// Finds deliveries that nobody could finish in all the time they were given, and hands them to a person: the core system stayed away, or no
/// worker knows it. Whatever stalled for less is found by the claims themselves.
/// </summary>
public sealed partial class DeliverySweep(AppDbContext db, Facts facts, TimeProvider time, ILogger<DeliverySweep> log) : ISweep
{
    private const int Most = 200;

    public TimeSpan Period => TimeSpan.FromMinutes(5);

    public async Task RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var utc = now.UtcDateTime;
        await HoldAsync(utc, cancel);
        // A claim that ended long ago and that nobody took over: its core system has no worker any more.
        var stale = utc.AddMinutes(-10);
        var overdue = await db.Set<Delivery>().Where(d => d.DueAt != null && (d.Status != DeliveryStatus.InFlight || d.DueAt < stale) && d.RetryUntil < utc).OrderBy(d => d.DueAt).Take(Most).ToListAsync(cancel);
        if (overdue.Count == 0)
            return;
        foreach (var delivery in overdue)
            delivery.Refuse(GivenUp(delivery), now, facts, db);
        try
        {
            await db.SaveChangesAsync(cancel);
            LogGivenUp(log, overdue.Count);
        }
        catch (DbUpdateConcurrencyException)
        {
            // A worker or a person was quicker with one of them; the next run sees what is left.
        }
    }

    /// <summary>Patience does not run while a core system is closed, a person has stopped it, or an earlier delivery of the same submission is unfinished.</summary>
    private async Task HoldAsync(DateTime utc, CancellationToken cancel)
    {
        var all = db.Set<Delivery>();
        var alive = utc - Workers.DeadAfter;
        var closed = (await db.Set<WorkerBeat>().Where(b => b.At >= alive).Select(b => b.Targets).ToListAsync(cancel))
            .SelectMany(t => JsonSerializer.Deserialize<TargetReading[]>(t, FactJson.Options) ?? []).Where(r => !r.IsOpen).Select(r => r.Target)
            .Concat(await db.Set<TargetPause>().Select(p => p.Target).ToListAsync(cancel)).Distinct().ToList();
        var (soon, later) = (utc.AddHours(4), utc.AddHours(8));
        await db.WriteAsync(() => all.Where(d => d.DueAt != null && d.RetryUntil < soon && d.RetryUntil > utc && d.Status != DeliveryStatus.AcceptedLater
                && (closed.Contains(d.Target) || all.Any(e => e.SubmissionId == d.SubmissionId && e.Target == d.Target && e.Order < d.Order && e.DueAt != null)))
            .ExecuteUpdateAsync(d => d.SetProperty(x => x.RetryUntil, later), cancel), cancel);
    }

    internal static string GivenUp(Delivery delivery) => delivery.Status == DeliveryStatus.AcceptedLater
        ? $"連携先が受け取ってから {Delivery.WorkingPatience.TotalDays:0} 日たっても、登録の結果が届きません。連携先に確認してください。"
        : $"{Delivery.Patience.TotalDays:0} 日間繰り返しましたが、連携先に届きませんでした。" + (delivery.LastError is null ? "" : $"最後の応答：{delivery.LastError}");

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} deliveries could not be made in the time they were given and now wait for a person.")]
    private static partial void LogGivenUp(ILogger log, int count);
}

/// <summary>Forgets consumed messages once they can no longer come again: no broker holds a message longer than a delivery is retried.</summary>
public sealed class InboxSweep(AppDbContext db, TimeProvider time) : ISweep
{
    public TimeSpan Period => TimeSpan.FromHours(1);

    public Task RunAsync(CancellationToken cancel)
    {
        var before = time.GetUtcNow().UtcDateTime - 2 * Delivery.Patience;
        return db.WriteAsync(() => db.Set<InboxMessage>().Where(m => m.At < before).ExecuteDeleteAsync(cancel), cancel);
    }
}
