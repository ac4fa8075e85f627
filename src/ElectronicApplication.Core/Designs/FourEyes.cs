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

    /// <summary>
    /// Undone revisions count too: what was undone may have been made again by somebody else's hand. So do those who made what was put back,
    /// and those who chose by undoing and redoing what stands.
    /// </summary>
    private async Task<IReadOnlySet<Guid>> AuthorsAsync(PublicationRequest request, CancellationToken cancel)
    {
        var published = await db.Set<PublicationRequest>().Where(r => r.DesignId == request.DesignId && r.State == PublicationState.Published && r.Id != request.Id)
            .Select(r => new { r.Revision, r.AskedAt }).ToListAsync(cancel);
        var last = published.MaxBy(r => r.Revision);
        // An older revision that stands again has all its hands in it, not only those that came after.
        var (since, from) = last is not null && last.Revision < request.Revision ? (last.Revision, last.AskedAt) : (0, DateTime.MinValue);
        var revisions = await db.Set<DesignRevision>().Where(r => r.DesignId == request.DesignId && r.Number <= request.Revision)
            .Select(r => new { r.Number, r.Parent, r.RestoredFrom, r.StaffId }).ToDictionaryAsync(r => r.Number, cancel);
        var authors = revisions.Values.Where(r => r.Number > since).Select(r => r.StaffId).ToHashSet();

        // What was put back came about step by step, down to what was published once.
        var approved = published.Select(r => r.Revision).ToHashSet();
        var seen = new HashSet<int>();
        var restored = new Queue<int?>(revisions.Values.Where(r => r.Number > since).Select(r => r.RestoredFrom));
        while (restored.TryDequeue(out var number))
            if (number is { } n && !approved.Contains(n) && seen.Add(n) && revisions.TryGetValue(n, out var revision))
            {
                authors.Add(revision.StaffId);
                restored.Enqueue(revision.Parent);
                restored.Enqueue(revision.RestoredFrom);
            }

        authors.UnionWith(await db.Set<DesignMove>().Where(m => m.DesignId == request.DesignId && m.At > from && m.At <= request.AskedAt).Select(m => m.StaffId).Distinct().ToListAsync(cancel));
        return authors;
    }
}
