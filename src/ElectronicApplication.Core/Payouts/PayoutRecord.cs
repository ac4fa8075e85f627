using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Payouts;

/// <summary>The payout in the file of a case.</summary>
public sealed class PayoutRecord(AppDbContext db, PayoutDesk desk) : IRecordPart
{
    public async Task<IReadOnlyList<RecordFile>> FilesAsync(OpenedSubmission opened, CancellationToken cancel)
    {
        if (await db.Set<Payout>().AsNoTracking().SingleOrDefaultAsync(p => p.SubmissionId == opened.Submission.Id, cancel) is not { } payout)
            return [];
        var account = (await desk.AccountsAsync([payout], cancel)).GetValueOrDefault(payout.Id);
        return [new("payout.json", "給付の振込", "application/json", JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["state"] = payout.State.ToString(), ["amountYen"] = payout.AmountYen, ["paidOn"] = payout.PaidOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["publicAccount"] = payout.IsPublicAccount, ["account"] = account?.Full, ["payee"] = account?.Payee, ["failureReason"] = payout.FailureReason,
        }, CanonicalJson.Readable))];
    }

    public async Task EraseAsync(Submission submission, CancellationToken cancel)
    {
        if (await db.Set<Payout>().SingleOrDefaultAsync(p => p.SubmissionId == submission.Id, cancel) is not { } payout)
            return;
        payout.Erase();
        // The file of a batch names everybody in it: it goes with the last of them.
        foreach (var id in await db.Set<PayoutLine>().Where(l => l.PayoutId == payout.Id).Select(l => l.BatchId).ToListAsync(cancel))
        {
            var kept = await db.Set<PayoutLine>().Where(l => l.BatchId == id && l.PayoutId != payout.Id)
                .AnyAsync(l => db.Set<Payout>().Any(p => p.Id == l.PayoutId && db.Set<Submission>().Any(s => s.Id == p.SubmissionId && s.ErasedAt == null)), cancel);
            if (kept || await db.Set<PayoutBatch>().SingleAsync(b => b.Id == id, cancel) is not { } batch)
                continue;
            batch.Erase();
            var key = db.Entry(batch).Reference(nameof(PayoutBatch.Key)).TargetEntry!;
            key.CurrentValues[nameof(WrappedKey.KeyId)] = "";
            key.CurrentValues[nameof(WrappedKey.Bytes)] = Array.Empty<byte>();
        }
    }
}
