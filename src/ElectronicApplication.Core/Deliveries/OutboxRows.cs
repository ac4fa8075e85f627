using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Deliveries;

/// <param name="Claim">Names this one claim; only its holder may confirm or release the rows.</param>
public sealed record OutboxBatch(string Claim, IReadOnlyList<OutboxMessage> Messages)
{
    public static OutboxBatch Empty { get; } = new("", []);
}

/// <summary>The outbox as the worker sees it: claim the oldest, publish, confirm. What is neither confirmed nor released is free again when the claim ends.</summary>
public sealed class OutboxRows(AppDbContext db, TimeProvider time)
{
    public const int BatchSize = 200;

    /// <summary>Longer than a publication may take, short enough that another worker soon takes over from one that died.</summary>
    public static TimeSpan ClaimLength { get; } = TimeSpan.FromSeconds(10);

    public async Task<OutboxBatch> ClaimAsync(string worker, CancellationToken cancel)
    {
        var outbox = db.Set<OutboxMessage>();
        var now = time.GetUtcNow().UtcDateTime;
        var free = await outbox.Where(m => m.ClaimedUntil <= now).OrderBy(m => m.Sequence).Take(BatchSize).Select(m => m.Sequence).ToListAsync(cancel);
        if (free.Count == 0)
            return OutboxBatch.Empty;

        // Two workers may have read the same rows. The statement that claims asks again, row by row under the row's lock: one of them gets it.
        var claim = $"{worker}/{Guid.CreateVersion7(time.GetUtcNow()):N}";
        var until = now + ClaimLength;
        var claimed = await db.WriteAsync(() => outbox.Where(m => free.Contains(m.Sequence) && m.ClaimedUntil <= now)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.ClaimedBy, claim).SetProperty(x => x.ClaimedUntil, until).SetProperty(x => x.Attempts, x => x.Attempts + 1), cancel), cancel);
        return claimed == 0
            ? OutboxBatch.Empty
            : new(claim, await outbox.AsNoTracking().Where(m => free.Contains(m.Sequence) && m.ClaimedBy == claim).OrderBy(m => m.Sequence).ToListAsync(cancel));
    }

    /// <summary>The broker has them: the rows have done their work.</summary>
    public Task<int> ConfirmAsync(OutboxBatch batch, IReadOnlyCollection<long> sequences, CancellationToken cancel) => sequences.Count == 0
        ? Task.FromResult(0)
        : db.WriteAsync(() => db.Set<OutboxMessage>().Where(m => sequences.Contains(m.Sequence) && m.ClaimedBy == batch.Claim).ExecuteDeleteAsync(cancel), cancel);

    /// <summary>The broker does not have them: free again after a while.</summary>
    public Task<int> ReleaseAsync(OutboxBatch batch, IReadOnlyCollection<long> sequences, TimeSpan wait, CancellationToken cancel)
    {
        if (sequences.Count == 0)
            return Task.FromResult(0);
        var until = time.GetUtcNow().UtcDateTime + wait;
        return db.WriteAsync(() => db.Set<OutboxMessage>().Where(m => sequences.Contains(m.Sequence) && m.ClaimedBy == batch.Claim)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.ClaimedUntil, until), cancel), cancel);
    }

    /// <summary>When the oldest fact that still waits happened; null when none waits.</summary>
    public async Task<DateTime?> OldestAsync(CancellationToken cancel) =>
        await db.Set<OutboxMessage>().OrderBy(m => m.Sequence).Select(m => (DateTime?)m.OccurredAt).FirstOrDefaultAsync(cancel);
}
