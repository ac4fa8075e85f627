using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Designs;

/// <param name="Version">The published version; null for a procedure that nobody has published yet.</param>
/// <param name="HasDesign">Whether somebody has begun to change it.</param>
/// <param name="Changed">What stands in the design is not what is published.</param>
/// <param name="Request">State of the newest request, if it still waits for something.</param>
public sealed record DesignLine(string Code, string Title, string Office, int? Version, bool HasDesign, bool Changed, DateTime ChangedAt, string? ChangedBy, PublicationState? Request, bool IsRetired);

/// <summary>The procedures of the own offices: those under way first, then those that are published.</summary>
public sealed class ListDesigns(AppDbContext db, Reviewers reviewers, ProcedureCatalog catalog)
{
    private const int Most = 2_000;

    public async Task<Result<IReadOnlyList<DesignLine>>> HandleAsync(Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        if (who.Error is { } nobody)
            return nobody;
        var reviewer = who.Value;
        if (!reviewer.MayDesign && !reviewer.MayPublish)
            return DesignErrors.AuthorNeeded;
        var offices = reviewer.Offices.ToList();
        var designs = await (from d in db.Set<ProcedureDesign>().AsNoTracking()
                             where reviewer.SeesEveryOffice || offices.Contains(d.Office)
                             join r in db.Set<DesignRevision>() on new { DesignId = d.Id, Number = d.Head } equals new { r.DesignId, r.Number }
                             orderby d.UpdatedAt descending
                             select new { d.Id, d.ProcedureCode, d.Title, d.Office, d.Head, d.BasedOnVersion, d.UpdatedAt, r.StaffName }).Take(Most).ToListAsync(cancel);
        var ids = designs.ConvertAll(d => d.Id);
        var waiting = await db.Set<PublicationRequest>().Where(r => ids.Contains(r.DesignId) && (r.State == PublicationState.Asked || r.State == PublicationState.Approved || r.State == PublicationState.SentBack))
            .Select(r => new { r.DesignId, r.State, r.AskedAt }).ToListAsync(cancel);
        var states = waiting.GroupBy(r => r.DesignId).ToDictionary(g => g.Key, g => g.MaxBy(r => r.AskedAt)!.State);
        var revisions = (await db.Set<PublicationRequest>().Where(r => ids.Contains(r.DesignId) && r.State == PublicationState.Published).Select(r => new { r.DesignId, r.PublishedVersion, r.Revision }).ToListAsync(cancel))
            .ToDictionary(r => (r.DesignId, r.PublishedVersion), r => r.Revision);
        var retired = (await db.Set<RetiredProcedure>().Select(r => r.ProcedureCode).ToListAsync(cancel)).ToHashSet();
        var published = (await catalog.ListAsync(cancel)).Where(v => reviewer.Sees(v.Procedure.Office)).ToDictionary(v => v.Procedure.Code);
        var lines = designs.ConvertAll(d => new DesignLine(d.ProcedureCode, d.Title, d.Office, published.GetValueOrDefault(d.ProcedureCode)?.Number, true,
            Stands(d.Id, d.BasedOnVersion, published.GetValueOrDefault(d.ProcedureCode)?.Number) != d.Head, d.UpdatedAt, d.StaffName, states.TryGetValue(d.Id, out var state) ? state : null, retired.Contains(d.ProcedureCode)));
        var begun = lines.Select(l => l.Code).ToHashSet();
        lines.AddRange(published.Values.Where(v => !begun.Contains(v.Procedure.Code))
            .Select(v => new DesignLine(v.Procedure.Code, v.Procedure.Title.Ja, v.Procedure.Office, v.Number, false, false, v.PublishedAt, null, null, retired.Contains(v.Procedure.Code))));
        return lines;

        // The revision that people use: the one that was published, or the first, which was begun from what is published.
        int? Stands(Guid design, int? basedOn, int? version) =>
            version is null ? null : revisions.TryGetValue((design, version), out var revision) ? revision : basedOn == version ? 1 : null;
    }
}
