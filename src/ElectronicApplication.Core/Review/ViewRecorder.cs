using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review;

/// <summary>Keeps that somebody looked: the applicant can see who opened their case.</summary>
public sealed class ViewRecorder(AppDbContext db, TimeProvider time)
{
    public const string Viewed = "submission.viewed";

    /// <summary>Going back and forth between pages is one view.</summary>
    private static readonly TimeSpan OneView = TimeSpan.FromMinutes(10);

    internal async Task RecordAsync(Guid submissionId, Act act, CancellationToken cancel)
    {
        // A page that is drawn again after something was refused must not save what the refused handler has left.
        db.ChangeTracker.Clear();
        var now = time.GetUtcNow().UtcDateTime;
        var since = now - OneView;
        await NoteAsync(submissionId, Guid.Parse(act.ActorId!), act.ActorName ?? "", now, cancel);
        if (await db.Set<ActEntry>().AnyAsync(a => a.SubmissionId == submissionId && a.At > since && a.Kind == Viewed && a.ActorId == act.ActorId, cancel))
            return;
        db.Add(ActEntry.Of(act, Viewed, submissionId, now));
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Others who had it open within one view's time, the last first.</summary>
    internal Task<List<CaseRead>> OthersAsync(Guid submissionId, Guid me, CancellationToken cancel)
    {
        var since = time.GetUtcNow().UtcDateTime - OneView;
        return db.Set<CaseRead>().AsNoTracking().Where(r => r.SubmissionId == submissionId && r.StaffId != me && r.At > since).OrderByDescending(r => r.At).ToListAsync(cancel);
    }

    private async Task NoteAsync(Guid submissionId, Guid staffId, string name, DateTime now, CancellationToken cancel)
    {
        var known = await db.WriteAsync(() => db.Set<CaseRead>().Where(r => r.SubmissionId == submissionId && r.StaffId == staffId)
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.At, now).SetProperty(x => x.StaffName, name), cancel), cancel);
        if (known > 0)
            return;
        var read = new CaseRead { SubmissionId = submissionId, StaffId = staffId, StaffName = name, At = now };
        db.Add(read);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Opened in two windows at once: the other one has noted it.
            db.Entry(read).State = EntityState.Detached;
        }
    }
}
