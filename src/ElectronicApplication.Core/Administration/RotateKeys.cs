using System.Linq.Expressions;
using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Payouts;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Administration;

/// <summary>
/// Wraps every data key anew under the current key of the ring. What was encrypted stays as it is; only the keys' wrapping changes.
/// May be stopped and run again at any time.
/// </summary>
public sealed class RotateKeys(AppDbContext db, Envelope envelope, KeyRing keys)
{
    private const int Batch = 500;

    /// <returns>How many data keys were wrapped anew.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel) =>
        await RewrapAsync<Submission>(s => s.Key.KeyId != keys.Current && s.ErasedAt == null, s => s.Key, nameof(Submission.Key), cancel)
        + await RewrapAsync<PayoutBatch>(b => b.Key.KeyId != keys.Current && b.Key.KeyId != "", b => b.Key, nameof(PayoutBatch.Key), cancel)
        + await RewrapAsync<Draft>(d => d.Key.KeyId != keys.Current, d => d.Key, nameof(Draft.Key), cancel)
        + await RewrapAsync<Attachment>(a => a.Key.KeyId != keys.Current, a => a.Key, nameof(Attachment.Key), cancel)
        + await RewrapAsync<CoreReport>(r => r.Key.KeyId != keys.Current, r => r.Key, nameof(CoreReport.Key), cancel)
        + await RewrapAsync<ResidentLink>(l => l.Key.KeyId != keys.Current, l => l.Key, nameof(ResidentLink.Key), cancel)
        + await RewrapAsync<Account>(a => a.Key.KeyId != keys.Current, a => a.Key, nameof(Account.Key), cancel)
        + await RewrapAsync<CardChallenge>(c => c.Key.KeyId != keys.Current, c => c.Key, nameof(CardChallenge.Key), cancel)
        + await RewrapAsync<IdempotentAnswer>(a => a.DataKey.KeyId != keys.Current, a => a.DataKey, nameof(IdempotentAnswer.DataKey), cancel);

    private async Task<int> RewrapAsync<T>(Expression<Func<T, bool>> isOlder, Func<T, WrappedKey> key, string navigation, CancellationToken cancel)
        where T : class
    {
        var count = 0;
        while (true)
        {
            db.ChangeTracker.Clear();
            var rows = await db.Set<T>().Where(isOlder).Take(Batch).ToListAsync(cancel);
            if (rows.Count == 0)
                return count;
            foreach (var row in rows)
            {
                var owned = db.Entry(row).Reference(navigation).TargetEntry!;
                var fresh = envelope.Rewrap(key(row));
                owned.CurrentValues[nameof(WrappedKey.KeyId)] = fresh.KeyId;
                owned.CurrentValues[nameof(WrappedKey.Bytes)] = fresh.Bytes;
            }
            await db.SaveChangesAsync(cancel);
            count += rows.Count;
        }
    }
}
