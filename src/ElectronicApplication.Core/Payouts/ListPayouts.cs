using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Payouts;

/// <param name="Problems">What keeps it from being paid; empty for one that can go into a batch.</param>
/// <param name="Account">Masked.</param>
/// <param name="Conversion">How the payee's name is written for the bank, when that differs in more than width.</param>
public sealed record PayoutCandidate(
    Guid Id, string ReceiptNumber, string ProcedureCode, string ProcedureTitle, string OfficeId, long? AmountYen, bool IsPublicAccount, string Account, string Payee, string? BankCode, string? BankName,
    IReadOnlyList<string> Problems, string? Conversion, string? FailureReason, DateTime GrantedAt);

/// <param name="Waiting">In state Due, the oldest first.</param>
/// <param name="Failed">What the bank could not pay.</param>
/// <param name="HasMore">More wait than are listed.</param>
public sealed record PayoutLists(IReadOnlyList<PayoutCandidate> Waiting, IReadOnlyList<PayoutCandidate> Failed, IReadOnlyList<PayoutBatch> Batches, IReadOnlyList<string> Offices, bool HasMore, Reviewer Reviewer);

/// <summary>What is to be paid in the clerk's offices, with what stands against it.</summary>
public sealed class ListPayouts(AppDbContext db, PayoutDesk desk, ProcedureCatalog catalog)
{
    public const int MostListed = 2000;

    public async Task<Result<PayoutLists>> HandleAsync(string? office, string? procedure, Act act, CancellationToken cancel)
    {
        var who = await desk.WhoAsync(act, cancel);
        if (who.Error is { } unknown)
            return unknown;
        var mine = who.Value.Offices.ToArray();
        var (all, batches) = (db.Set<Payout>().AsNoTracking(), db.Set<PayoutBatch>().AsNoTracking());
        if (!who.Value.SeesEveryOffice)
            (all, batches) = (all.Where(p => mine.Contains(p.OfficeId)), batches.Where(b => mine.Contains(b.OfficeId)));
        if (who.Value.Procedures.Count > 0)
        {
            var others = desk.OfOtherProcedures(who.Value);
            (all, batches) = (all.Where(p => who.Value.Procedures.Contains(p.ProcedureCode)), batches.Where(b => !others.Any(l => l.BatchId == b.Id)));
        }
        var offices = await all.Where(p => p.State == PayoutState.Due).Select(p => p.OfficeId).Distinct().OrderBy(o => o).ToListAsync(cancel);
        if (!string.IsNullOrEmpty(office))
            all = all.Where(p => p.OfficeId == office);
        if (!string.IsNullOrEmpty(procedure))
            all = all.Where(p => p.ProcedureCode == procedure);
        var due = await all.Where(p => p.State == PayoutState.Due).OrderBy(p => p.CreatedAt).ThenBy(p => p.Id).Take(MostListed + 1).ToListAsync(cancel);
        var failed = await all.Where(p => p.State == PayoutState.Failed).OrderBy(p => p.CreatedAt).ThenBy(p => p.Id).Take(MostListed).ToListAsync(cancel);
        return new PayoutLists(
            await CandidatesAsync([.. due.Take(MostListed)], cancel), await CandidatesAsync(failed, cancel),
            await batches.OrderByDescending(b => b.PreparedAt).Take(50).ToListAsync(cancel), offices, due.Count > MostListed, who.Value);
    }

    public async Task<Result<PayoutCandidate>> OneAsync(Guid id, Act act, CancellationToken cancel)
    {
        var who = await desk.WhoAsync(act, cancel);
        if (who.Error is { } unknown)
            return unknown;
        var payout = await db.Set<Payout>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancel);
        return payout is null || !who.Value.Sees(payout.OfficeId, payout.ProcedureCode) ? PayoutErrors.PayoutNotFound : (await CandidatesAsync([payout], cancel))[0];
    }

    private async Task<IReadOnlyList<PayoutCandidate>> CandidatesAsync(IReadOnlyList<Payout> payouts, CancellationToken cancel)
    {
        var accounts = await desk.AccountsAsync(payouts, cancel);
        var candidates = new List<PayoutCandidate>(payouts.Count);
        foreach (var payout in payouts)
        {
            var title = (await catalog.VersionAsync(payout.FormVersionId, cancel)).Procedure.Title.Ja;
            var account = accounts.GetValueOrDefault(payout.Id);
            candidates.Add(new(payout.Id, payout.ReceiptNumber, payout.ProcedureCode, title, payout.OfficeId, payout.AmountYen, payout.IsPublicAccount,
                payout.IsPublicAccount ? "公金受取口座（照会が必要）" : account?.Masked ?? "口座なし", account?.Payee ?? "", account?.BankCode, account?.BankName,
                Problems(payout, account), account?.Conversion, payout.FailureReason, payout.CreatedAt));
        }
        return candidates;
    }

    internal static IReadOnlyList<string> Problems(Payout payout, PayoutAccount? account)
    {
        List<string> problems = payout.AmountYen is null ? ["回答から金額が決まりません。"] : [];
        if (!payout.IsPublicAccount)
            problems.AddRange(account?.Problems ?? ["振込先の口座がありません。"]);
        return problems;
    }
}
