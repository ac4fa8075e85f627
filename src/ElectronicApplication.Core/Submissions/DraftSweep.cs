using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

/// <summary>Deletes drafts after their retention, with what was attached to them: nobody's unfinished papers stay for ever.</summary>
public sealed class DraftSweep(AppDbContext db, AttachmentStore store, TimeProvider time) : ISweep
{
    private const int Batch = 200;

    public TimeSpan Period => TimeSpan.FromMinutes(15);

    public async Task RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            var now = time.GetUtcNow().UtcDateTime;
            var due = await db.Set<Draft>().AsNoTracking().Where(d => d.ExpiresAt <= now).OrderBy(d => d.ExpiresAt).Select(d => d.Id).Take(Batch).ToListAsync(cancel);
            if (due.Count == 0)
                return;
            // The draft first, under its own condition: whoever saved it in this moment keeps it, and its papers.
            await db.WriteAsync(() => db.Set<Draft>().Where(d => due.Contains(d.Id) && d.ExpiresAt <= now).ExecuteDeleteAsync(cancel), cancel);
            var saved = await db.Set<Draft>().Where(d => due.Contains(d.Id)).Select(d => d.Id).ToListAsync(cancel);
            Guid?[] gone = [.. due.Except(saved).Select(id => (Guid?)id)];
            var papers = await db.Set<Attachment>().Where(a => gone.Contains(a.DraftId)).Select(a => a.Id).ToListAsync(cancel);
            await db.WriteAsync(() => db.Set<Attachment>().Where(a => papers.Contains(a.Id)).ExecuteDeleteAsync(cancel), cancel);
            papers.ForEach(store.Delete);
        }
    }
}
