using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Notifications;

/// <summary>The notices as the worker sees them. A claim moves the due time on: when its holder dies, the notice is simply due again.</summary>
public sealed class NoticeRows(AppDbContext db, TimeProvider time)
{
    public const int BatchSize = 20;

    public static TimeSpan ClaimLength { get; } = TimeSpan.FromMinutes(1);

    public async Task<IReadOnlyList<Notice>> ClaimAsync(string worker, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var notices = db.Set<Notice>();
        var ids = await notices.Where(n => n.Status == NoticeStatus.Pending && n.DueAt <= now).OrderBy(n => n.DueAt).Take(BatchSize).Select(n => n.Id).ToListAsync(cancel);
        if (ids.Count == 0)
            return [];
        var claim = $"{worker}/{Guid.CreateVersion7(time.GetUtcNow()):N}";
        var until = now + ClaimLength;
        await db.WriteAsync(() => notices.Where(n => ids.Contains(n.Id) && n.Status == NoticeStatus.Pending && n.DueAt <= now)
            .ExecuteUpdateAsync(n => n.SetProperty(x => x.ClaimedBy, claim).SetProperty(x => x.DueAt, until).SetProperty(x => x.Attempts, x => x.Attempts + 1), cancel), cancel);
        return await notices.Where(n => ids.Contains(n.Id) && n.ClaimedBy == claim).OrderBy(n => n.CreatedAt).ToListAsync(cancel);
    }
}
