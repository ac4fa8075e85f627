using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review;

/// <summary>Offers a refused or waiting delivery again, at once. The external id stays, so that the core system cannot take it twice.</summary>
public sealed class ReplayDelivery(AppDbContext db, Reviewers reviewers, TimeProvider time)
{
    public async Task<Result<Done>> HandleAsync(Guid deliveryId, Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        if (who.Error is { } unknown)
            return unknown;
        if (!who.Value.MayOperate)
            return ReviewErrors.RoleNeeded("連携の運用", "operate");
        var delivery = await db.Set<Delivery>().SingleOrDefaultAsync(d => d.Id == deliveryId, cancel);
        if (delivery is null || !await who.Value.Of(db.Set<Submission>()).AnyAsync(s => s.Id == delivery.SubmissionId, cancel))
            return ReviewErrors.DeliveryNotFound;
        if (delivery.Status is not (DeliveryStatus.Refused or DeliveryStatus.Pending))
            return ReviewErrors.DeliveryNotReplayable;

        var now = time.GetUtcNow().UtcDateTime;
        delivery.Replay(now);
        db.Add(ActEntry.Of(act, "delivery.replayed", delivery.SubmissionId, now, delivery.Target, shownToApplicant: false));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return SubmissionErrors.ChangedMeanwhile;
        }
        return Done.Ok;
    }
}
