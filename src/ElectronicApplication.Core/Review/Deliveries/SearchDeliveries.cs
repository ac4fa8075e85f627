using System.Buffers.Text;
using System.Globalization;
using System.Text;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review.Deliveries;

/// <param name="Query">Receipt number (as typed), external id, record id or id of the delivery.</param>
/// <param name="From">First day of planning, in Japan.</param>
/// <param name="To">Last day, in Japan.</param>
public sealed record DeliveryFilter(string? Target = null, DeliveryStatus? Status = null, string? Procedure = null, string? Query = null, DateOnly? From = null, DateOnly? To = null);

public sealed record DeliveryPage(IReadOnlyList<DeliveryLine> Items, string? Next);

/// <summary>Finds deliveries of the operator's offices, the newest first.</summary>
public sealed class SearchDeliveries(AppDbContext db, DeliveryDesk desk, ProcedureCatalog catalog)
{
    public const int PageSize = 50;

    public async Task<Result<DeliveryPage>> HandleAsync(DeliveryFilter filter, string? after, Act act, CancellationToken cancel)
    {
        var who = await desk.WhoAsync(act, cancel);
        if (who.Error is { } refusal)
            return refusal;
        var cursor = string.IsNullOrEmpty(after) ? null : DeliveryCursor.Parse(after);
        if (cursor is null && !string.IsNullOrEmpty(after))
            return DeliveryErrors.QueryUnreadable;
        var rows = await Ordered(Narrow(desk.Visible(who.Value), filter), cursor).Take(PageSize + 1).ToListAsync(cancel);
        return new DeliveryPage(await ListDeliveries.LinesAsync(rows.Take(PageSize), catalog, cancel), rows.Count > PageSize ? DeliveryCursor.Of(rows[PageSize - 1]).ToString() : null);
    }

    internal static IQueryable<Delivery> Ordered(IQueryable<Delivery> rows, DeliveryCursor? after)
    {
        if (after is (var at, var id))
            rows = rows.Where(d => d.CreatedAt <= at && (d.CreatedAt < at || d.Id.CompareTo(id) < 0));
        return rows.OrderByDescending(d => d.CreatedAt).ThenByDescending(d => d.Id);
    }

    internal IQueryable<Delivery> Narrow(IQueryable<Delivery> rows, DeliveryFilter filter)
    {
        if (!string.IsNullOrEmpty(filter.Target))
            rows = rows.Where(d => d.Target == filter.Target);
        if (filter.Status is { } status)
            rows = rows.Where(d => d.Status == status);
        if (!string.IsNullOrEmpty(filter.Procedure))
            rows = rows.Where(d => d.ProcedureCode == filter.Procedure);
        if (filter.From is { } from && JapanTime.At(from, TimeOnly.MinValue).UtcDateTime is var first)
            rows = rows.Where(d => d.CreatedAt >= first);
        if (filter.To is { } to && to < DateOnly.MaxValue && JapanTime.At(to.AddDays(1), TimeOnly.MinValue).UtcDateTime is var end)
            rows = rows.Where(d => d.CreatedAt < end);
        var query = filter.Query?.Trim() ?? "";
        if (query.Length == 0)
            return rows;
        // Each of these is found by an index but the core system's own id, which is looked for in what else is asked.
        if (ReceiptNumber.Parse(query) is { } number)
            return rows.Where(d => db.Set<Submission>().Any(s => s.ReceiptNumber == number && s.Id == d.SubmissionId));
        if (Guid.TryParse(query, out var id))
            return rows.Where(d => d.SubmissionId == id || d.Id == id);
        return rows.Where(d => d.RecordId == query || d.ExternalId == query);
    }
}

/// <summary>Where a list goes on: behind this delivery.</summary>
internal sealed record DeliveryCursor(DateTime At, Guid Id)
{
    public static DeliveryCursor Of(Delivery delivery) => new(delivery.CreatedAt, delivery.Id);

    public override string ToString() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{At.Ticks}.{Id:N}")));

    public static DeliveryCursor? Parse(string text)
    {
        if (text.Length > 100 || !Base64Url.IsValid(text))
            return null;
        var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.');
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTime.MaxValue.Ticks && Guid.TryParseExact(parts[1], "N", out var id) ? new(new DateTime(ticks, DateTimeKind.Utc), id) : null;
    }
}
