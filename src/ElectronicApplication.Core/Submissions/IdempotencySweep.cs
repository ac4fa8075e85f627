using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

/// <summary>Forgets answers to repeated requests after a day.</summary>
public sealed class IdempotencySweep(AppDbContext db, TimeProvider time) : ISweep
{
    public TimeSpan Period => TimeSpan.FromMinutes(30);

    public async Task RunAsync(CancellationToken cancel)
    {
        var before = time.GetUtcNow().UtcDateTime - TimeSpan.FromHours(24);
        await db.WriteAsync(() => db.Set<IdempotentAnswer>().Where(a => a.CreatedAt < before).ExecuteDeleteAsync(cancel), cancel);
    }
}
