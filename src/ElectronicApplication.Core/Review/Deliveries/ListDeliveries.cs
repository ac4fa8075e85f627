using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review.Deliveries;

public sealed record DeliveryLine(
    Guid Id, string ReceiptNumber, string ProcedureTitle, string Target, DeliveryKind Kind, DeliveryStatus Status, int Attempts, DateTime CreatedAt, DateTime? DueAt, string? LastError)
{
    /// <summary>The core system's own id of the record.</summary>
    public string? RecordId { get; init; }

    /// <summary>As <see cref="Delivery.MayBeHandled"/>.</summary>
    public bool MayBeHandled => Status is DeliveryStatus.Pending or DeliveryStatus.Retrying or DeliveryStatus.AcceptedLater or DeliveryStatus.Refused;
}

/// <param name="Refused">The core system will not have them.</param>
/// <param name="Stalled">Neither done nor refused for a quarter of an hour.</param>
public sealed record DeliveryTrouble(IReadOnlyList<DeliveryLine> Refused, IReadOnlyList<DeliveryLine> Stalled);

/// <summary>連携 that a person must look at. Short by design: whatever goes well is not here.</summary>
public sealed class ListDeliveries(DeliveryDesk desk, ProcedureCatalog catalog, TimeProvider time)
{
    public const int Most = 100;

    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(15);

    public async Task<Result<DeliveryTrouble>> HandleAsync(Act act, CancellationToken cancel)
    {
        var who = await desk.WhoAsync(act, cancel);
        if (who.Error is { } refusal)
            return refusal;
        var before = time.GetUtcNow().UtcDateTime - Patience;
        var deliveries = desk.Visible(who.Value);
        var refused = await deliveries.Where(d => d.Status == DeliveryStatus.Refused).OrderByDescending(d => d.CreatedAt).Take(Most).ToListAsync(cancel);
        var stalled = await deliveries.Where(d => d.DueAt != null && d.Status != DeliveryStatus.AcceptedLater && d.CreatedAt < before)
            .OrderBy(d => d.CreatedAt).Take(Most).ToListAsync(cancel);
        return new DeliveryTrouble(await LinesAsync(refused, catalog, cancel), await LinesAsync(stalled, catalog, cancel));
    }

    internal static async Task<List<DeliveryLine>> LinesAsync(IEnumerable<Delivery> rows, ProcedureCatalog catalog, CancellationToken cancel)
    {
        List<DeliveryLine> lines = [];
        foreach (var row in rows)
            lines.Add(new(row.Id, row.ReceiptNumber, (await catalog.TryVersionAsync(row.FormVersionId, cancel))?.Procedure.Title.Ja ?? row.ProcedureCode, row.Target, row.Kind, row.Status,
                row.Attempts, row.CreatedAt, row.DueAt, row.LastError) { RecordId = row.RecordId });
        return lines;
    }
}
