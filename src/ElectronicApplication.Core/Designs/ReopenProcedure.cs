using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Designs;

/// <summary>Takes a retirement back: the version in force is begun and accepted again, and drafts go on where they stood.</summary>
public sealed class ReopenProcedure(AppDbContext db, Reviewers reviewers, ProcedureCatalog catalog, TimeProvider time)
{
    public async Task<Result<Done>> HandleAsync(string code, string reason, Act act, CancellationToken cancel)
    {
        if (await RetireProcedure.RefusalAsync(reviewers, catalog, code, reason, act, cancel) is { } refused)
            return refused;
        if (await db.Set<RetiredProcedure>().SingleOrDefaultAsync(r => r.ProcedureCode == code, cancel) is not { } retired)
            return PublicationErrors.NotRetired;
        db.Remove(retired);
        db.Add(ActEntry.Of(act with { Reason = reason.Trim() }, "procedure.reopened", null, time.GetUtcNow().UtcDateTime, code, shownToApplicant: false));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return PublicationErrors.NotRetired;
        }
        catalog.Forget();
        return Done.Ok;
    }
}
