using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;

namespace ElectronicApplication.Core.Review.Decisions;

/// <summary>処分: makes a decision stand, whoever came to it in whatever way. The caller saves.</summary>
public sealed class DecisionEffect(AppDbContext db, Facts facts, TimeProvider time)
{
    internal Error? Add(Submission submission, SubmissionStatus decision, string? reason, string? appeal, Act act)
    {
        var now = time.GetUtcNow();
        if (submission.Decide(decision, reason, now.UtcDateTime, appeal) is { } wrong)
            return wrong;
        db.Add(ActEntry.Of(act with { Reason = reason }, "submission.decided", submission.Id, now.UtcDateTime, decision.ToString()));
        db.AddRange(facts.RowsFor(new SubmissionDecided(
            Guid.CreateVersion7(now), now, submission.Id, submission.ReceiptNumber, submission.ProcedureCode, submission.FormVersionId, decision.ToString())));
        return null;
    }
}
