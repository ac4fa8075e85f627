using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Review.Deliveries;

/// <summary>A person decides, with a reason, that a core system does not get this. A later correction or withdrawal still goes out.</summary>
public sealed class SkipDelivery(AppDbContext db, DeliveryDesk desk, TimeProvider time)
{
    public async Task<Result<Done>> HandleAsync(Guid deliveryId, string? reason, Act act, CancellationToken cancel)
    {
        var found = await desk.FindAsync(deliveryId, act, cancel);
        if (found.Error is { } hidden)
            return hidden;
        if (DeliveryDesk.Reason(reason) is { } missing)
            return missing;
        var delivery = found.Value.Delivery;
        if (!delivery.MayBeHandled)
            return DeliveryErrors.NotHandled;
        var now = time.GetUtcNow().UtcDateTime;
        delivery.Skip(now);
        db.Add(ActEntry.Of(act with { Reason = reason!.Trim() }, "delivery.skipped", delivery.SubmissionId, now, delivery.Target, shownToApplicant: false));
        return await desk.SaveAsync(cancel);
    }
}
