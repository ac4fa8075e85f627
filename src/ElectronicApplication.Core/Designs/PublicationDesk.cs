using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Designs;

/// <summary>Finds requests for publication for authors and approvers of their office. A request of another office does not exist.</summary>
public sealed class PublicationDesk(AppDbContext db, Reviewers reviewers, ProcedureCatalog catalog, FourEyes fourEyes)
{
    internal async Task<Result<(PublicationRequest Request, Reviewer Reviewer)>> FindAsync(Guid id, Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        if (who.Error is { } nobody)
            return nobody;
        if (!who.Value.MayDesign && !who.Value.MayPublish)
            return DesignErrors.AuthorNeeded;
        var row = await db.Set<PublicationRequest>().SingleOrDefaultAsync(r => r.Id == id, cancel);
        return row is not null && who.Value.Sees(row.Office) ? (row, who.Value) : PublicationErrors.NotFound;
    }

    /// <summary>Why this person cannot decide about it; null: they can.</summary>
    internal async Task<Error?> RefusalAsync(Reviewer reviewer, PublicationRequest request, CancellationToken cancel) =>
        await fourEyes.RefusalAsync(reviewer, request, (await catalog.FindAsync(request.ProcedureCode, cancel))?.Procedure.Office, cancel);
}
