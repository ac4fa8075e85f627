using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Designs;

/// <summary>Who may decide about a publication. Nobody publishes alone what they made.</summary>
public sealed class FourEyes(AppDbContext db)
{
    /// <summary>The rule itself.</summary>
    /// <param name="offices">The office that the asked-for revision names, and the one of the version that people use now: a procedure leaves an office only with its consent.</param>
    /// <param name="authors">Whoever made a revision since the last publication.</param>
    public static Error? Refusal(Reviewer approver, IEnumerable<string> offices, Guid askedBy, IReadOnlySet<Guid> authors) =>
        !approver.MayPublish || !offices.All(approver.Sees) ? PublicationErrors.PublisherNeeded
        : approver.Id == askedBy ? PublicationErrors.OwnRequest
        : authors.Contains(approver.Id) ? PublicationErrors.OwnWork
        : null;

    internal async Task<Error?> RefusalAsync(Reviewer approver, PublicationRequest request, string? officeInForce, CancellationToken cancel) =>
        Refusal(approver, officeInForce is null ? [request.Office] : [request.Office, officeInForce], request.AskedById, await AuthorsAsync(request, cancel));

    /// <summary>Undone revisions count too: what was undone may have been made again by somebody else's hand.</summary>
    private async Task<IReadOnlySet<Guid>> AuthorsAsync(PublicationRequest request, CancellationToken cancel)
    {
        var published = await db.Set<PublicationRequest>().Where(r => r.DesignId == request.DesignId && r.State == PublicationState.Published && r.Id != request.Id)
            .MaxAsync(r => (int?)r.Revision, cancel) ?? 0;
        // An older revision that stands again has all its hands in it, not only those that came after.
        var since = published < request.Revision ? published : 0;
        return (await db.Set<DesignRevision>().Where(r => r.DesignId == request.DesignId && r.Number > since && r.Number <= request.Revision)
            .Select(r => r.StaffId).Distinct().ToListAsync(cancel)).ToHashSet();
    }
}
