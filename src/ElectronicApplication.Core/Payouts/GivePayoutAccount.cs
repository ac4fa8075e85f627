using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Payouts;

/// <summary>The applicant gives another account for what the bank could not pay. It waits for the next batch, which two officials look at.</summary>
public sealed class GivePayoutAccount(AppDbContext db, SubmissionAccess access, Envelope envelope, TimeProvider time)
{
    /// <returns>The submission, when an account is wanted of whoever asks.</returns>
    public async Task<Result<Submission>> OpenAsync(string receiptNumber, SubmissionVisitor visitor, CancellationToken cancel)
    {
        var found = await access.FindAsync(receiptNumber, visitor, cancel);
        if (found.Error is { } missing)
            return missing;
        return await db.Set<Payout>().AnyAsync(p => p.SubmissionId == found.Value.Id && p.State == PayoutState.Failed, cancel) ? found : PayoutErrors.NotMendable;
    }

    public async Task<Result<Done>> HandleAsync(string receiptNumber, SubmissionVisitor visitor, PayoutAccount account, Act act, CancellationToken cancel)
    {
        var found = await access.FindAsync(receiptNumber, visitor, cancel);
        if (found.Error is { } missing)
            return missing;
        if (await db.Set<Payout>().SingleOrDefaultAsync(p => p.SubmissionId == found.Value.Id, cancel) is not { State: PayoutState.Failed } payout)
            return PayoutErrors.NotMendable;
        if (account.Problems is { Count: > 0 } problems)
            return PayoutErrors.AccountRefused(problems);
        var now = time.GetUtcNow().UtcDateTime;
        payout.Mend(envelope.Open(found.Value.Key).EncryptJson(account, payout.AccountBinding), null, now);
        db.Add(ActEntry.Of(act, "payout.account-given", found.Value.Id, now));
        try
        {
            await db.SaveChangesAsync(cancel);
            return Done.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return PayoutErrors.NotMendable;
        }
    }
}
