using System.Globalization;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms.Documents;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Documents;

/// <param name="DocumentId">From the page that asked first: a second press of the button issues nothing twice.</param>
/// <param name="Replaces">The document whose place it takes; then a reason is needed.</param>
/// <param name="Reason">Why it is replaced, or why it goes out although its fee is not paid.</param>
public sealed record IssueDocumentRequest(string ReceiptNumber, string Template, Guid DocumentId, DocumentDelivery Delivery, Guid? Replaces = null, string? Reason = null);

/// <param name="Current">What is in force of this template, if anything.</param>
/// <param name="WaitsForFee">The fee that is due after the review is not paid: then a reason is needed.</param>
public sealed record DocumentPreview(DocumentDefinition Definition, DocumentContent Content, IssuedDocument? Current, Submission Submission, Reviewer Reviewer, bool WaitsForFee);

/// <summary>交付: shows how the document will look, and issues it.</summary>
public sealed class IssueDocument(AppDbContext db, Reviewers reviewers, DocumentComposer composer, DocumentIssuer issuer, DocumentRenderer renderer, KeepSeal seals, ViewRecorder views, KeyRing keys, TimeProvider time)
{
    /// <summary>In graphemes.</summary>
    public const int MaxReason = 500;

    public async Task<Result<DocumentPreview>> PreviewAsync(string receiptNumber, string template, Act act, CancellationToken cancel)
    {
        var found = await FindAsync(receiptNumber, template, act, cancel);
        if (found.Error is { } error)
            return error;
        var (one, who) = found.Value;
        var current = IssuedDocument.KeyOf(one.Submission.Id, template);
        return new DocumentPreview(
            one.Definition, Sample(one), await db.Set<IssuedDocument>().AsNoTracking().SingleOrDefaultAsync(d => d.CurrentKey == current, cancel), one.Submission, who,
            await composer.WaitsForFeeAsync(one, cancel));
    }

    /// <summary>The pages as they will be, marked as a sample; without number, code and signature.</summary>
    public async Task<Result<byte[]>> PreviewPdfAsync(string receiptNumber, string template, Act act, CancellationToken cancel)
    {
        var found = await FindAsync(receiptNumber, template, act, cancel);
        if (found.Error is { } error)
            return error;
        var content = Sample(found.Value.Case);
        var seal = content.Seal ? await seals.NewestAsync(cancel) : null;
        return renderer.Draw([new(content, null, seal?.Id)], time.GetUtcNow().ToOffset(JapanTime.Offset), _ => KeepSeal.Open(seal!, keys), "見本（交付していません）");
    }

    public async Task<Result<IssuedDocument>> HandleAsync(IssueDocumentRequest request, Act act, CancellationToken cancel)
    {
        var found = await FindAsync(request.ReceiptNumber, request.Template, act, cancel);
        if (found.Error is { } error)
            return error;
        var reason = string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason.Trim();
        IssuedDocument? old = null;
        if (request.Replaces is { } id)
        {
            if (ReasonProblem(reason) is { } wrong)
                return wrong;
            old = await db.Set<IssuedDocument>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id && d.SubmissionId == found.Value.Case.Submission.Id && d.Template == request.Template, cancel);
            if (old is null)
                return DocumentErrors.NotFound;
        }
        else if (await composer.WaitsForFeeAsync(found.Value.Case, cancel))
        {
            if (reason is null)
                return DocumentErrors.FeeNotPaid;
            if (ReasonProblem(reason) is { } wrong)
                return wrong;
        }
        // Counts as read: what is saved is saved anew.
        db.ChangeTracker.Clear();
        return (await issuer.IssueAsync([new(request.DocumentId, found.Value.Case, request.Delivery, old, reason)], act, cancel))[0];
    }

    internal static Error? ReasonProblem(string? reason) =>
        reason is null ? DocumentErrors.ReasonNeeded
        : reason.Length > 2 * MaxReason || new StringInfo(reason).LengthInTextElements > MaxReason ? DocumentErrors.ReasonTooLong : null;

    private DocumentContent Sample(ComposableCase one) =>
        composer.Compose(one, one.Definition.Number.Replace("{number}", "（交付時に付番）", StringComparison.Ordinal).Replace("{year}", "", StringComparison.Ordinal), JapanTime.Today(time));

    private async Task<Result<(ComposableCase Case, Reviewer Who)>> FindAsync(string receiptNumber, string template, Act act, CancellationToken cancel)
    {
        var found = await reviewers.CaseAsync(receiptNumber, act, toChange: false, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var (submission, who) = found.Value;
        if (!who.MayIssue)
            return ReviewErrors.RoleNeeded("交付", "issue");
        // What is drawn holds answers: whoever looks stands in the timeline.
        await views.RecordAsync(submission.Id, act, cancel);
        var opened = await composer.OpenAsync(submission, template, cancel);
        return opened.Error is { } error ? error : (opened.Value, who);
    }
}
