using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

/// <summary>The person throws a draft away, with everything attached to it.</summary>
public sealed class DeleteDraft(AppDbContext db, Drafts drafts, AttachmentStore store)
{
    public async Task<Result<Done>> HandleAsync(Guid id, DraftOwner owner, CancellationToken cancel)
    {
        var found = await drafts.FindAsync(id, owner, cancel);
        if (found.Error is { } missing)
            return missing;
        var attachments = await db.Set<Attachment>().Where(a => a.DraftId == id).ToListAsync(cancel);
        db.RemoveRange(attachments);
        db.Remove(found.Value);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return SubmissionErrors.ChangedMeanwhile;
        }
        foreach (var attachment in attachments)
            store.Delete(attachment.Id);
        return Done.Ok;
    }
}
