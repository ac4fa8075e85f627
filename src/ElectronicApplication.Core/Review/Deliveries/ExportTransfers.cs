using System.Globalization;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review.Deliveries;

public sealed record DeliveryFile(string Name, byte[] Bytes);

/// <summary>書き出し: the hand-over list as a table for a spreadsheet or a robot. On record, with each case, before it goes out.</summary>
public sealed class ExportTransfers(AppDbContext db, TransferList list, TimeProvider time)
{
    public const int Most = 2000;

    public async Task<Result<DeliveryFile>> HandleAsync(string target, string? reason, Act act, CancellationToken cancel)
    {
        var who = await list.WhoAsync(target, act, cancel);
        if (who.Error is { } refusal)
            return refusal;
        if (!who.Value.MayExport)
            return ReviewErrors.RoleNeeded("書き出し", "export");
        if (!DeliveryDesk.MayOpen(who.Value))
            return ReviewErrors.RoleNeeded("審査", "review");
        if (DeliveryDesk.Reason(reason) is { } missing)
            return missing;
        var rows = await list.Waiting(who.Value, target).OrderBy(d => d.CreatedAt).ThenBy(d => d.Id).Take(Most).ToListAsync(cancel);
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var row in rows)
            db.Add(ActEntry.Of(act with { Reason = reason!.Trim() }, "delivery.exported", row.SubmissionId, now, row.Target));
        await db.SaveChangesAsync(cancel);

        var (columns, lines) = await list.LinesAsync(rows, rows.Select(r => r.Id).ToHashSet(), cancel);
        var bytes = CsvText.Write(["受付番号", "手続", "受付日", .. columns, "登録番号"], lines.Select(l =>
            (IEnumerable<string>)[l.ReceiptNumber, l.ProcedureTitle, JapanTime.DayOf(l.PlannedAt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), .. columns.Select(c => l.Cells.GetValueOrDefault(c, "")), ""]));
        return new DeliveryFile($"transfer-{target}-{now + JapanTime.Offset:yyyyMMdd-HHmm}.csv", bytes);
    }
}
