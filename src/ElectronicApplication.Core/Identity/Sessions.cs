using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Identity;

/// <summary>Opens, finds and ends sessions of both doors. Citizens: 30 minutes idle, 8 hours at most; staff: 60 minutes idle, 12 hours at most (ASVS 7.3).</summary>
public sealed class Sessions(AppDbContext db, TimeProvider time)
{
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    /// <returns>The secret for the cookie; it is not stored.</returns>
    public async Task<string> OpenAsync(SessionKind kind, Guid personId, CancellationToken cancel)
    {
        var secret = Secrets.NewToken();
        var now = time.GetUtcNow().UtcDateTime;
        db.Add(new Session { Id = Secrets.Hash(secret), Kind = kind, PersonId = personId, CreatedAt = now, LastSeenAt = now, ExpiresAt = now + Longest(kind) });
        await db.SaveChangesAsync(cancel);
        return secret;
    }

    /// <returns>Whose session it is, or null when it does not exist, has ended or timed out.</returns>
    public async Task<Guid?> FindAsync(SessionKind kind, string secret, CancellationToken cancel)
    {
        if (secret.Length is 0 or > 100)
            return null;
        var id = Secrets.Hash(secret);
        var now = time.GetUtcNow().UtcDateTime;
        var session = await db.Set<Session>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id && s.Kind == kind, cancel);
        if (session is null || session.ExpiresAt <= now || session.LastSeenAt + Idle(kind) <= now)
            return null;
        if (session.LastSeenAt + SeenEvery <= now)
            await db.WriteAsync(() => db.Set<Session>().Where(s => s.Id == id).ExecuteUpdateAsync(u => u.SetProperty(s => s.LastSeenAt, now), cancel), cancel);
        return session.PersonId;
    }

    public async Task CloseAsync(string secret, CancellationToken cancel)
    {
        var id = Secrets.Hash(secret);
        await db.WriteAsync(() => db.Set<Session>().Where(s => s.Id == id).ExecuteDeleteAsync(cancel), cancel);
    }

    public async Task CloseAllAsync(SessionKind kind, Guid personId, CancellationToken cancel) =>
        await db.WriteAsync(() => db.Set<Session>().Where(s => s.Kind == kind && s.PersonId == personId).ExecuteDeleteAsync(cancel), cancel);

    internal static TimeSpan Idle(SessionKind kind) => TimeSpan.FromMinutes(kind == SessionKind.Citizen ? 30 : 60);

    private static TimeSpan Longest(SessionKind kind) => TimeSpan.FromHours(kind == SessionKind.Citizen ? 8 : 12);
}
