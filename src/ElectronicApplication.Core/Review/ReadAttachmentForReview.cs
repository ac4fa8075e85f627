using System.Security.Cryptography;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review.Decisions;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review;

/// <summary>The bytes of an attachment, for the office in charge; only when they still are what was submitted.</summary>
public sealed class ReadAttachmentForReview(AppDbContext db, Approvals approvals, ViewRecorder views, ReadAttachment attachments, ProcedureCatalog catalog, TimeProvider time)
{
    public async Task<Result<AttachmentContent>> HandleAsync(string receiptNumber, Guid attachmentId, Act act, CancellationToken cancel)
    {
        var found = await approvals.CaseAsync(receiptNumber, act, toChange: false, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var submission = found.Value.Submission;
        if (await db.Set<Attachment>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == attachmentId && a.SubmissionId == submission.Id, cancel) is not { } row)
            return ReviewErrors.AttachmentNotFound;
        if (row.FieldPath is { } path && ReviewCase.IsMasked((await catalog.VersionAsync(submission.FormVersionId, cancel)).Plan, path))
        {
            var since = time.GetUtcNow().UtcDateTime - RevealAnswers.Length;
            if (!await db.Set<ActEntry>().AnyAsync(a => a.SubmissionId == submission.Id && a.At > since && a.Kind == RevealAnswers.Revealed && a.ActorId == act.ActorId, cancel))
                return ReviewErrors.Masked;
        }

        await views.RecordAsync(submission.Id, act, cancel);
        try
        {
            var content = await attachments.OfSubmissionAsync(submission.Id, attachmentId, cancel);
            return content.IsOk && !SHA256.HashData(content.Value.Bytes).AsSpan().SequenceEqual(row.Sha256) ? ReviewErrors.AttachmentDamaged : content;
        }
        catch (Exception e) when (e is CryptographicException or FileNotFoundException or DirectoryNotFoundException)
        {
            return ReviewErrors.AttachmentDamaged;
        }
    }
}
