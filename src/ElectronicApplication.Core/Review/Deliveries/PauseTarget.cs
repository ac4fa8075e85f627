using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review.Deliveries;

/// <summary>Stops a core system and lets it go on. What is under way ends as it would; nothing else is offered meanwhile.</summary>
public sealed class PauseTarget(AppDbContext db, DeliveryDesk desk, TimeProvider time)
{
    public async Task<Result<Done>> PauseAsync(string target, string? reason, Act act, CancellationToken cancel)
    {
        if (await RefusalAsync(target, act, cancel) is { } refusal)
            return refusal;
        if (DeliveryDesk.Reason(reason) is { } missing)
            return missing;
        if (await db.Set<TargetPause>().AnyAsync(p => p.Target == target, cancel))
            return Done.Ok;
        var now = time.GetUtcNow().UtcDateTime;
        db.Add(new TargetPause { Target = target, At = now, By = act.ActorName ?? "", Reason = reason!.Trim() });
        db.Add(ActEntry.Of(act with { Reason = reason.Trim() }, "target.paused", null, now, target, shownToApplicant: false));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Two stopped it in the same moment.
            db.ChangeTracker.Clear();
        }
        return Done.Ok;
    }

    public async Task<Result<Done>> ResumeAsync(string target, Act act, CancellationToken cancel)
    {
        if (await RefusalAsync(target, act, cancel) is { } refusal)
            return refusal;
        if (await db.Set<TargetPause>().SingleOrDefaultAsync(p => p.Target == target, cancel) is not { } pause)
            return Done.Ok;
        db.Remove(pause);
        db.Add(ActEntry.Of(act, "target.resumed", null, time.GetUtcNow().UtcDateTime, target, shownToApplicant: false));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Two let it go on in the same moment.
            db.ChangeTracker.Clear();
        }
        return Done.Ok;
    }

    /// <summary>Nobody stops what other offices depend on.</summary>
    internal static bool MayPause(Reviewer who, NamedTarget? target) =>
        who.SeesEveryOffice && who.Procedures.Count == 0 || target is not null && target.Uses.All(u => who.Sees(u.Office, u.Procedure));

    private async Task<Error?> RefusalAsync(string target, Act act, CancellationToken cancel)
    {
        var who = await desk.WhoAsync(act, cancel);
        if (who.Error is { } unknown)
            return unknown;
        var named = (await desk.TargetsAsync(cancel)).GetValueOrDefault(target);
        var known = named is not null || await db.Set<Delivery>().AnyAsync(d => d.Target == target, cancel) || await db.Set<TargetPause>().AnyAsync(p => p.Target == target, cancel);
        return !known || named is not null && !named.IsSeenBy(who.Value) ? DeliveryErrors.TargetNotFound : MayPause(who.Value, named) ? null : DeliveryErrors.TargetShared;
    }
}
