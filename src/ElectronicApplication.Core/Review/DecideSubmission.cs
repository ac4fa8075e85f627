using System.Globalization;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review.Decisions;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review;

/// <param name="Reason">Told to the applicant. Required unless granted (行政手続法 第8条: 理由の提示).</param>
/// <param name="Version">The submission's version that was before the eyes of whoever decides.</param>
public sealed record DecideSubmissionRequest(string ReceiptNumber, SubmissionStatus Decision, string? Reason, int? Version)
{
    /// <summary>For those whom the route asks; never shown to the applicant.</summary>
    public string? Remark { get; init; }

    /// <summary>Granted under the conditions that the reason states: the applicant is told how to contest them.</summary>
    public bool HasConditions { get; init; }

    /// <summary>The proposal of a core system that is taken over by it.</summary>
    public Guid? ReportId { get; init; }
}

/// <summary>Decides at once where the procedure has no route; otherwise drafts the decision for those whom the route asks.</summary>
public sealed class DecideSubmission(AppDbContext db, Reviewers reviewers, ProcedureCatalog catalog, DraftDecision drafts, DecisionEffect effect, AppealNotice appeals, TimeProvider time)
{
    /// <summary>In graphemes.</summary>
    public const int MaxReason = 1000;

    /// <returns>The decision, or UnderReview when it was drafted.</returns>
    public async Task<Result<SubmissionStatus>> HandleAsync(DecideSubmissionRequest request, Act act, CancellationToken cancel)
    {
        var prepared = await PrepareAsync(request, act, cancel);
        return prepared.Error is { } refused ? refused : await SaveAsync(db, prepared.Value, cancel);
    }

    /// <summary>Everything but saving.</summary>
    internal async Task<Result<Submission>> PrepareAsync(DecideSubmissionRequest request, Act act, CancellationToken cancel)
    {
        var found = await reviewers.CaseAsync(request.ReceiptNumber, act, toChange: true, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var (submission, who) = found.Value;
        var version = await catalog.VersionAsync(submission.FormVersionId, cancel);
        var hasRoute = version.Procedure.DecisionRoute is not null;
        if (hasRoute ? !who.MayDraftDecision : !who.MayDecide)
            return hasRoute ? ReviewErrors.RoleNeeded("審査または決裁", "review or approve") : ReviewErrors.RoleNeeded("決裁", "approve");
        if (Shape(request) is { } refused)
            return refused;
        if (request.Version is { } seen && seen != submission.Version)
            return SubmissionErrors.ChangedMeanwhile;
        if (request.ReportId is { } report && !await TakeOverAsync(submission, report, act, cancel))
            return ReviewErrors.ProposalGone;
        var reason = string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason.Trim();
        var wrong = hasRoute
            ? await drafts.AddAsync(submission, version, request, who, act, cancel)
            : effect.Add(submission, request.Decision, reason, appeals.For(version.Procedure, request.Decision, request.HasConditions), act);
        return wrong is not null ? wrong : submission;
    }

    /// <summary>反映: the proposal ends with the decision, in one transaction.</summary>
    private async Task<bool> TakeOverAsync(Submission submission, Guid id, Act act, CancellationToken cancel)
    {
        if (await db.Set<CoreReport>().SingleOrDefaultAsync(r => r.Id == id && r.SubmissionId == submission.Id && r.State == CoreReportState.Open && r.Kind == ReportKind.Decision, cancel) is not { } report)
            return false;
        var now = time.GetUtcNow().UtcDateTime;
        report.Settle(CoreReportState.Applied, act.ActorName ?? "", now);
        db.Add(ActEntry.Of(act, "report.applied", submission.Id, now, report.Target, shownToApplicant: false));
        return true;
    }

    /// <summary>What can be said about a decision before anything is looked up; the confirmation page asks the same.</summary>
    public static Error? Shape(DecideSubmissionRequest request) => request switch
    {
        { Decision: not (SubmissionStatus.Granted or SubmissionStatus.Refused or SubmissionStatus.Dismissed) } => ReviewErrors.NotADecision,
        { Decision: not SubmissionStatus.Granted, Reason: var reason } when string.IsNullOrWhiteSpace(reason) => ReviewErrors.ReasonNeeded,
        { HasConditions: true, Reason: var reason } when string.IsNullOrWhiteSpace(reason) => DecisionErrors.ConditionsNeeded,
        // The column holds 2,000 UTF-16 units, graphemes may have several.
        { Reason: { } reason } when reason.Length > 2000 || new StringInfo(reason).LengthInTextElements > MaxReason => ReviewErrors.ReasonTooLong,
        _ when ApproveDecision.TooLong(request.Remark) => DecisionErrors.RemarkTooLong,
        _ => null,
    };

    internal static async Task<Result<SubmissionStatus>> SaveAsync(AppDbContext db, Submission submission, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return SubmissionErrors.ChangedMeanwhile;
        }
        return submission.Status;
    }
}
