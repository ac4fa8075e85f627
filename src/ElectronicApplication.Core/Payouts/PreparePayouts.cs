using System.Globalization;
using System.Security.Cryptography;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Payouts;

/// <param name="BatchId">Chosen by the page: the same request a second time finds what the first one made.</param>
/// <param name="Payouts">Null takes everything of the office and procedure that can be paid.</param>
public sealed record PreparePayoutsRequest(Guid BatchId, string Office, string? Procedure, DateOnly? DueOn, IReadOnlyCollection<Guid>? Payouts);

/// <summary>Puts payouts into a batch and makes its file, all in one transaction: a payout is in one batch or in none.</summary>
public sealed class PreparePayouts(AppDbContext db, PayoutDesk desk, ProcedureCatalog catalog, Envelope envelope, IOptions<PayoutOptions> options, TimeProvider time)
{
    public const int Most = 5000;
    private const int MaxDays = 60;

    public async Task<Result<Guid>> HandleAsync(PreparePayoutsRequest request, Act act, CancellationToken cancel)
    {
        var who = await desk.WhoAsync(act, cancel);
        if (who.Error is { } unknown)
            return unknown;
        if (!who.Value.Is(StaffRoles.Review, StaffRoles.Approve) || !who.Value.Sees(request.Office))
            return ReviewErrors.RoleNeeded("審査または決裁", "review or approve");
        if (await db.Set<PayoutBatch>().AnyAsync(b => b.Id == request.BatchId && b.PreparedById == who.Value.Id, cancel))
            return request.BatchId;
        var today = JapanTime.Today(time);
        if (request.DueOn is not { } due || due <= today || due > today.AddDays(MaxDays))
            return PayoutErrors.DayNeeded;
        if (!OfficeDays.IsBankDay(due))
            return PayoutErrors.NotABankDay(due);
        if (options.Value.Of(request.Office) is not { } sender)
            return PayoutErrors.NoSender;

        var payouts = await ChosenAsync(request, who.Value, cancel);
        if (request.Payouts is { } chosen && payouts.Count != chosen.Distinct().Count())
            return PayoutErrors.ChangedMeanwhile;
        var accounts = await desk.AccountsAsync(payouts, cancel);
        if (request.Payouts is null)
            payouts.RemoveAll(p => ListPayouts.Problems(p, accounts.GetValueOrDefault(p.Id)).Count > 0);
        else if (payouts.Find(p => ListPayouts.Problems(p, accounts.GetValueOrDefault(p.Id)).Count > 0) is { } wrong)
            return PayoutErrors.HasProblems($"{wrong.ReceiptNumber}：{ListPayouts.Problems(wrong, accounts.GetValueOrDefault(wrong.Id))[0]}");
        if (payouts.Count == 0)
            return PayoutErrors.NothingChosen;
        if (payouts.Count > Most)
            return PayoutErrors.TooMany(Most);
        return await SaveAsync(request, due, sender, payouts, accounts, who.Value, act, cancel);
    }

    private Task<List<Payout>> ChosenAsync(PreparePayoutsRequest request, Reviewer who, CancellationToken cancel)
    {
        var due = db.Set<Payout>().Where(p => p.State == PayoutState.Due && p.OfficeId == request.Office);
        if (who.Procedures.Count > 0)
            due = due.Where(p => who.Procedures.Contains(p.ProcedureCode));
        if (request.Procedure is { Length: > 0 } procedure)
            due = due.Where(p => p.ProcedureCode == procedure);
        if (request.Payouts is { } chosen)
            due = due.Where(p => chosen.Contains(p.Id));
        return due.OrderBy(p => p.CreatedAt).ThenBy(p => p.Id).Take(Most + 1).ToListAsync(cancel);
    }

    private async Task<Result<Guid>> SaveAsync(
        PreparePayoutsRequest request, DateOnly due, PayoutSender sender, List<Payout> payouts, IReadOnlyDictionary<Guid, PayoutAccount> accounts, Reviewer who, Act act, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var texts = new Dictionary<Guid, string?>();
        foreach (var version in payouts.Select(p => p.FormVersionId).Distinct())
            texts[version] = (await catalog.VersionAsync(version, cancel)).Procedure.Payout?.Text;
        List<PayoutLine> lines = [.. payouts.Select((p, i) => new PayoutLine
        {
            BatchId = request.BatchId, Number = i + 1, PayoutId = p.Id, ReceiptNumber = p.ReceiptNumber, AmountYen = p.AmountYen!.Value, IsPublicAccount = p.IsPublicAccount,
        })];
        var transfers = lines.Zip(payouts).Where(l => !l.First.IsPublicAccount)
            .Select(l => new ZenginTransfer(l.First.Number, accounts[l.Second.Id], l.First.AmountYen, texts[l.Second.FormVersionId])).ToList();
        var file = transfers.Count == 0 ? [] : ZenginFile.Write(sender, due, transfers);
        var csv = PayoutCsv.Write(due, lines.Zip(payouts, (line, payout) => (line, payout.ProcedureCode, accounts.GetValueOrDefault(payout.Id))));
        var key = envelope.Create(out var wrapped);
        var batch = new PayoutBatch
        {
            Id = request.BatchId, OfficeId = request.Office, DueOn = due, PreparedById = who.Id, PreparedByName = who.Name, PreparedAt = now, Count = lines.Count, TotalYen = lines.Sum(l => l.AmountYen),
            TransferCount = transfers.Count, TransferYen = transfers.Sum(t => t.AmountYen), Key = wrapped, FileSha256 = SHA256.HashData(file), CsvSha256 = SHA256.HashData(csv),
        };
        batch.Freeze(file.Length == 0 ? [] : key.Encrypt(file, batch.FileBinding), key.Encrypt(csv, batch.CsvBinding));
        db.Add(batch);
        db.AddRange(lines);
        foreach (var payout in payouts)
            payout.PutInto(batch.Id, now);
        db.Add(ActEntry.Of(act, "payout.prepared", null, now, string.Create(CultureInfo.InvariantCulture, $"{batch.Id:N} {batch.Count} {batch.TotalYen} {Convert.ToHexStringLower(batch.FileSha256)}"), shownToApplicant: false));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Two clerks chose the same payout, or one pressed twice: all or nothing of this batch.
            db.ChangeTracker.Clear();
            return await db.Set<PayoutBatch>().AnyAsync(b => b.Id == request.BatchId && b.PreparedById == who.Id, cancel) ? request.BatchId : PayoutErrors.ChangedMeanwhile;
        }
        return batch.Id;
    }
}
