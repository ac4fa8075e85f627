using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Records;

public sealed record DueRecord(Guid SubmissionId, string ReceiptNumber, string ProcedureCode, string ProcedureTitle, string OfficeId, DateTime SubmittedAt, DateTime ClosedAt, SubmissionStatus Outcome, RetentionClass Kept, DateOnly KeptUntil);

/// <param name="FiscalYear">In which the cases were closed.</param>
public sealed record DueGroup(string ProcedureCode, string ProcedureTitle, RetentionClass Kept, int FiscalYear, DateOnly KeptUntil, int Count);

/// <param name="Unset">Procedures without a retention period: nothing of them ever comes up here.</param>
public sealed record RetentionLists(IReadOnlyList<DueRecord> Due, IReadOnlyList<DueGroup> Groups, IReadOnlyList<string> Unset, IReadOnlyList<DestructionOrder> Orders, bool HasMore, Reviewer Reviewer);

/// <summary>保存期間の満了: the files of the clerk's offices that are due for destruction.</summary>
public sealed class ListRetention(AppDbContext db, Reviewers reviewers, ProcedureCatalog catalog, TimeProvider time)
{
    public const int MostListed = 2000;

    public async Task<Result<RetentionLists>> HandleAsync(string? procedure, Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        if (who.Error is { } unknown)
            return unknown;
        if (!who.Value.MayOpen && !who.Value.Is(StaffRoles.Administer))
            return ReviewErrors.RoleNeeded("受付・審査・決裁・管理", "receive, review, approve or administer");
        List<DueRecord> due = [];
        List<string> unset = [];
        foreach (var version in await catalog.ListAsync(cancel))
        {
            if (version.Procedure.Retention is null)
                unset.Add(version.Procedure.Title.Ja);
            else if ((procedure is null or "" || procedure == version.Procedure.Code) && due.Count <= MostListed)
                due.AddRange(await DueAsync(version.Procedure, who.Value, MostListed + 1 - due.Count, null, cancel));
        }
        var orders = db.Set<DestructionOrder>().AsNoTracking();
        if (!who.Value.SeesEveryOffice)
        {
            var offices = who.Value.Offices.ToArray();
            orders = orders.Where(o => offices.Contains(o.OfficeId));
        }
        if (who.Value.Procedures.Count > 0)
        {
            var procedures = who.Value.Procedures.ToArray();
            orders = orders.Where(o => !db.Set<DestructionItem>().Any(i => i.OrderId == o.Id && !procedures.Contains(i.ProcedureCode)));
        }
        var shown = due.Take(MostListed).ToList();
        var groups = shown.GroupBy(d => (d.ProcedureCode, d.ProcedureTitle, d.Kept, Year: Retention.FiscalYear(JapanTime.DayOf(d.ClosedAt)), d.KeptUntil))
            .Select(g => new DueGroup(g.Key.ProcedureCode, g.Key.ProcedureTitle, g.Key.Kept, g.Key.Year, g.Key.KeptUntil, g.Count())).OrderBy(g => g.FiscalYear).ThenBy(g => g.ProcedureCode, StringComparer.Ordinal);
        return new RetentionLists(shown, [.. groups], unset, await orders.OrderByDescending(o => o.ProposedAt).Take(50).ToListAsync(cancel), due.Count > MostListed, who.Value);
    }

    /// <param name="only">Null takes whatever is due.</param>
    internal async Task<IReadOnlyList<DueRecord>> DueAsync(ProcedureDefinition procedure, Reviewer who, int most, IReadOnlyCollection<Guid>? only, CancellationToken cancel)
    {
        var today = JapanTime.Today(time);
        if (procedure.Retention is not { } kept || Retention.ClosedBefore(kept, today) is not { } before)
            return [];
        var rows = db.Set<Submission>().AsNoTracking().Where(s => s.ProcedureCode == procedure.Code && s.IsClosed && s.ErasedAt == null && s.UpdatedAt < before
            && !db.Set<RetentionExtension>().Any(e => e.SubmissionId == s.Id && e.Until >= today)
            && !db.Set<DestructionItem>().Any(i => i.SubmissionId == s.Id && db.Set<DestructionOrder>().Any(o => o.Id == i.OrderId && (o.State == DestructionState.Proposed || o.State == DestructionState.Confirmed))));
        rows = who.Of(rows);
        if (only is not null)
            rows = rows.Where(s => only.Contains(s.Id));
        var found = await rows.OrderBy(s => s.UpdatedAt).ThenBy(s => s.Id).Take(most).Select(s => new { s.Id, s.ReceiptNumber, s.OfficeId, s.SubmittedAt, s.UpdatedAt, s.Status }).ToListAsync(cancel);
        return found.ConvertAll(s => new DueRecord(s.Id, s.ReceiptNumber, procedure.Code, procedure.Title.Ja, s.OfficeId, s.SubmittedAt, s.UpdatedAt, s.Status, kept, Retention.LastDay(kept, JapanTime.DayOf(s.UpdatedAt))!.Value));
    }
}
