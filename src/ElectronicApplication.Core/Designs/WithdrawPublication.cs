using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Designs;

/// <summary>Takes a request back: an author at any time before it is published, an approver what was approved for a later time.</summary>
public sealed class WithdrawPublication(AppDbContext db, PublicationDesk desk, TimeProvider time)
{
    /// <param name="version">The request's version as the person saw it.</param>
    public async Task<Result<Done>> HandleAsync(Guid id, int version, Act act, CancellationToken cancel)
    {
        var found = await desk.FindAsync(id, act, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var (row, reviewer) = found.Value;
        if (!reviewer.MayDesign && row.State == PublicationState.Asked)
            return DesignErrors.AuthorNeeded;
        if (row.Version != version)
            return PublicationErrors.ChangedMeanwhile;
        var wasApproved = row.State == PublicationState.Approved;
        if (row.Withdraw() is { } wrong)
            return wrong;
        db.Add(ActEntry.Of(act, wasApproved ? "publication.stopped" : "publication.withdrawn", null, time.GetUtcNow().UtcDateTime, DecidePublication.Detail(row), shownToApplicant: false));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return PublicationErrors.ChangedMeanwhile;
        }
        return Done.Ok;
    }
}
