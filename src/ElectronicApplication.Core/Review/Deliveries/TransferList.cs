using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review.Deliveries;

/// <param name="Cells">By column; masked unless <paramref name="IsOpen"/>.</param>
/// <param name="Trouble">In words, why there is no data.</param>
public sealed record TransferRow(Guid Id, string ReceiptNumber, string ProcedureTitle, DeliveryKind Kind, DateTime PlannedAt, bool IsOpen, IReadOnlyDictionary<string, string> Cells, string? Trouble);

/// <param name="Columns">Of the mapped data, in its order.</param>
/// <param name="Next">Where the list goes on.</param>
public sealed record TransferPage(string Target, IReadOnlyList<string> Columns, IReadOnlyList<TransferRow> Rows, string? Next, Reviewer Reviewer)
{
    public bool MayOpen => DeliveryDesk.MayOpen(Reviewer);

    public bool IsOpen => Rows.Count > 0 && Rows.All(r => r.IsOpen);
}

/// <summary>
/// 転記: what a person enters by hand into a core system without an interface. Its adapter answers "accepted, not finished" and says that it stands on the list; who has
/// entered it checks it off.
/// </summary>
public sealed class TransferList(AppDbContext db, DeliveryDesk desk, DeliveryContents contents, ProcedureCatalog catalog, TimeProvider time)
{
    /// <summary>The <see cref="Delivery.Progress"/> of what waits here.</summary>
    public const string OnList = "list";

    public const int PageSize = 50;

    /// <summary>The oldest first: they are entered in the order in which they came.</summary>
    public async Task<Result<TransferPage>> HandleAsync(string target, string? after, Act act, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var who = await WhoAsync(target, act, cancel);
        if (who.Error is { } refusal)
            return refusal;
        var rows = Waiting(who.Value, target);
        if (!string.IsNullOrEmpty(after))
        {
            if (DeliveryCursor.Parse(after) is not (var at, var id))
                return DeliveryErrors.QueryUnreadable;
            rows = rows.Where(d => d.CreatedAt >= at && (d.CreatedAt > at || d.Id.CompareTo(id) > 0));
        }
        var found = await rows.OrderBy(d => d.CreatedAt).ThenBy(d => d.Id).Take(PageSize + 1).ToListAsync(cancel);
        var shown = found.Take(PageSize).ToList();
        var open = DeliveryDesk.MayOpen(who.Value) ? await contents.OpenAsync(shown, who.Value, cancel) : new HashSet<Guid>();
        var (columns, lines) = await LinesAsync(shown, open, cancel);
        return new TransferPage(target, columns, lines, found.Count > PageSize ? DeliveryCursor.Of(shown[^1]).ToString() : null, who.Value);
    }

    /// <summary>Opens what one page shows. The reason is kept with each case.</summary>
    public async Task<Result<Done>> RevealAsync(string target, IReadOnlyList<Guid> chosen, string? reason, Act act, CancellationToken cancel)
    {
        var who = await WhoAsync(target, act, cancel);
        if (who.Error is { } refusal)
            return refusal;
        if (!DeliveryDesk.MayOpen(who.Value))
            return ReviewErrors.RoleNeeded("審査", "review");
        if (DeliveryDesk.Reason(reason) is { } missing)
            return missing;
        var ids = chosen.Take(PageSize).ToArray();
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var row in await Waiting(who.Value, target).Where(d => ids.Contains(d.Id)).ToListAsync(cancel))
            db.Add(DeliveryContents.OpenedBy(act, reason!, row, now));
        return await desk.SaveAsync(cancel);
    }

    internal async Task<Result<Reviewer>> WhoAsync(string target, Act act, CancellationToken cancel)
    {
        var who = await desk.WhoAsync(act, cancel);
        return who.Error is { } unknown ? unknown : await desk.SeesTargetAsync(who.Value, target, cancel) ? who : DeliveryErrors.TargetNotFound;
    }

    /// <summary>Now and then the worker asks its adapter about one: it stands on the list all the while.</summary>
    internal IQueryable<Delivery> Waiting(Reviewer who, string target) => desk.Visible(who)
        .Where(d => d.Target == target && d.Progress == OnList && (d.Status == DeliveryStatus.AcceptedLater || d.Status == DeliveryStatus.InFlight));

    internal async Task<(IReadOnlyList<string> Columns, IReadOnlyList<TransferRow> Rows)> LinesAsync(IReadOnlyList<Delivery> rows, IReadOnlySet<Guid> open, CancellationToken cancel)
    {
        List<string> columns = [];
        List<TransferRow> lines = [];
        foreach (var row in rows)
        {
            var (data, trouble) = await contents.ReadAsync(row, cancel);
            var cells = data is null ? [] : MaskedJson.Flatten(open.Contains(row.Id) ? data : DeliveryContents.Masked(data, row));
            columns.AddRange(cells.Select(c => c.Key).Where(c => !columns.Contains(c)).ToList());
            lines.Add(new(row.Id, row.ReceiptNumber, (await catalog.TryVersionAsync(row.FormVersionId, cancel))?.Procedure.Title.Ja ?? row.ProcedureCode, row.Kind, row.CreatedAt, open.Contains(row.Id),
                cells.ToDictionary(StringComparer.Ordinal), trouble));
        }
        return (columns, lines);
    }
}
