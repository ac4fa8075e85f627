using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Payouts;

/// <param name="Account">Masked, unless the accounts were asked for.</param>
public sealed record PayoutBatchLine(PayoutLine Line, string Account, string Payee, string BankCode, string BankName, string? Conversion);

/// <param name="Banks">Totals by bank; accounts registered with the state are one of them.</param>
public sealed record OpenedPayoutBatch(PayoutBatch Batch, IReadOnlyList<PayoutBatchLine> Lines, IReadOnlyList<PayoutBankTotal> Banks, IReadOnlyList<PayoutReading> Readings, bool ShowsAccounts, Reviewer Reviewer)
{
    public bool CanConfirm => Batch.State == PayoutBatchState.Prepared && Reviewer.MayDecide && Batch.PreparedById != Reviewer.Id;

    public bool CanCancel => Batch.State == PayoutBatchState.Prepared && (Reviewer.MayDecide || Batch.PreparedById == Reviewer.Id);

    public bool CanDownload => Batch.State is PayoutBatchState.Confirmed or PayoutBatchState.Settled && Reviewer.MayExport;

    public bool CanRead => Batch.State == PayoutBatchState.Confirmed && Reviewer.Is(StaffRoles.Review, StaffRoles.Approve);
}

public sealed record PayoutBankTotal(string Code, string Name, int Count, long Yen);

/// <summary>Shows a batch for review.</summary>
public sealed class OpenPayoutBatch(AppDbContext db, PayoutDesk desk, TimeProvider time)
{
    /// <param name="withAccounts">Whole account numbers; on record before they are shown.</param>
    public async Task<Result<OpenedPayoutBatch>> HandleAsync(Guid id, bool withAccounts, Act act, CancellationToken cancel)
    {
        var found = await desk.BatchAsync(id, act, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var (batch, who) = found.Value;
        if (withAccounts)
        {
            if (!who.Is(StaffRoles.Approve, StaffRoles.Export))
                return ReviewErrors.RoleNeeded("決裁または書き出し", "approve or export");
            db.Add(ActEntry.Of(act, "payout.accounts-shown", null, time.GetUtcNow().UtcDateTime, id.ToString("N"), shownToApplicant: false));
            await db.SaveChangesAsync(cancel);
        }
        var lines = await db.Set<PayoutLine>().AsNoTracking().Where(l => l.BatchId == id).OrderBy(l => l.Number).ToListAsync(cancel);
        var ids = lines.ConvertAll(l => l.PayoutId);
        var payouts = new List<Payout>();
        foreach (var chunk in ids.Chunk(500))
            payouts.AddRange(await db.Set<Payout>().AsNoTracking().Where(p => chunk.Contains(p.Id)).ToListAsync(cancel));
        var accounts = await desk.AccountsAsync(payouts, cancel);
        var shown = lines.ConvertAll(l => Line(l, accounts.GetValueOrDefault(l.PayoutId), withAccounts));
        var banks = shown.GroupBy(l => (l.BankCode, l.BankName)).OrderBy(g => g.Key.BankCode, StringComparer.Ordinal).Select(g => new PayoutBankTotal(g.Key.BankCode, g.Key.BankName, g.Count(), g.Sum(l => l.Line.AmountYen)));
        var readings = await db.Set<PayoutReading>().AsNoTracking().Where(r => r.BatchId == id).OrderBy(r => r.At).ToListAsync(cancel);
        return new OpenedPayoutBatch(batch, shown, [.. banks], readings, withAccounts, who);
    }

    private static PayoutBatchLine Line(PayoutLine line, PayoutAccount? account, bool whole) =>
        line.IsPublicAccount ? new(line, "公金受取口座", "", "", "公金受取口座", null)
        : account is null ? new(line, "消去済み", "", "", "消去済み", null)
        : new(line, whole ? account.Full : account.Masked, account.Payee, account.BankCode, account.BankName, account.Conversion);
}
