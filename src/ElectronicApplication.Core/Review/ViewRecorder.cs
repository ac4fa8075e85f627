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
        var now = time.GetUtcNow().UtcDateTime;
        var since = now - OneView;
        if (await db.Set<ActEntry>().AnyAsync(a => a.SubmissionId == submissionId && a.At > since && a.Kind == Viewed && a.ActorId == act.ActorId, cancel))
            return;
        db.Add(ActEntry.Of(act, Viewed, submissionId, now));
        await db.SaveChangesAsync(cancel);
    }
}
