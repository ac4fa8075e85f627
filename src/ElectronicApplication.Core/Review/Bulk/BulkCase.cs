using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review.Decisions;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review.Bulk;

/// <param name="Version">Null in a preview, which looks at what stands.</param>
/// <param name="StepId">The step that the preview showed.</param>
public sealed record BulkTarget(string ReceiptNumber, int? Version, Guid? StepId);

/// <summary>What becomes of one case.</summary>
/// <param name="Words">起案する, 係長として承認する.</param>
internal sealed record BulkEffect(string Words, int Version, Guid? StepId, string ProcedureTitle);

/// <summary>
/// Does one case of a run by the handler that does it alone, up to saving: whoever runs it saves, whoever only looks does not, and so a preview says
/// exactly what will happen.
/// </summary>
internal sealed class BulkCase(AppDbContext db, StartReview start, DecideSubmission decide, ApproveDecision approve, Approvals approvals, ProcedureCatalog catalog)
{
    public async Task<Result<BulkEffect>> PrepareAsync(BulkKind kind, string? reason, BulkTarget target, Act act, CancellationToken cancel)
    {
        var found = await approvals.CaseAsync(target.ReceiptNumber, act, toChange: true, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var (submission, who) = found.Value;
        var (version, title) = (submission.Version, (await catalog.VersionAsync(submission.FormVersionId, cancel)).Procedure.Title.Ja);
        if (target.Version is { } seen && seen != version)
            return SubmissionErrors.ChangedMeanwhile;
        var done = kind switch
        {
            BulkKind.StartReview => await StartAsync(target, act, cancel),
            BulkKind.Approve when submission.IsDrafted => await ApproveAsync(submission, target, who, act, cancel),
            BulkKind.Approve => await DecideAsync(submission, SubmissionStatus.Granted, null, act, cancel),
            _ => await DecideAsync(submission, SubmissionStatus.Refused, reason, act, cancel),
        };
        return done.Error is { } refused ? refused : new BulkEffect(done.Value.Words, version, done.Value.StepId, title);
    }

    private async Task<Result<(string Words, Guid? StepId)>> StartAsync(BulkTarget target, Act act, CancellationToken cancel)
    {
        var started = await start.PrepareAsync(new(target.ReceiptNumber, null), act, cancel);
        return started.Error is { } error ? error : ("審査を開始する", null);
    }

    private async Task<Result<(string Words, Guid? StepId)>> DecideAsync(Submission submission, SubmissionStatus decision, string? reason, Act act, CancellationToken cancel)
    {
        var decided = await decide.PrepareAsync(new(submission.ReceiptNumber, decision, reason, null), act, cancel);
        return decided.Error is { } error ? error
            : (decided.Value.IsDrafted ? $"「{StatusWords.Japanese(decision)}」を起案する" : $"「{StatusWords.Japanese(decision)}」として決裁を確定する", null);
    }

    private async Task<Result<(string Words, Guid? StepId)>> ApproveAsync(Submission submission, BulkTarget target, Reviewer who, Act act, CancellationToken cancel)
    {
        var draft = await db.Set<DecisionDraft>().SingleAsync(d => d.SubmissionId == submission.Id && d.State == DecisionDraftState.Open, cancel);
        if ((target.StepId ?? await MineAsync(draft.Id, submission, who, cancel)) is not { } step)
            return DecisionErrors.NotYourStep;
        var approved = await approve.PrepareAsync(new(submission.ReceiptNumber, step, Approves: true, null), act, cancel);
        if (approved.Error is { } error)
            return error;
        var absent = approved.Value.Step.ForName is { } name ? $"{name} の代決で" : "";
        var effect = submission.IsDecided ? "決裁を確定する" : "同意する";
        return ($"「{StatusWords.Japanese(draft.Decision)}」の起案に、{absent}{approved.Value.Step.Title}として{effect}", step);
    }

    /// <summary>The person's own step before one in which they stand in.</summary>
    private async Task<Guid?> MineAsync(Guid draftId, Submission submission, Reviewer who, CancellationToken cancel)
    {
        Guid? standIn = null;
        var steps = await db.Set<DecisionStep>().Where(s => s.DraftId == draftId).OrderBy(s => s.Number).ToListAsync(cancel);
        foreach (var step in steps.Where(s => s.State == DecisionStepState.Open))
            if (await approvals.SeatAsync(who, step, steps, submission, cancel) is { } seat)
            {
                if (seat.Absent is null)
                    return step.Id;
                standIn ??= step.Id;
            }
        return standIn;
    }
}
