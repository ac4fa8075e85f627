using System.Globalization;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Payouts;

/// <summary>四つの目: whoever did not prepare a batch confirms it, or gives it back. Both are one transaction over all of its payouts.</summary>
public sealed class ConfirmPayouts(AppDbContext db, PayoutDesk desk, TimeProvider time)
{
    /// <param name="fileSha256">Of the file that stood on the page; another one is not confirmed.</param>
    public async Task<Result<Done>> HandleAsync(Guid id, string fileSha256, Act act, CancellationToken cancel)
    {
        var found = await desk.BatchAsync(id, act, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var (batch, who) = found.Value;
        if (!who.MayDecide)
            return ReviewErrors.RoleNeeded("決裁", "approve");
        if (batch.PreparedById == who.Id)
            return PayoutErrors.OwnBatch;
        // Whoever gave one of the accounts does not confirm that it is paid into.
        var mender = who.Id.ToString();
        if (await db.Set<ActEntry>().AnyAsync(a => a.Kind == "payout.account-changed" && a.ActorId == mender && db.Set<Payout>().Any(p => p.BatchId == id && p.SubmissionId == a.SubmissionId), cancel))
            return PayoutErrors.OwnBatch;
        if (batch.State == PayoutBatchState.Confirmed && batch.ConfirmedById == who.Id)
            return Done.Ok;
        if (batch.State != PayoutBatchState.Prepared || Convert.ToHexStringLower(batch.FileSha256) != fileSha256)
            return PayoutErrors.WrongState;
        // The file names the day: what was left lying is prepared anew.
        if (batch.DueOn <= JapanTime.Today(time))
            return PayoutErrors.DayNeeded;
        var now = time.GetUtcNow().UtcDateTime;
        batch.Confirm(who.Id, who.Name, now);
        var day = batch.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var payout in await db.Set<Payout>().Where(p => p.BatchId == id && p.State == PayoutState.Batched).ToListAsync(cancel))
        {
            payout.Send(now);
            db.Add(ActEntry.Of(act, "payout.ordered", payout.SubmissionId, now, day));
        }
        db.Add(ActEntry.Of(act, "payout.confirmed", null, now, $"{id:N} {fileSha256}", shownToApplicant: false));
        return await SaveAsync(cancel);
    }

    /// <summary>Takes a batch apart that is not confirmed; its payouts wait again. Whoever prepared it may do so, too.</summary>
    public async Task<Result<Done>> CancelAsync(Guid id, Act act, CancellationToken cancel)
    {
        var found = await desk.BatchAsync(id, act, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var (batch, who) = found.Value;
        if (!who.MayDecide && batch.PreparedById != who.Id)
            return ReviewErrors.RoleNeeded("決裁", "approve");
        if (batch.State == PayoutBatchState.Cancelled)
            return Done.Ok;
        if (batch.State != PayoutBatchState.Prepared)
            return PayoutErrors.WrongState;
        var now = time.GetUtcNow().UtcDateTime;
        batch.Cancel();
        foreach (var payout in await db.Set<Payout>().Where(p => p.BatchId == id && p.State == PayoutState.Batched).ToListAsync(cancel))
            payout.TakeOut(now);
        db.Add(ActEntry.Of(act, "payout.cancelled", null, now, id.ToString("N"), shownToApplicant: false));
        return await SaveAsync(cancel);
    }

    private async Task<Result<Done>> SaveAsync(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return Done.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return PayoutErrors.WrongState;
        }
    }
}
