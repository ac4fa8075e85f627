using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review.Deliveries;

/// <summary>A core system as the published procedures name it.</summary>
/// <param name="Uses">The procedures that name it, with their offices.</param>
public sealed record NamedTarget(string Name, IReadOnlySet<(string Office, string Procedure)> Uses)
{
    internal bool IsSeenBy(Reviewer who) => Uses.Any(u => who.Sees(u.Office, u.Procedure));
}

/// <summary>What the use cases of the operator's console share: who may do what to which deliveries and core systems.</summary>
public sealed class DeliveryDesk(AppDbContext db, Reviewers reviewers, ProcedureCatalog catalog)
{
    public const int MaxReason = 300;

    internal async Task<Result<Reviewer>> WhoAsync(Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        return who.Error is { } unknown ? unknown : who.Value.MayOperate ? who : ReviewErrors.RoleNeeded("連携の運用", "operate");
    }

    /// <summary>The deliveries of the offices and procedures that the reviewer sees.</summary>
    internal IQueryable<Delivery> Visible(Reviewer who)
    {
        var deliveries = db.Set<Delivery>().AsNoTracking();
        if (who.SeesEveryOffice && who.Procedures.Count == 0)
            return deliveries;
        var visible = who.Of(db.Set<Submission>());
        return deliveries.Where(d => visible.Any(s => s.Id == d.SubmissionId));
    }

    /// <summary>Tracked, with the submission that it belongs to.</summary>
    internal async Task<Result<(Reviewer Who, Delivery Delivery, Submission Submission)>> FindAsync(Guid id, Act act, CancellationToken cancel)
    {
        var who = await WhoAsync(act, cancel);
        if (who.Error is { } unknown)
            return unknown;
        var delivery = await db.Set<Delivery>().SingleOrDefaultAsync(d => d.Id == id, cancel);
        var submission = delivery is null ? null : await db.Set<Submission>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == delivery.SubmissionId, cancel);
        return delivery is null || submission is null || !who.Value.Sees(submission) ? ReviewErrors.DeliveryNotFound : (who.Value, delivery, submission);
    }

    /// <summary>Saves one changed delivery with its act.</summary>
    internal async Task<Result<Done>> SaveAsync(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return Done.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return SubmissionErrors.ChangedMeanwhile;
        }
    }

    /// <summary>The core systems of the published procedures, by name.</summary>
    internal async Task<IReadOnlyDictionary<string, NamedTarget>> TargetsAsync(CancellationToken cancel)
    {
        var named = new SortedDictionary<string, NamedTarget>(StringComparer.Ordinal);
        foreach (var version in await catalog.ListAsync(cancel))
            foreach (var target in version.Mapping.Targets)
            {
                var uses = OfficesOf(version.Procedure).Select(office => (office, version.Procedure.Code));
                named[target.System] = new(target.System, named.TryGetValue(target.System, out var known) ? known.Uses.Union(uses).ToHashSet() : uses.ToHashSet());
            }
        return named;
    }

    /// <summary>Some of what goes there is of the reviewer's offices.</summary>
    internal async Task<bool> SeesTargetAsync(Reviewer who, string target, CancellationToken cancel) =>
        (await TargetsAsync(cancel)).GetValueOrDefault(target)?.IsSeenBy(who) == true || await Visible(who).AnyAsync(d => d.Target == target, cancel);

    /// <summary>May see what a delivery says: the contents are the applicant's, and belong to those who review them.</summary>
    internal static bool MayOpen(Reviewer who) => who.MayOperate && who.Is(StaffRoles.Review);

    internal static Error? Reason(string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? DeliveryErrors.ReasonNeeded : reason.Length > MaxReason ? DeliveryErrors.ReasonTooLong : null;

    private static IEnumerable<string> OfficesOf(ProcedureDefinition procedure) => [procedure.Office, .. (procedure.Routing?.Offices ?? []).Select(o => o.Code)];
}
