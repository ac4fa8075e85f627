using System.Globalization;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Records;

/// <summary>廃棄の起案と決定. Proposing changes nothing but the list; confirming, by another person, lets the sweep begin.</summary>
public sealed class ProposeDestruction(AppDbContext db, Reviewers reviewers, ListRetention list, ProcedureCatalog catalog, TimeProvider time)
{
    public const int Most = 2000;

    /// <param name="orderId">Chosen by the page: the same request a second time finds what the first one made.</param>
    /// <param name="submissions">All of one office.</param>
    public async Task<Result<Guid>> HandleAsync(Guid orderId, IReadOnlyCollection<Guid> submissions, Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        if (who.Error is { } unknown)
            return unknown;
        if (!who.Value.Is(StaffRoles.Review, StaffRoles.Approve, StaffRoles.Administer))
            return ReviewErrors.RoleNeeded("審査・決裁・管理", "review, approve or administer");
        if (submissions.Count == 0)
            return RecordErrors.NothingDue;
        if (submissions.Count > Most)
            return RecordErrors.TooMany(Most);
        // One after another: a file is in one open order only.
        return await db.AloneAsync<Result<Guid>>("destruction", async () =>
        {
            if (await db.Set<DestructionOrder>().AnyAsync(o => o.Id == orderId && o.ProposedById == who.Value.Id, cancel))
                return orderId;
            var due = new List<DueRecord>();
            var codes = await db.Set<Submission>().Where(s => submissions.Contains(s.Id)).Select(s => s.ProcedureCode).Distinct().ToListAsync(cancel);
            foreach (var version in (await catalog.ListAsync(cancel)).Where(v => codes.Contains(v.Procedure.Code)))
                due.AddRange(await list.DueAsync(version.Procedure, who.Value, Most, submissions, cancel));
            if (due.Count != submissions.Distinct().Count() || due.DistinctBy(d => d.OfficeId).Count() != 1)
            {
                var missing = submissions.Except(due.Select(d => d.SubmissionId)).FirstOrDefault();
                var number = await db.Set<Submission>().Where(s => s.Id == missing).Select(s => s.ReceiptNumber).FirstOrDefaultAsync(cancel);
                return RecordErrors.NotDue(number ?? due.FirstOrDefault()?.ReceiptNumber ?? "");
            }
            Save(orderId, due, who.Value, act);
            await db.SaveChangesAsync(cancel);
            return orderId;
        }, cancel);
    }

    private void Save(Guid orderId, List<DueRecord> due, Reviewer who, Act act)
    {
        var now = time.GetUtcNow().UtcDateTime;
        List<DestructionItem> items = [.. due.OrderBy(d => d.ClosedAt).ThenBy(d => d.SubmissionId).Select((d, i) => new DestructionItem
        {
            OrderId = orderId, Number = i + 1, SubmissionId = d.SubmissionId, ReceiptNumber = d.ReceiptNumber, ProcedureCode = d.ProcedureCode, SubmittedAt = d.SubmittedAt, ClosedAt = d.ClosedAt,
            Outcome = d.Outcome, Kept = d.Kept, KeptUntil = d.KeptUntil,
        })];
        var order = new DestructionOrder
        {
            Id = orderId, OfficeId = due[0].OfficeId, ProposedById = who.Id, ProposedByName = who.Name, ProposedAt = now, Count = items.Count, ListSha256 = DestructionList.Sha256(items),
        };
        db.Add(order);
        db.AddRange(items);
        db.Add(ActEntry.Of(act, "destruction.proposed", null, now, Detail(order), shownToApplicant: false));
    }

    /// <param name="listSha256">Of the list that stood on the page; another one is not confirmed.</param>
    public async Task<Result<Done>> ConfirmAsync(Guid orderId, string listSha256, Act act, CancellationToken cancel)
    {
        var found = await FindAsync(orderId, act, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var (order, who) = found.Value;
        if (!who.Is(StaffRoles.Administer))
            return ReviewErrors.RoleNeeded("管理", "administer");
        if (order.ProposedById == who.Id)
            return RecordErrors.OwnOrder;
        if (order.State is DestructionState.Confirmed or DestructionState.Done && order.ConfirmedById == who.Id)
            return Done.Ok;
        if (order.State != DestructionState.Proposed || Convert.ToHexStringLower(order.ListSha256) != listSha256)
            return RecordErrors.WrongState;
        var now = time.GetUtcNow().UtcDateTime;
        order.Confirm(who.Id, who.Name, now);
        db.Add(ActEntry.Of(act, "destruction.confirmed", null, now, Detail(order), shownToApplicant: false));
        return await SaveAsync(cancel);
    }

    public async Task<Result<Done>> CancelAsync(Guid orderId, Act act, CancellationToken cancel)
    {
        var found = await FindAsync(orderId, act, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var (order, who) = found.Value;
        if (!who.Is(StaffRoles.Administer) && order.ProposedById != who.Id)
            return ReviewErrors.RoleNeeded("管理", "administer");
        if (order.State == DestructionState.Cancelled)
            return Done.Ok;
        if (order.State != DestructionState.Proposed)
            return RecordErrors.WrongState;
        order.Cancel();
        db.Add(ActEntry.Of(act, "destruction.cancelled", null, time.GetUtcNow().UtcDateTime, Detail(order), shownToApplicant: false));
        return await SaveAsync(cancel);
    }

    public async Task<Result<OpenedDestruction>> OpenAsync(Guid orderId, Act act, CancellationToken cancel)
    {
        var found = await FindAsync(orderId, act, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var items = await db.Set<DestructionItem>().AsNoTracking().Where(i => i.OrderId == orderId).OrderBy(i => i.Number).ToListAsync(cancel);
        return new OpenedDestruction(found.Value.Order, items, found.Value.Who);
    }

    private async Task<Result<(DestructionOrder Order, Reviewer Who)>> FindAsync(Guid id, Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        if (who.Error is { } unknown)
            return unknown;
        if (!who.Value.MayOpen && !who.Value.Is(StaffRoles.Administer))
            return ReviewErrors.RoleNeeded("受付・審査・決裁・管理", "receive, review, approve or administer");
        return await db.Set<DestructionOrder>().SingleOrDefaultAsync(o => o.Id == id, cancel) is { } order && who.Value.Sees(order.OfficeId)
            && (who.Value.Procedures.Count == 0 || !await db.Set<DestructionItem>().AnyAsync(i => i.OrderId == id && !who.Value.Procedures.Contains(i.ProcedureCode), cancel)) ? (order, who.Value) : RecordErrors.OrderNotFound;
    }

    private async Task<Result<Done>> SaveAsync(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return Done.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return RecordErrors.WrongState;
        }
    }

    internal static string Detail(DestructionOrder order) => string.Create(CultureInfo.InvariantCulture, $"{order.Id:N} {order.Count} {Convert.ToHexStringLower(order.ListSha256)}");
}

public sealed record OpenedDestruction(DestructionOrder Order, IReadOnlyList<DestructionItem> Items, Reviewer Reviewer)
{
    public bool CanConfirm => Order.State == DestructionState.Proposed && Reviewer.Is(StaffRoles.Administer) && Order.ProposedById != Reviewer.Id;

    public bool CanCancel => Order.State == DestructionState.Proposed && (Reviewer.Is(StaffRoles.Administer) || Order.ProposedById == Reviewer.Id);

    /// <summary>The hash of the list as it is now is the one that was proposed and confirmed.</summary>
    public bool IsIntact => DestructionList.Sha256(Items).AsSpan().SequenceEqual(Order.ListSha256);

    /// <summary>廃棄証明書.</summary>
    public byte[] Certificate() => DestructionList.Certificate(Order, Items);
}
