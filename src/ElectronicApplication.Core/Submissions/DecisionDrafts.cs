using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

/// <summary>What ends a draft from outside of its route.</summary>
public static class DecisionDrafts
{
    public const string Withdrawn = "取下げ";
    public const string Transfer = "所管課の変更";
    public const string Correction = "補正の依頼";

    /// <summary>Ends the open draft, when there is one; the caller saves. Its drafter and the approvers read why in the file.</summary>
    internal static async Task EndAsync(AppDbContext db, Guid submissionId, string why, Act act, DateTime now, CancellationToken cancel)
    {
        if (await db.Set<DecisionDraft>().SingleOrDefaultAsync(d => d.SubmissionId == submissionId && d.State == DecisionDraftState.Open, cancel) is not { } draft)
            return;
        draft.Close(DecisionDraftState.Ended, now);
        foreach (var step in await db.Set<DecisionStep>().Where(s => s.DraftId == draft.Id).ToListAsync(cancel))
            step.Cancel();
        db.Add(ActEntry.Of(act, "decision.ended", submissionId, now, why, shownToApplicant: false));
    }
}
