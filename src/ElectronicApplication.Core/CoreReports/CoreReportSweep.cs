using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.CoreReports;

/// <summary>Lets take effect what was saved and whose worker died before it did, and forgets what belonged to nothing some time after a person said so.</summary>
public sealed class CoreReportSweep(AppDbContext db, HandleCoreReport handle, TimeProvider time) : ISweep
{
    private const int Most = 100;

    private static readonly TimeSpan AtLeast = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Keep = TimeSpan.FromDays(90);

    public TimeSpan Period => TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var (before, gone) = (now - AtLeast, now - Keep);
        foreach (var id in await db.Set<CoreReport>().Where(r => r.State == CoreReportState.Waiting && r.ReceivedAt < before).OrderBy(r => r.ReceivedAt).Select(r => r.Id).Take(Most).ToListAsync(cancel))
            await handle.HandleAsync(id, cancel);
        var declined = db.Set<CoreReport>().Where(r => r.State == CoreReportState.Declined && r.SubmissionId == null && r.SettledAt < gone);
        await db.WriteAsync(() => db.Set<CoreReportFile>().Where(f => declined.Any(r => r.Id == f.ReportId)).ExecuteDeleteAsync(cancel), cancel);
        await db.WriteAsync(() => declined.ExecuteDeleteAsync(cancel), cancel);
    }
}
