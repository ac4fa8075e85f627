using System.Security.Cryptography;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Intake;

/// <param name="ExpiresAt">Until when the number opens the draft at the counter.</param>
public sealed record CounterTicket(OpenedDraft Draft, string Code, DateTime ExpiresAt, bool IsUsed);

/// <summary>窓口で提出する: gives a prepared draft a number, which staff at the counter turn back into the draft.</summary>
public sealed class PrepareForCounter(AppDbContext db, OpenDraft open, CounterCodes codes, TimeProvider time)
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(14);

    /// <summary>A number that is still good is shown again; one that is used or old is replaced.</summary>
    public async Task<Result<CounterTicket>> HandleAsync(Guid draftId, DraftOwner owner, CancellationToken cancel)
    {
        var opened = await open.HandleAsync(draftId, owner, cancel);
        if (opened.Error is { } missing)
            return missing;
        if (Refusal(opened.Value) is { } refused)
            return refused;
        var now = time.GetUtcNow().UtcDateTime;
        var row = await db.Set<CounterCode>().SingleOrDefaultAsync(c => c.DraftId == draftId, cancel);
        if (row is { ClaimedAt: null } && row.ExpiresAt > now)
            return new CounterTicket(opened.Value, codes.For(draftId, row.Salt), row.ExpiresAt, false);
        var salt = RandomNumberGenerator.GetBytes(16);
        var expires = now + Lasts < opened.Value.ExpiresAt ? now + Lasts : opened.Value.ExpiresAt;
        var code = codes.For(draftId, salt);
        if (row is null)
            db.Add(new CounterCode { DraftId = draftId, Salt = salt, Hash = codes.HashOf(code), ExpiresAt = expires });
        else
            (row.Salt, row.Hash, row.ExpiresAt, row.ClaimedAt) = (salt, codes.HashOf(code), expires, null);
        await db.SaveChangesAsync(cancel);
        return new CounterTicket(opened.Value, code, expires, false);
    }

    /// <summary>To look at the number that was made before; null: none was.</summary>
    public async Task<Result<CounterTicket?>> FindAsync(Guid draftId, DraftOwner owner, CancellationToken cancel)
    {
        var opened = await open.HandleAsync(draftId, owner, cancel);
        if (opened.Error is { } missing)
            return missing;
        var now = time.GetUtcNow().UtcDateTime;
        return await db.Set<CounterCode>().AsNoTracking().SingleOrDefaultAsync(c => c.DraftId == draftId, cancel) is { } row && row.ExpiresAt > now
            ? new CounterTicket(opened.Value, codes.For(draftId, row.Salt), row.ExpiresAt, row.ClaimedAt is not null)
            : (Result<CounterTicket?>)(CounterTicket?)null;
    }

    /// <summary>A correction goes back the way it came; everything else may be brought to the counter, also unfinished.</summary>
    private static Error? Refusal(OpenedDraft draft) => draft.Correction is not null ? SubmissionErrors.DraftNotFound : draft.Closed;
}
