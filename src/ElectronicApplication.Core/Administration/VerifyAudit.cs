using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Administration;

/// <param name="Altered">Acts whose content no longer hashes to what was sealed, or whose link does not continue the chain.</param>
/// <param name="Missing">Sequence numbers whose act is gone, or that are themselves gone.</param>
/// <param name="Unsealed">Acts older than three minutes that no link covers.</param>
/// <param name="Head">The last link. Written down elsewhere, it also shows later whether links were cut off the end; null before the first.</param>
public sealed record AuditReport(long Sealed, IReadOnlyList<Guid> Altered, IReadOnlyList<long> Missing, IReadOnlyList<Guid> Unsealed, AuditHead? Head)
{
    public bool IsWhole => Altered.Count + Missing.Count + Unsealed.Count == 0;
}

/// <param name="Hash">Lower-case hexadecimal.</param>
public sealed record AuditHead(long Sequence, string Hash);

/// <summary>Walks the whole chain and compares it with the acts as they are now.</summary>
public sealed class VerifyAudit(AppDbContext db, KeyRing keys, TimeProvider time)
{
    private const int Batch = 2000;
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(3);

    public async Task<AuditReport> HandleAsync(CancellationToken cancel)
    {
        List<Guid> altered = [];
        List<long> missing = [];
        long sequence = 0, count = 0;
        var key = SealActs.Key(keys);
        byte[] hash = [];
        while (true)
        {
            var seals = await db.Set<ActSeal>().AsNoTracking().Where(s => s.Sequence > sequence).OrderBy(s => s.Sequence).Take(Batch).ToListAsync(cancel);
            if (seals.Count == 0)
                break;
            var ids = seals.ConvertAll(s => s.ActId);
            var acts = await db.Set<ActEntry>().AsNoTracking().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, cancel);
            foreach (var seal in seals)
            {
                for (var gap = sequence + 1; gap < seal.Sequence; gap++)
                    missing.Add(gap);
                sequence = seal.Sequence;
                count++;
                if (!acts.TryGetValue(seal.ActId, out var act))
                    missing.Add(seal.Sequence);
                else if (!act.ComputeSha256().AsSpan().SequenceEqual(act.ContentSha256) || !SealActs.Link(key, hash, seal.Sequence, act.ContentSha256).AsSpan().SequenceEqual(seal.Hash))
                    altered.Add(seal.ActId);
                hash = seal.Hash;
            }
        }
        var before = time.GetUtcNow().UtcDateTime - Grace;
        var unsealed = await db.Set<ActEntry>().AsNoTracking().Where(a => a.At < before && !db.Set<ActSeal>().Any(s => s.ActId == a.Id)).Select(a => a.Id).Take(1000).ToListAsync(cancel);
        return new(count, altered, missing, unsealed, count == 0 ? null : new(sequence, Convert.ToHexStringLower(hash)));
    }
}
