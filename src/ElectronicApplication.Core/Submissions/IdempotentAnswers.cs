using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

/// <summary>Who asked, what and under which Idempotency-Key.</summary>
public sealed record IdempotentRequest(string Key, byte[] RequestSha256)
{
    public static IdempotentRequest Of(Guid? accountId, string path, string idempotencyKey, ReadOnlySpan<byte> body) => new(
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{accountId:N}\n{path}\n{idempotencyKey}"))), SHA256.HashData(body));
}

public sealed record StoredAnswer(int StatusCode, byte[] Body);

/// <summary>
/// Finds and makes the answers that are given again. The row is saved in the transaction of the effect, and its key is unique: of two requests that run
/// at once one fails to save anything, and then finds the other's answer here.
/// </summary>
public sealed class IdempotentAnswers(AppDbContext db, Envelope envelope, TimeProvider time)
{
    /// <returns>The first answer, null when this is the first time, or the error that the key was used for another body.</returns>
    public async Task<Result<StoredAnswer?>> FindAsync(IdempotentRequest request, CancellationToken cancel)
    {
        var row = await db.Set<IdempotentAnswer>().AsNoTracking().SingleOrDefaultAsync(a => a.Key == request.Key, cancel);
        if (row is null)
            return (StoredAnswer?)null;
        if (!row.RequestSha256.AsSpan().SequenceEqual(request.RequestSha256))
            return SubmissionErrors.IdempotencyKeyReused;
        return new StoredAnswer(row.StatusCode, envelope.Open(row.DataKey).Decrypt(row.BodyCipher, row.Binding));
    }

    public IdempotentAnswer Row(IdempotentRequest request, int statusCode, ReadOnlySpan<byte> body)
    {
        var key = envelope.Create(out var wrapped);
        return new()
        {
            Key = request.Key, RequestSha256 = request.RequestSha256, StatusCode = statusCode, DataKey = wrapped,
            BodyCipher = key.Encrypt(body, $"idempotent:{request.Key}"), CreatedAt = time.GetUtcNow().UtcDateTime,
        };
    }

    /// <summary>For an answer that has no effect to be saved with.</summary>
    public async Task SaveAsync(IdempotentAnswer row, CancellationToken cancel)
    {
        db.Add(row);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Whether saving failed in a way that a concurrent twin of the request explains.</summary>
    public static bool MayBeTwin(Exception e) => e is DbException or DbUpdateException and not DbUpdateConcurrencyException;
}
