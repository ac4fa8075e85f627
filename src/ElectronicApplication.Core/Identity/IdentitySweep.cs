using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Identity;

/// <summary>Deletes challenges and sessions that are worth nothing any more.</summary>
public sealed class IdentitySweep(AppDbContext db, TimeProvider time) : ISweep
{
    // Until then somebody who comes back late is told that the time ran out, not that nothing is known.
    private static readonly TimeSpan KeepChallenge = TimeSpan.FromHours(1);

    public TimeSpan Period => TimeSpan.FromMinutes(5);

    public async Task RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var late = now - KeepChallenge;
        await db.WriteAsync(() => db.Set<CardChallenge>().Where(c => c.ExpiresAt < late).ExecuteDeleteAsync(cancel), cancel);
        await db.WriteAsync(() => db.Set<Session>().Where(s => s.ExpiresAt < now).ExecuteDeleteAsync(cancel), cancel);
        foreach (var kind in Enum.GetValues<SessionKind>())
        {
            var idle = now - Sessions.Idle(kind);
            await db.WriteAsync(() => db.Set<Session>().Where(s => s.Kind == kind && s.LastSeenAt < idle).ExecuteDeleteAsync(cancel), cancel);
        }
    }
}
