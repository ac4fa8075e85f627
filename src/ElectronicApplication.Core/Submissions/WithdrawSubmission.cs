using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

/// <summary>取下げ, possible in any state before the decision.</summary>
public sealed class WithdrawSubmission(AppDbContext db, SubmissionAccess access, Facts facts, TimeProvider time)
{
    /// <param name="withAnswer">Makes the row of the idempotent answer that is saved together with the withdrawal.</param>
    public async Task<Result<Submission>> HandleAsync(
        string receiptNumber, SubmissionVisitor visitor, Act act, Func<Submission, IdempotentAnswer?>? withAnswer, CancellationToken cancel)
    {
        var found = await access.FindAsync(receiptNumber, visitor, cancel);
        if (found.Error is { } missing)
            return missing;
        var submission = found.Value;
        var now = time.GetUtcNow();
        if (submission.Withdraw(now.UtcDateTime) is { } refused)
            return refused;
        if (await db.Set<CorrectionRequest>().SingleOrDefaultAsync(c => c.SubmissionId == submission.Id && c.State == CorrectionState.Open, cancel) is { } correction)
            correction.Close(CorrectionState.Cancelled, now.UtcDateTime);
        await DecisionDrafts.EndAsync(db, submission.Id, DecisionDrafts.Withdrawn, act, now.UtcDateTime, cancel);
        db.Add(ActEntry.Of(act, "submission.withdrawn", submission.Id, now.UtcDateTime));
        db.AddRange(facts.RowsFor(new SubmissionWithdrawn(Guid.CreateVersion7(now), now, submission.Id, submission.ReceiptNumber, submission.ProcedureCode, submission.FormVersionId, WasReceived: submission.ArrivedAt is not null)));
        if (withAnswer?.Invoke(submission) is { } answer)
            db.Add(answer);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return SubmissionErrors.ChangedMeanwhile;
        }
        return submission;
    }
}
