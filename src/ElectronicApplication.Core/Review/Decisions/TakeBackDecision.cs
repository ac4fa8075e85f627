using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review.Decisions;

/// <summary>The drafter takes an open draft back; whoever administers may do so for one who is gone.</summary>
public sealed class TakeBackDecision(AppDbContext db, Reviewers reviewers, TimeProvider time)
{
    public async Task<Result<SubmissionStatus>> HandleAsync(string receiptNumber, Act act, CancellationToken cancel)
    {
        var found = await reviewers.CaseAsync(receiptNumber, act, toChange: true, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var (submission, who) = found.Value;
        var now = time.GetUtcNow().UtcDateTime;
        if (await db.Set<DecisionDraft>().SingleOrDefaultAsync(d => d.SubmissionId == submission.Id && d.State == DecisionDraftState.Open, cancel) is not { } draft)
            return DecisionErrors.NotDrafted;
        if (draft.DrafterId != who.Id && !who.Is(StaffRoles.Administer))
            return DecisionErrors.NotTheDrafter;
        draft.Close(DecisionDraftState.TakenBack, now);
        foreach (var step in await db.Set<DecisionStep>().Where(s => s.DraftId == draft.Id).ToListAsync(cancel))
            step.Cancel();
        submission.Undraft(now);
        db.Add(ActEntry.Of(act, "decision.taken-back", submission.Id, now, shownToApplicant: false));
        return await DecideSubmission.SaveAsync(db, submission, cancel);
    }
}
