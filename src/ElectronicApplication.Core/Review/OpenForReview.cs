using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Payments;
using ElectronicApplication.Core.Review.Decisions;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review;

/// <summary>Everything that whoever reviews a submission has to see.</summary>
public sealed record ReviewCase(
    OpenedSubmission Opened, IReadOnlyList<AttributeComparison> Comparisons, PaymentView? Payment, IReadOnlyList<CaseDelivery> Deliveries, IReadOnlyList<CaseNote> Notes, IReadOnlyList<CaseRead> Others, Reviewer Reviewer)
{
    public Submission Submission => Opened.Submission;

    /// <summary>What the applicant signed is what is stored; null when nothing was signed.</summary>
    public bool? SignatureCoversContent { get; } = Opened.Signature is { } signature ? Declaration.Covers(signature.Content, Opened.Payload, Opened.Version.Plan, Opened.Attachments.Concat(Opened.ReplacedFiles)) : null;

    /// <summary>The form as it stood on the day of submission: tells which unanswered fields were left blank on purpose.</summary>
    public EvaluationInput Input { get; } = new(JapanTime.DayOf(Opened.Submission.SubmittedAt), null,
        [.. Opened.Attachments.Where(a => a.FieldPath is not null).Select(a => new AttachmentFact(a.FieldPath!, a.Name, a.ContentType, a.Size))]);

    /// <summary>What the author wants checked, and what the answers give reason to look at.</summary>
    public ReviewGuide Guide => field ??= Opened.Version.Plan.Guide(Opened.Payload.Answers, Input);

    /// <summary>What has been checked, by the id of the item.</summary>
    public IReadOnlyDictionary<string, CaseCheck> Checks { get; init; } = new Dictionary<string, CaseCheck>();

    public IReadOnlyList<RelatedCase> Related { get; init; } = [];

    /// <summary>The reviewer has opened the masked answers lately, with a reason.</summary>
    public bool IsRevealed { get; init; }

    public bool HasMasks => Opened.Version.Plan.Form.Pages.SelectMany(p => p.Fields).Any(f => f.Masked || f.Fields.Any(inner => inner.Masked));

    public bool Masks(FieldDefinition field) => field.Masked && !IsRevealed;

    /// <summary>The field at the path, or the group that it stands in, is masked.</summary>
    public bool MasksPath(string? path) => path is not null && !IsRevealed && IsMasked(Opened.Version.Plan, path);

    internal static bool IsMasked(FormPlan plan, string path) => plan.Field(path) is { Masked: true } || plan.Field(FieldPaths.Top(path)) is { Masked: true };

    /// <summary>Whoever reviews it may take it on, hand it on and write notes, until nothing is left to do.</summary>
    public bool CanAssign => !Submission.IsClosed && Reviewer.MayOpen && Reviewer.Sees(Submission);

    public bool IsMine => Submission.AssigneeId == Reviewer.Id;

    public bool CanStartReview => Submission.Status == SubmissionStatus.Received && Reviewer.MayStartReview;

    public bool CanAskCorrection => Submission.Status == SubmissionStatus.UnderReview && Reviewer.MayAskCorrection && Reviewer.Sees(Submission);

    public bool CanCorrectByTelephone => Submission.Status is SubmissionStatus.UnderReview or SubmissionStatus.CorrectionRequested && Reviewer.MayAskCorrection;

    public bool CanCancelCorrection => Submission.Status == SubmissionStatus.CorrectionRequested && Reviewer.MayAskCorrection;

    /// <summary>What was drafted and who approved it.</summary>
    public CaseDecision Decision { get; init; } = CaseDecision.None;

    /// <summary>Decisions of this procedure are drafted for others to approve.</summary>
    public bool HasRoute => Opened.Version.Procedure.DecisionRoute is not null;

    /// <summary>Decides at once, or drafts for the route.</summary>
    public bool CanDecide => Submission is { Status: SubmissionStatus.UnderReview, IsDrafted: false } && (HasRoute ? Reviewer.MayDraftDecision : Reviewer.MayDecide)
        && Reviewer.Sees(Submission);
}

public sealed record CaseDelivery(
    Guid Id, string Target, Contracts.V1.DeliveryKind Kind, DeliveryStatus Status, int Attempts, DateTime CreatedAt, DateTime? FinishedAt, string? RecordId, string? LastError);

/// <summary>Opens a submission for its office, and tells the applicant that it was opened.</summary>
public sealed class OpenForReview(AppDbContext db, ViewRecorder views, SubmissionReader reader, Notebook notebook, FindPayment findPayment, RelatedCases related, Approvals approvals, CaseDecisions decisions, TimeProvider time)
{
    public async Task<Result<ReviewCase>> HandleAsync(string receiptNumber, Act act, CancellationToken cancel)
    {
        var found = await approvals.CaseAsync(receiptNumber, act, toChange: false, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var (submission, who) = found.Value;

        // The view is on record before anything can be seen.
        await views.RecordAsync(submission.Id, act, cancel);
        var opened = await reader.OpenAsync(submission, cancel);
        var payment = await findPayment.HandleAsync(submission.Id, cancel);
        var deliveries = await db.Set<Delivery>().AsNoTracking().Where(d => d.SubmissionId == submission.Id).OrderBy(d => d.Target).ThenBy(d => d.Order)
            .Select(d => new CaseDelivery(d.Id, d.Target, d.Kind, d.Status, d.Attempts, d.CreatedAt, d.FinishedAt, d.RecordId, d.LastError)).ToListAsync(cancel);
        var notes = await notebook.ReadAsync(submission, cancel);
        var isRevealed = RevealAnswers.IsOpen(opened.Acts, who.Id, time.GetUtcNow().UtcDateTime);
        var comparisons = AttributeComparison.Of(opened).Where(c => isRevealed || !ReviewCase.IsMasked(opened.Version.Plan, c.FieldId)).ToList();
        return new ReviewCase(opened, comparisons, payment, deliveries, notes, await views.OthersAsync(submission.Id, who.Id, cancel), who)
        {
            Decision = await decisions.ReadAsync(submission, who, cancel),
            Checks = await db.Set<CaseCheck>().AsNoTracking().Where(c => c.SubmissionId == submission.Id).ToDictionaryAsync(c => c.CheckId, cancel),
            Related = await related.FindAsync(opened, who, cancel),
            IsRevealed = isRevealed,
        };
    }
}
