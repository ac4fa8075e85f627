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
        var overdue = await db.Set<Delivery>().Where(d => d.DueAt != null && d.Status != DeliveryStatus.InFlight && d.RetryUntil < utc).OrderBy(d => d.DueAt).Take(Most).ToListAsync(cancel);
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
