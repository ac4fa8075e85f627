using System.Globalization;
using System.Security.Cryptography;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Payouts;

/// <param name="Changed">False when this very file was read before.</param>
public sealed record PayoutResultSummary(int Paid, int Failed, long PaidYen, long FailedYen, bool Changed);

/// <summary>Takes the result of a batch over, in one transaction: whatever was read is told to the applicants once.</summary>
public sealed class ReadPayoutResult(AppDbContext db, PayoutDesk desk, Envelope envelope, Facts facts, IOptions<PayoutOptions> options, TimeProvider time)
{
    public const int MaxBytes = 4 * 1024 * 1024;

    public async Task<Result<PayoutResultSummary>> HandleAsync(Guid id, byte[] file, PayoutResultScope scope, Act act, CancellationToken cancel)
    {
        var found = await desk.BatchAsync(id, act, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var (batch, who) = found.Value;
        if (!who.Is(StaffRoles.Review, StaffRoles.Approve))
            return ReviewErrors.RoleNeeded("審査または決裁", "review or approve");
        var sha256 = SHA256.HashData(file);
        if (await db.Set<PayoutReading>().AsNoTracking().SingleOrDefaultAsync(r => r.BatchId == id && r.Sha256 == sha256, cancel) is { } before)
            return new PayoutResultSummary(before.Paid, before.Failed, 0, 0, Changed: false);
        if (batch.State == PayoutBatchState.Settled)
            return PayoutErrors.ResultRefused("この振込データの結果は、すべて取り込み済みです。", "Everything of this batch is settled.");
        if (batch.State != PayoutBatchState.Confirmed)
            return PayoutErrors.WrongState;
        if (file.Length is 0 or > MaxBytes)
            return PayoutErrors.ResultRefused("ファイルが空か、大きすぎます（4 MB まで）。", "The file is empty or too large.");

        var lines = await db.Set<PayoutLine>().Where(l => l.BatchId == id).OrderBy(l => l.Number).ToListAsync(cancel);
        var sent = batch.FileCipher.Length == 0 ? [] : envelope.Open(batch.Key).Decrypt(batch.FileCipher, batch.FileBinding);
        var read = PayoutResultFile.Read(file, sent, lines, options.Value);
        if (read.Error is { } refused)
            return refused;
        var covered = lines.Where(l => !PayoutResultFile.LooksLikeTransfers(file) || !l.IsPublicAccount).ToList();
        if (Completed(read.Value, covered, scope) is { Error: { } incomplete })
            return incomplete;
        return await SaveAsync(batch, lines, Completed(read.Value, covered, scope).Value, sha256, who, act, cancel);
    }

    /// <summary>What the file says, with what it says by silence.</summary>
    private static Result<List<PayoutLineResult>> Completed(List<PayoutLineResult> read, List<PayoutLine> covered, PayoutResultScope scope)
    {
        var byNumber = covered.ToDictionary(l => l.Number);
        if (read.Find(r => byNumber.TryGetValue(r.Number, out var line) && line.Outcome != PayoutOutcome.Open && (line.Outcome == PayoutOutcome.Paid) != (r.Failure is null)) is { Number: > 0 } other)
            return PayoutErrors.ResultRefused($"番号 {other.Number} は、前に取り込んだ結果と違います。銀行に確認してください。", $"Number {other.Number} contradicts what was read before.");
        var named = read.Select(r => r.Number).ToHashSet();
        var missing = covered.Where(l => l.Outcome == PayoutOutcome.Open && !named.Contains(l.Number)).ToList();
        if (scope == PayoutResultScope.All && missing.Count > 0)
        {
            var (sum, whole) = (covered.Where(l => named.Contains(l.Number)).Sum(l => l.AmountYen), covered.Sum(l => l.AmountYen));
            return PayoutErrors.ResultRefused(
                $"合計が合いません。ファイルは {named.Count} 件 {sum.ToString("N0", CultureInfo.InvariantCulture)} 円、振込データは {covered.Count} 件 {whole.ToString("N0", CultureInfo.InvariantCulture)} 円です。不能分だけのファイルなら、それを選んでください。",
                "The totals do not agree with the batch.");
        }
        if (scope != PayoutResultScope.FailuresOnly)
            return read;
        return read.Exists(r => r.Failure is null)
            ? PayoutErrors.ResultRefused("不能分だけのファイルに、振込済のものがあります。全件の結果なら、それを選んでください。", "A file of failures lists paid ones.")
            : new List<PayoutLineResult>([.. read, .. missing.Select(l => new PayoutLineResult(l.Number, null))]);
    }

    private async Task<Result<PayoutResultSummary>> SaveAsync(
        PayoutBatch batch, List<PayoutLine> lines, List<PayoutLineResult> results, byte[] sha256, Reviewer who, Act act, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var payouts = await db.Set<Payout>().Where(p => p.BatchId == batch.Id && p.State == PayoutState.Sent).ToDictionaryAsync(p => p.Id, cancel);
        var (paid, failed, paidYen, failedYen) = (0, 0, 0L, 0L);
        foreach (var result in results)
        {
            var line = lines[result.Number - 1];
            if (line.Outcome != PayoutOutcome.Open || !payouts.TryGetValue(line.PayoutId, out var payout))
                continue;
            line.End(result.Failure);
            if (result.Failure is { } reason)
            {
                payout.Fail(reason, now.UtcDateTime);
                db.Add(ActEntry.Of(act with { Reason = reason }, "payout.failed", payout.SubmissionId, now.UtcDateTime, Yen(line.AmountYen)));
                db.AddRange(facts.RowsFor(new PayoutFailed(Guid.CreateVersion7(now), now, payout.SubmissionId, payout.ReceiptNumber, payout.ProcedureCode, payout.FormVersionId, payout.Id, line.AmountYen, reason)));
                (failed, failedYen) = (failed + 1, failedYen + line.AmountYen);
            }
            else
            {
                payout.Pay(batch.DueOn, now.UtcDateTime);
                db.Add(ActEntry.Of(act, "payout.paid", payout.SubmissionId, now.UtcDateTime, batch.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
                db.AddRange(facts.RowsFor(new PayoutSettled(Guid.CreateVersion7(now), now, payout.SubmissionId, payout.ReceiptNumber, payout.ProcedureCode, payout.FormVersionId, payout.Id, line.AmountYen, batch.DueOn)));
                (paid, paidYen) = (paid + 1, paidYen + line.AmountYen);
            }
        }
        if (lines.TrueForAll(l => l.Outcome != PayoutOutcome.Open))
            batch.Settle();
        else
            batch.Touch();
        db.Add(new PayoutReading { BatchId = batch.Id, Sha256 = sha256, ReadByName = who.Name, At = now.UtcDateTime, Paid = paid, Failed = failed });
        db.Add(ActEntry.Of(act, "payout.result-read", null, now.UtcDateTime, $"{batch.Id:N} {paid} {failed} {Convert.ToHexStringLower(sha256)}", shownToApplicant: false));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            return PayoutErrors.WrongState;
        }
        return new PayoutResultSummary(paid, failed, paidYen, failedYen, Changed: true);
    }

    private static string Yen(long yen) => yen.ToString(CultureInfo.InvariantCulture);
}
