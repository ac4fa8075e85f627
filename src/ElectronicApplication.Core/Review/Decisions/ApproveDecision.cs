using System.Globalization;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review.Decisions;

/// <param name="StepId">The step that was before the eyes of whoever approves.</param>
/// <param name="Remark">For those who read the file; needed when it is sent back.</param>
public sealed record ApproveDecisionRequest(string ReceiptNumber, Guid StepId, bool Approves, string? Remark);

/// <summary>決裁: one approval of a drafted decision, or its 差戻し. The last approval makes the decision stand, in the same transaction.</summary>
public sealed class ApproveDecision(AppDbContext db, Approvals approvals, DecisionEffect effect, Envelope envelope, TimeProvider time)
{
    /// <summary>In graphemes.</summary>
    public const int MaxRemark = 1000;

    public async Task<Result<SubmissionStatus>> HandleAsync(ApproveDecisionRequest request, Act act, CancellationToken cancel)
    {
        var prepared = await PrepareAsync(request, act, cancel);
        return prepared.Error is { } refused ? refused : await DecideSubmission.SaveAsync(db, prepared.Value.Submission, cancel);
    }

    /// <summary>Everything but saving.</summary>
    internal async Task<Result<(Submission Submission, DecisionStep Step)>> PrepareAsync(ApproveDecisionRequest request, Act act, CancellationToken cancel)
    {
        var found = await approvals.CaseAsync(request.ReceiptNumber, act, toChange: true, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var (submission, who) = found.Value;
        if (Shape(request) is { } wrong)
            return wrong;
        if (submission.Status != SubmissionStatus.UnderReview)
            return SubmissionErrors.WrongStatus(submission.Status);
        if (await db.Set<DecisionDraft>().SingleOrDefaultAsync(d => d.SubmissionId == submission.Id && d.State == DecisionDraftState.Open, cancel) is not { } draft)
            return DecisionErrors.NotDrafted;
        var steps = await db.Set<DecisionStep>().Where(s => s.DraftId == draft.Id).OrderBy(s => s.Number).ToListAsync(cancel);
        if (steps.Find(s => s.Id == request.StepId) is not { State: DecisionStepState.Open } step)
            return DecisionErrors.StepDone;
        if (await approvals.SeatAsync(who, step, steps, submission, cancel) is not { } seat)
            return Approvals.HasApproved(who, step, steps) ? DecisionErrors.AnotherStepIsYours : DecisionErrors.NotYourStep;
        var error = Act(submission, draft, steps, step, seat, request, act);
        return error is not null ? error : (submission, step);
    }

    private Error? Act(Submission submission, DecisionDraft draft, List<DecisionStep> steps, DecisionStep step, ApprovalSeat seat, ApproveDecisionRequest request, Act act)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var key = envelope.Open(submission.Key);
        var remark = string.IsNullOrWhiteSpace(request.Remark) ? null : key.EncryptJson(request.Remark.Trim(), step.Binding);
        step.Act(request.Approves, (seat.Who.Id, seat.Who.Name), seat.Absent is { } absent ? (absent.Id, absent.Name) : null, remark, now);
        act = act with { OnBehalfOf = seat.Absent?.Name };
        db.Add(ActEntry.Of(act, request.Approves ? "decision.approved" : "decision.sent-back", submission.Id, now, step.Title, shownToApplicant: false));
        if (!request.Approves)
            return SendBack(submission, draft, steps, now);
        if (steps.Exists(s => s.State == DecisionStepState.Open))
        {
            draft.Advance(draft.Stage);
            return null;
        }
        if (steps.Where(s => s.State == DecisionStepState.Waiting).Select(s => (int?)s.Stage).Min() is { } next)
        {
            draft.Advance(next);
            foreach (var asked in steps.Where(s => s.Stage == next))
                asked.Open(now);
            return null;
        }
        draft.Close(DecisionDraftState.Effected, now);
        var content = key.DecryptJson<DecisionContent>(draft.ContentCipher, draft.Binding);
        return effect.Add(submission, draft.Decision, content.Reason, content.Appeal, act);
    }

    private static Error? SendBack(Submission submission, DecisionDraft draft, List<DecisionStep> steps, DateTime now)
    {
        // It stays with its drafter until they have drafted it anew.
        draft.Close(DecisionDraftState.SentBack, now);
        steps.ForEach(s => s.Cancel());
        submission.Undraft(now);
        return null;
    }

    private static Error? Shape(ApproveDecisionRequest request) =>
        !request.Approves && string.IsNullOrWhiteSpace(request.Remark) ? DecisionErrors.RemarkNeeded : TooLong(request.Remark) ? DecisionErrors.RemarkTooLong : null;

    internal static bool TooLong(string? remark) => remark is { Length: > 2 * MaxRemark } || new StringInfo(remark ?? "").LengthInTextElements > MaxRemark;
}
