using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Documents;

public sealed record WithdrawDocumentRequest(string ReceiptNumber, Guid DocumentId, string? Reason);

/// <summary>交付の取消し: the number stays, and its verification page says that it does not hold any more.</summary>
public sealed class WithdrawDocument(AppDbContext db, Reviewers reviewers, Facts facts, TimeProvider time)
{
    public async Task<Result<IssuedDocument>> HandleAsync(WithdrawDocumentRequest request, Act act, CancellationToken cancel)
    {
        var found = await reviewers.CaseAsync(request.ReceiptNumber, act, toChange: false, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var (submission, who) = found.Value;
        if (!who.MayIssue)
            return ReviewErrors.RoleNeeded("交付", "issue");
        var reason = string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason.Trim();
        if (IssueDocument.ReasonProblem(reason) is { } wrong)
            return wrong;
        if (await db.Set<IssuedDocument>().SingleOrDefaultAsync(d => d.Id == request.DocumentId && d.SubmissionId == submission.Id, cancel) is not { } document)
            return DocumentErrors.NotFound;
        var now = time.GetUtcNow();
        if (!document.End(DocumentState.Withdrawn, null, now.UtcDateTime))
            return DocumentErrors.NotInForce;
        db.Add(ActEntry.Of(act with { Reason = reason }, "document.withdrawn", submission.Id, now.UtcDateTime, $"{document.Title}　{document.NumberText}"));
        db.AddRange(facts.RowsFor(new DocumentWithdrawn(
            Guid.CreateVersion7(now), now, submission.Id, submission.ReceiptNumber, submission.ProcedureCode, submission.FormVersionId, document.Id, document.NumberText, nameof(DocumentState.Withdrawn))));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return DocumentErrors.NotInForce;
        }
        return document;
    }
}
