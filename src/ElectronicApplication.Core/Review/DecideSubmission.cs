using System.Globalization;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review;

/// <param name="Reason">Told to the applicant. Required unless granted (行政手続法 第8条: 理由の提示).</param>
/// <param name="Version">The submission's version that was before the eyes of whoever decides.</param>
public sealed record DecideSubmissionRequest(string ReceiptNumber, SubmissionStatus Decision, string? Reason, int? Version);

public sealed class DecideSubmission(AppDbContext db, Reviewers reviewers, Facts facts, TimeProvider time)
{
    /// <summary>In graphemes.</summary>
    public const int MaxReason = 1000;

    public async Task<Result<SubmissionStatus>> HandleAsync(DecideSubmissionRequest request, Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        if (who.Error is { } unknown)
            return unknown;
        var number = ReceiptNumber.Parse(request.ReceiptNumber);
        var found = Reviewers.Authorise(who.Value, await db.Set<Submission>().SingleOrDefaultAsync(s => s.ReceiptNumber == number, cancel));
        if (found.Error is { } hidden)
            return hidden;
        if (!who.Value.MayDecide)
            return ReviewErrors.RoleNeeded("決裁", "approve");
        if (Shape(request) is { } refused)
            return refused;

        var submission = found.Value;
        if (request.Version is { } seen && seen != submission.Version)
            return SubmissionErrors.ChangedMeanwhile;
        var now = time.GetUtcNow();
        var reason = string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason.Trim();
        if (submission.Decide(request.Decision, reason, now.UtcDateTime) is { } wrong)
            return wrong;
        var decision = request.Decision.ToString();
        db.Add(ActEntry.Of(act with { Reason = reason }, "submission.decided", submission.Id, now.UtcDateTime, decision));
        db.AddRange(facts.RowsFor(new SubmissionDecided(
            Guid.CreateVersion7(now), now, submission.Id, submission.ReceiptNumber, submission.ProcedureCode, submission.FormVersionId, decision)));
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

    /// <summary>What can be said about a decision before anything is looked up; the confirmation page asks the same.</summary>
    public static Error? Shape(DecideSubmissionRequest request) => request switch
    {
        { Decision: not (SubmissionStatus.Granted or SubmissionStatus.Refused or SubmissionStatus.Dismissed) } => ReviewErrors.NotADecision,
        { Decision: not SubmissionStatus.Granted, Reason: var reason } when string.IsNullOrWhiteSpace(reason) => ReviewErrors.ReasonNeeded,
        // The column holds 2,000 UTF-16 units, graphemes may have several.
        { Reason: { } reason } when reason.Length > 2000 || new StringInfo(reason).LengthInTextElements > MaxReason => ReviewErrors.ReasonTooLong,
        _ => null,
    };
}
