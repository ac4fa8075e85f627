using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

/// <summary>Removes uploads that no submission ever named, papers that came to a draft in the moment it went, and files whose row is gone.</summary>
public sealed class AttachmentSweep(AppDbContext db, AttachmentStore store, TimeProvider time) : ISweep
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    public TimeSpan Period => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancel)
    {
        var before = time.GetUtcNow().UtcDateTime - Patience;
        await db.WriteAsync(() => db.Set<Attachment>()
            .Where(a => a.SubmissionId == null && a.CreatedAt < before && (a.DraftId == null || !db.Set<Draft>().Any(d => d.Id == a.DraftId))).ExecuteDeleteAsync(cancel), cancel);
        foreach (var ids in store.OlderThan(before).Chunk(200))
        {
            var kept = await db.Set<Attachment>().Where(a => ids.Contains(a.Id)).Select(a => a.Id).ToListAsync(cancel);
            foreach (var id in ids.Except(kept))
                store.Delete(id);
        }
    }
}
