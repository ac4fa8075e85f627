using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

public sealed record AttachmentContent(string Name, string ContentType, byte[] Bytes);

/// <summary>The bytes of an attachment, for the owner of the draft or for whoever has been allowed to see the submission before.</summary>
public sealed class ReadAttachment(AppDbContext db, Drafts drafts, AttachmentStore store, Envelope envelope)
{
    public async Task<Result<AttachmentContent>> OfDraftAsync(Guid draftId, Guid attachmentId, DraftOwner owner, CancellationToken cancel)
    {
        var found = await drafts.FindAsync(draftId, owner, cancel);
        return found.Error is { } missing ? missing : await ReadAsync(a => a.Id == attachmentId && a.DraftId == draftId, cancel);
    }

    public Task<Result<AttachmentContent>> OfSubmissionAsync(Guid submissionId, Guid attachmentId, CancellationToken cancel) =>
        ReadAsync(a => a.Id == attachmentId && a.SubmissionId == submissionId, cancel);

    private async Task<Result<AttachmentContent>> ReadAsync(System.Linq.Expressions.Expression<Func<Attachment, bool>> which, CancellationToken cancel)
    {
        if (await db.Set<Attachment>().AsNoTracking().SingleOrDefaultAsync(which, cancel) is not { } attachment)
            return SubmissionErrors.AttachmentNotFound;
        return new AttachmentContent(drafts.Open(attachment).Name, attachment.ContentType, await store.ReadAsync(attachment, envelope, cancel));
    }
}
