using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;

namespace ElectronicApplication.Core.Review;

/// <param name="Version">The submission's version that the clerk had before their eyes; null when it was not asked for.</param>
public sealed record StartReviewRequest(string ReceiptNumber, int? Version);

public sealed class StartReview(AppDbContext db, Reviewers reviewers, Facts facts, TimeProvider time)
{
    public async Task<Result<SubmissionStatus>> HandleAsync(StartReviewRequest request, Act act, CancellationToken cancel)
    {
        var prepared = await PrepareAsync(request, act, cancel);
        return prepared.Error is { } refused ? refused : await DecideSubmission.SaveAsync(db, prepared.Value, cancel);
    }

    /// <summary>Everything but saving.</summary>
    internal async Task<Result<Submission>> PrepareAsync(StartReviewRequest request, Act act, CancellationToken cancel)
    {
        var found = await reviewers.CaseAsync(request.ReceiptNumber, act, toChange: true, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var (submission, who) = found.Value;
        if (!who.MayStartReview)
            return ReviewErrors.RoleNeeded("受付または審査", "receive or review");
        if (request.Version is { } seen && seen != submission.Version)
            return SubmissionErrors.ChangedMeanwhile;
        var now = time.GetUtcNow();
        if (submission.StartReview(now.UtcDateTime) is { } wrong)
            return wrong;
        db.Add(ActEntry.Of(act, "review.started", submission.Id, now.UtcDateTime));
        db.AddRange(facts.RowsFor(new ReviewStarted(Guid.CreateVersion7(now), now, submission.Id, submission.ReceiptNumber, submission.ProcedureCode, submission.FormVersionId)));
        return submission;
    }
}
