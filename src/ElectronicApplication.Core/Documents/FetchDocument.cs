using System.Security.Cryptography;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Documents;

/// <summary>The signed file, for whoever may see the submission. The applicant's first fetch is the arrival (到達; 情報通信技術活用行政推進法 7 条).</summary>
public sealed class FetchDocument(AppDbContext db, SubmissionAccess access, Reviewers reviewers, ViewRecorder views, Envelope envelope, TimeProvider time)
{
    public const string ContentType = "application/pdf";

    /// <param name="act">The visitor's.</param>
    public async Task<Result<AttachmentContent>> OfApplicantAsync(string receiptNumber, Guid id, SubmissionVisitor visitor, Act act, CancellationToken cancel)
    {
        var found = await access.FindAsync(receiptNumber, visitor, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var submission = found.Value;
        if (await db.Set<IssuedDocument>().SingleOrDefaultAsync(d => d.Id == id && d.SubmissionId == submission.Id, cancel) is not { } document)
            return DocumentErrors.NotFound;
        if (document.State != DocumentState.Issued || submission.ErasedAt is not null)
            return DocumentErrors.NotInForce;
        if (document.Delivery != DocumentDelivery.Portal)
            return DocumentErrors.NotForPortal;
        var content = await OpenAsync(document, submission, cancel);
        if (document.ReachedAt is null && await ReachAsync(document, act, cancel) is { } ended)
            return ended;
        return content;
    }

    public async Task<Result<AttachmentContent>> OfStaffAsync(string receiptNumber, Guid id, Act act, CancellationToken cancel)
    {
        var found = await reviewers.CaseAsync(receiptNumber, act, toChange: false, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var submission = found.Value.Submission;
        if (await db.Set<IssuedDocument>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id && d.SubmissionId == submission.Id, cancel) is not { } document || submission.ErasedAt is not null)
            return DocumentErrors.NotFound;
        await views.RecordAsync(submission.Id, act, cancel);
        return await OpenAsync(document, submission, cancel);
    }

    private async Task<Error?> ReachAsync(IssuedDocument document, Act act, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        document.Reach(now);
        db.Add(ActEntry.Of(act, "document.reached", document.SubmissionId, now, $"{document.Title}　{document.NumberText}"));
        try
        {
            await db.SaveChangesAsync(cancel);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Fetched in two windows at once, or withdrawn in this moment.
            db.ChangeTracker.Clear();
            var state = await db.Set<IssuedDocument>().AsNoTracking().Where(d => d.Id == document.Id).Select(d => d.State).SingleAsync(cancel);
            return state == DocumentState.Issued ? null : DocumentErrors.NotInForce;
        }
    }

    private async Task<AttachmentContent> OpenAsync(IssuedDocument document, Submission submission, CancellationToken cancel)
    {
        var file = await db.Set<DocumentFile>().AsNoTracking().SingleAsync(f => f.DocumentId == document.Id, cancel);
        var bytes = envelope.Open(submission.Key).Decrypt(file.FileCipher, DocumentFile.FileBinding(document.Id));
        if (!SHA256.HashData(bytes).AsSpan().SequenceEqual(document.Sha256))
            throw new CryptographicException($"The file of the document {document.Id} is not what was issued.");
        return new($"{document.Title} {document.NumberText}.pdf", ContentType, bytes);
    }
}
