using System.Globalization;
using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Review.Deliveries;

/// <summary>書き出し: a day's reconciliation as a list. It holds numbers and states, no answers; what core systems said is their own text.</summary>
public sealed class ExportReconciliation(AppDbContext db, DeliveryDesk desk, Reconcile reconcile, TimeProvider time)
{
    public async Task<Result<DeliveryFile>> HandleAsync(DateOnly day, string? reason, Act act, CancellationToken cancel)
    {
        var who = await desk.WhoAsync(act, cancel);
        if (who.Error is { } refusal)
            return refusal;
        if (!who.Value.MayExport)
            return ReviewErrors.RoleNeeded("書き出し", "export");
        if (DeliveryDesk.Reason(reason) is { } missing)
            return missing;
        var lines = await reconcile.AllAsync(day, who.Value, cancel);
        var on = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        db.Add(ActEntry.Of(act with { Reason = reason!.Trim() }, "reconciliation.exported", null, time.GetUtcNow().UtcDateTime, on, shownToApplicant: false));
        await db.SaveChangesAsync(cancel);
        return new DeliveryFile($"reconciliation-{on}.csv", CsvText.Write(["到達日", "受付番号", "手続", "連携先", "状態", "登録番号", "連携先の応答"],
            lines.Select(l => (IEnumerable<string>)[on, l.ReceiptNumber, l.ProcedureTitle, l.Target, Word(l.State), l.RecordId ?? "", l.LastError ?? ""])));
    }

    public static string Word(PairState state) => state switch
    {
        PairState.Missing => "連携がない",
        PairState.Refused => "拒否",
        PairState.Waiting => "送信待ち",
        PairState.Accepted => "受付済み・結果待ち",
        PairState.Skipped => "送信しない",
        PairState.Superseded => "後の連携に置換え",
        PairState.Acknowledged => "登録済み",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
