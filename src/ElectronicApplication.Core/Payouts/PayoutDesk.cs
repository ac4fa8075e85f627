using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Payouts;

/// <summary>What the use cases of payouts share: who may do what, and opening accounts.</summary>
public sealed class PayoutDesk(AppDbContext db, Reviewers reviewers, Envelope envelope)
{
    internal const int MaxReason = 500;

    internal async Task<Result<Reviewer>> WhoAsync(Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        return who.Error is { } unknown ? unknown : who.Value.MayOpen || who.Value.MayExport ? who : ReviewErrors.RoleNeeded("受付・審査・決裁", "receive, review or approve");
    }

    internal async Task<Result<(PayoutBatch Batch, Reviewer Who)>> BatchAsync(Guid id, Act act, CancellationToken cancel)
    {
        var who = await WhoAsync(act, cancel);
        if (who.Error is { } unknown)
            return unknown;
        return await db.Set<PayoutBatch>().SingleOrDefaultAsync(b => b.Id == id, cancel) is { } batch && who.Value.Sees(batch.OfficeId)
            && (who.Value.Procedures.Count == 0 || !await OfOtherProcedures(who.Value).AnyAsync(l => l.BatchId == id, cancel)) ? (batch, who.Value) : PayoutErrors.BatchNotFound;
    }

    /// <summary>The lines that keep a batch from whoever works on some procedures only.</summary>
    internal IQueryable<PayoutLine> OfOtherProcedures(Reviewer who) =>
        db.Set<PayoutLine>().Where(l => db.Set<Payout>().Any(p => p.Id == l.PayoutId && !who.Procedures.Contains(p.ProcedureCode)));

    /// <summary>The accounts of payouts, decrypted. Those without one are not in it.</summary>
    internal async Task<IReadOnlyDictionary<Guid, PayoutAccount>> AccountsAsync(IReadOnlyCollection<Payout> payouts, CancellationToken cancel)
    {
        var accounts = new Dictionary<Guid, PayoutAccount>();
        foreach (var chunk in payouts.Where(p => p.AccountCipher is not null).Chunk(500))
        {
            var ids = chunk.Select(p => p.SubmissionId).ToArray();
            var keys = await db.Set<Submission>().AsNoTracking().Where(s => ids.Contains(s.Id)).Select(s => new { s.Id, s.Key.KeyId, s.Key.Bytes }).ToDictionaryAsync(s => s.Id, cancel);
            foreach (var payout in chunk)
                if (keys.TryGetValue(payout.SubmissionId, out var key))
                    accounts[payout.Id] = envelope.Open(new() { KeyId = key.KeyId, Bytes = key.Bytes }).DecryptJson<PayoutAccount>(payout.AccountCipher!, payout.AccountBinding);
        }
        return accounts;
    }

    internal static Error? Reason(string? reason) => string.IsNullOrWhiteSpace(reason) ? PayoutErrors.ReasonNeeded : reason.Length > MaxReason ? PayoutErrors.ReasonTooLong : null;
}
