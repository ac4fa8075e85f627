using System.Buffers.Binary;
using System.Security.Cryptography;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Administration;

/// <summary>Seals new acts into the hash chain, one worker at a time under a lease, with a sequence of its own.</summary>
public sealed class SealActs(AppDbContext db, KeyRing keys, TimeProvider time) : ISweep
{
    private const int Batch = 1000;
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(30);

    /// <summary>How long a transaction may take between writing its act and committing it; later ones stay unsealed and are reported by the verification.</summary>
    private static readonly TimeSpan LookBack = TimeSpan.FromMinutes(10);

    /// <summary>Nearly all take less: so far is looked every time, and all the way once a minute, or sealing would cost the more the busier it is.</summary>
    private static readonly TimeSpan ShortLookBack = TimeSpan.FromSeconds(10);

    private readonly byte[] _key = Key(keys);
    private readonly string _holder = Guid.NewGuid().ToString("N");

    public TimeSpan Period => TimeSpan.FromSeconds(2);

    public async Task RunAsync(CancellationToken cancel)
    {
        if (!await TakeLeaseAsync(cancel))
            return;
        while (await SealBatchAsync(cancel) == Batch)
        {
        }
    }

    private async Task<bool> TakeLeaseAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var taken = await db.WriteAsync(() => db.Set<Lease>().Where(l => l.Name == "seal-acts" && l.Until < now)
            .ExecuteUpdateAsync(u => u.SetProperty(l => l.Holder, _holder).SetProperty(l => l.Until, now + LeaseTime), cancel), cancel);
        if (taken == 1)
            return true;
        if (await db.Set<Lease>().AnyAsync(l => l.Name == "seal-acts", cancel))
            return false;
        db.Add(new Lease { Name = "seal-acts", Holder = _holder, Until = now + LeaseTime });
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException)
        {
            // Another worker was first.
            db.ChangeTracker.Clear();
            return false;
        }
    }

    private async Task<int> SealBatchAsync(CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var now = time.GetUtcNow().UtcDateTime;
        var last = await db.Set<ActSeal>().AsNoTracking().OrderByDescending(s => s.Sequence).FirstOrDefaultAsync(cancel);
        // The newest sealed act that is still there: one that was removed is the verification's to name, and must not stop the sealing.
        var newest = await db.Set<ActSeal>().Join(db.Set<ActEntry>(), s => s.ActId, a => a.Id, (s, a) => new { s.Sequence, a.At })
            .OrderByDescending(x => x.Sequence).Select(x => (DateTime?)x.At).FirstOrDefaultAsync(cancel);
        var isLong = last is null || last.SealedAt.Ticks / TimeSpan.TicksPerMinute != now.Ticks / TimeSpan.TicksPerMinute;
        var since = newest is null ? DateTime.UnixEpoch : newest.Value - (isLong ? LookBack : ShortLookBack);
        var acts = await db.Set<ActEntry>().AsNoTracking()
            .Where(a => a.At >= since && !db.Set<ActSeal>().Any(s => s.ActId == a.Id))
            .OrderBy(a => a.At).ThenBy(a => a.Id).Select(a => new { a.Id, a.ContentSha256 }).Take(Batch).ToListAsync(cancel);
        var (sequence, hash) = (last?.Sequence ?? 0, last?.Hash ?? []);
        foreach (var act in acts)
        {
            hash = Link(_key, hash, ++sequence, act.ContentSha256);
            db.Add(new ActSeal { Sequence = sequence, ActId = act.Id, Hash = hash, SealedAt = now });
        }
        // Should the lease have been lost meanwhile, the sequence's primary key refuses the second chain.
        await db.SaveManyAsync(cancel);
        await db.WriteAsync(() => db.Set<Lease>().Where(l => l.Name == "seal-acts" && l.Holder == _holder)
            .ExecuteUpdateAsync(u => u.SetProperty(l => l.Until, acts.Count == Batch ? now + LeaseTime : DateTime.UnixEpoch), cancel), cancel);
        return acts.Count;
    }

    /// <summary>Whoever can write the database, but lacks the municipality's key file, cannot make a link.</summary>
    internal static byte[] Key(KeyRing keys) => keys.DerivedKey("act-seal");

    internal static byte[] Link(byte[] key, byte[] previous, long sequence, byte[] content)
    {
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(number, sequence);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(previous);
        hmac.AppendData(number);
        hmac.AppendData(content);
        return hmac.GetHashAndReset();
    }
}
