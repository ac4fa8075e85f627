using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review;

public sealed record DeliveryLine(
    Guid Id, string ReceiptNumber, string ProcedureTitle, string Target, DeliveryKind Kind, DeliveryStatus Status, int Attempts, DateTime CreatedAt, DateTime DueAt, string? LastError);

/// <param name="Refused">The core system will not have them.</param>
/// <param name="Stalled">Neither done nor refused for a quarter of an hour.</param>
public sealed record DeliveryTrouble(IReadOnlyList<DeliveryLine> Refused, IReadOnlyList<DeliveryLine> Stalled);

/// <summary>連携 that a person must look at. Short by design: whatever goes well is not here.</summary>
public sealed class ListDeliveries(AppDbContext db, Reviewers reviewers, ProcedureCatalog catalog, TimeProvider time)
{
    public const int Most = 100;

    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(15);

    public async Task<Result<DeliveryTrouble>> HandleAsync(Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        if (who.Error is { } unknown)
            return unknown;
        if (!who.Value.MayOperate)
            return ReviewErrors.RoleNeeded("連携の運用", "operate");

        var before = time.GetUtcNow().UtcDateTime - Patience;
        var deliveries = db.Set<Delivery>().AsNoTracking();
        if (!who.Value.SeesEveryOffice || who.Value.Procedures.Count > 0)
        {
            var visible = who.Value.Of(db.Set<Submission>());
            deliveries = deliveries.Where(d => visible.Any(s => s.Id == d.SubmissionId));
        }
        var refused = await deliveries.Where(d => d.Status == DeliveryStatus.Refused).OrderByDescending(d => d.CreatedAt).Take(Most).ToListAsync(cancel);
        var stalled = await deliveries.Where(d => (d.Status == DeliveryStatus.Pending || d.Status == DeliveryStatus.InFlight) && d.CreatedAt < before)
            .OrderBy(d => d.CreatedAt).Take(Most).ToListAsync(cancel);
        return new DeliveryTrouble(await LinesAsync(refused, cancel), await LinesAsync(stalled, cancel));
    }

    private async Task<List<DeliveryLine>> LinesAsync(List<Delivery> rows, CancellationToken cancel)
    {
        List<DeliveryLine> lines = [];
        foreach (var row in rows)
            lines.Add(new(row.Id, row.ReceiptNumber, (await catalog.VersionAsync(row.FormVersionId, cancel)).Procedure.Title.Ja, row.Target, row.Kind, row.Status,
                row.Attempts, row.CreatedAt, row.DueAt, row.LastError));
        return lines;
    }
}
