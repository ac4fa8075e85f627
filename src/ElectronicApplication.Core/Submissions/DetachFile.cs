using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

public sealed class DetachFile(AppDbContext db, Drafts drafts, AttachmentStore store)
{
    public async Task<Result<Done>> HandleAsync(Guid draftId, Guid attachmentId, DraftOwner owner, CancellationToken cancel)
    {
        var found = await drafts.FindAsync(draftId, owner, cancel);
        if (found.Error is { } missing)
            return missing;
        var removed = await db.WriteAsync(() => db.Set<Attachment>().Where(a => a.Id == attachmentId && a.DraftId == draftId).ExecuteDeleteAsync(cancel), cancel);
        if (removed > 0)
            store.Delete(attachmentId);
        return Done.Ok;
    }
}
