using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Payouts;

/// <param name="Account">As verified with the payee; or, for an account registered with the state, the answer of the inquiry.</param>
/// <param name="AmountYen">Counts only where the answers yield none.</param>
/// <param name="Note">How it was verified; kept among the notes of the case.</param>
public sealed record MendPayoutRequest(Guid Id, PayoutAccount Account, long? AmountYen, string Note);

/// <summary>口座の訂正: a waiting or failed payout gets another account. What was filed stays as it is; who changed it and why is on record and shown to the applicant.</summary>
public sealed class MendPayout(AppDbContext db, PayoutDesk desk, Notebook notebook, Envelope envelope, TimeProvider time)
{
    public async Task<Result<Done>> HandleAsync(MendPayoutRequest request, Act act, CancellationToken cancel)
    {
        var who = await desk.WhoAsync(act, cancel);
        if (who.Error is { } unknown)
            return unknown;
        var payout = await db.Set<Payout>().SingleOrDefaultAsync(p => p.Id == request.Id, cancel);
        if (payout is null || !who.Value.Sees(payout.OfficeId, payout.ProcedureCode))
            return PayoutErrors.PayoutNotFound;
        if (!who.Value.Is(StaffRoles.Review, StaffRoles.Approve))
            return ReviewErrors.RoleNeeded("審査または決裁", "review or approve");
        if (!payout.IsWaiting)
            return PayoutErrors.NotMendable;
        if (string.IsNullOrWhiteSpace(request.Note))
            return PayoutErrors.NoteNeeded;
        if (request.Note.Length > AssignSubmission.MaxNote)
            return ReviewErrors.NoteTooLong;
        if (request.Account.Problems is { Count: > 0 } problems)
            return PayoutErrors.AccountRefused(problems);
        if (payout.AmountYen is null && request.AmountYen is not (> 0 and <= Forms.PayoutResult.MaxYen))
            return PayoutErrors.AmountNeeded;

        var submission = await db.Set<Submission>().AsNoTracking().SingleAsync(s => s.Id == payout.SubmissionId, cancel);
        var now = time.GetUtcNow().UtcDateTime;
        payout.Mend(envelope.Open(submission.Key).EncryptJson(request.Account, payout.AccountBinding), request.AmountYen, now);
        db.Add(notebook.Row(submission, who.Value.Name, "振込先の口座の訂正：" + request.Note.Trim()));
        db.Add(ActEntry.Of(act, "payout.account-changed", submission.Id, now));
        try
        {
            await db.SaveChangesAsync(cancel);
            return Done.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return PayoutErrors.WrongState;
        }
    }
}
