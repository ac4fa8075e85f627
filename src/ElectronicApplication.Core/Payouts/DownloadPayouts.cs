using System.Security.Cryptography;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;

namespace ElectronicApplication.Core.Payouts;

public enum PayoutFileKind { Zengin, Csv }

public sealed record PayoutFile(string Name, string ContentType, byte[] Bytes);

/// <summary>書き出し: gives the frozen bytes of a confirmed batch to whoever has the right and a reason; on record before they go out.</summary>
public sealed class DownloadPayouts(AppDbContext db, PayoutDesk desk, Envelope envelope, TimeProvider time)
{
    public async Task<Result<PayoutFile>> HandleAsync(Guid id, PayoutFileKind kind, string? reason, Act act, CancellationToken cancel)
    {
        var found = await desk.BatchAsync(id, act, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var (batch, who) = found.Value;
        if (!who.MayExport)
            return ReviewErrors.RoleNeeded("書き出し", "export");
        if (PayoutDesk.Reason(reason) is { } missing)
            return missing;
        if (batch.State is not (PayoutBatchState.Confirmed or PayoutBatchState.Settled))
            return PayoutErrors.NotConfirmed;
        if (kind == PayoutFileKind.Zengin && batch.TransferCount == 0)
            return PayoutErrors.NoTransfers;
        if (batch.CsvCipher.Length == 0)
            return PayoutErrors.FileErased;
        var key = envelope.Open(batch.Key);
        var (bytes, sha256) = kind == PayoutFileKind.Zengin ? (key.Decrypt(batch.FileCipher, batch.FileBinding), batch.FileSha256) : (key.Decrypt(batch.CsvCipher, batch.CsvBinding), batch.CsvSha256);
        if (!SHA256.HashData(bytes).AsSpan().SequenceEqual(sha256))
            throw new CryptographicException("The stored payout file is not the one that was confirmed.");
        db.Add(ActEntry.Of(act with { Reason = reason!.Trim() }, "payout.exported", null, time.GetUtcNow().UtcDateTime, $"{id:N} {kind} {Convert.ToHexStringLower(sha256)}", shownToApplicant: false));
        await db.SaveChangesAsync(cancel);
        var name = $"sofuri-{batch.DueOn:yyyyMMdd}-{batch.Id.ToString("N")[^8..]}";
        return kind == PayoutFileKind.Zengin ? new PayoutFile(name + ".txt", "application/octet-stream", bytes) : new PayoutFile(name + ".csv", "text/csv; charset=utf-8", bytes);
    }
}
