using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Review.Deliveries;

/// <summary>Offers a refused or waiting delivery again, at once. The external id stays, so that the core system cannot take it twice.</summary>
public sealed class ReplayDelivery(AppDbContext db, DeliveryDesk desk, TimeProvider time)
{
    public async Task<Result<Done>> HandleAsync(Guid deliveryId, Act act, CancellationToken cancel)
    {
        var found = await desk.FindAsync(deliveryId, act, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var delivery = found.Value.Delivery;
        if (!delivery.MayBeHandled)
            return ReviewErrors.DeliveryNotReplayable;
        var now = time.GetUtcNow().UtcDateTime;
        delivery.Replay(now);
        db.Add(ActEntry.Of(act, "delivery.replayed", delivery.SubmissionId, now, delivery.Target, shownToApplicant: false));
        return await desk.SaveAsync(cancel);
    }
}
