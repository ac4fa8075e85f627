using System.Data.Common;
using System.Security.Cryptography;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Review.Bulk;

/// <summary>
/// Does what a run has left, one case after the other. A process that dies in the middle leaves each case either done and marked, or neither;
/// whoever goes on, in whatever process, does none twice.
/// </summary>
public sealed class RunBulk(IServiceScopeFactory scopes, AppDbContext db, TimeProvider time)
{
    internal static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);
    private const string Unexpected = "処理できませんでした。申請を開いて操作してください。繰り返す場合はシステム管理者に連絡してください。";

    /// <param name="most">How long to stay at it; what is left then is gone on with later.</param>
    public async Task HandleAsync(Guid runId, TimeSpan most, CancellationToken cancel)
    {
        var began = time.GetUtcNow();
        if (!await ClaimAsync(runId, began.UtcDateTime, cancel))
            return;
        var run = await db.Set<BulkRun>().AsNoTracking().SingleAsync(r => r.Id == runId, cancel);
        var act = new Act(ActorKind.Staff, run.StaffId.ToString(), run.StaffName, Door.Staff);
        var left = await db.Set<BulkItem>().AsNoTracking().Where(i => i.RunId == runId && i.State == BulkItemState.Pending).OrderBy(i => i.Number).Select(i => i.Number).ToListAsync(cancel);
        var renewed = began;
        foreach (var number in left)
        {
            var now = time.GetUtcNow();
            if (now - began > most)
            {
                await LeaseAsync(runId, now.UtcDateTime, cancel);
                return;
            }
            if (now - renewed > Lease / 4)
            {
                await LeaseAsync(runId, now.UtcDateTime + Lease, cancel);
                renewed = now;
            }
            await DoAsync(run, number, act, cancel);
        }
        var end = time.GetUtcNow().UtcDateTime;
        await db.WriteAsync(() => db.Set<BulkRun>().Where(r => r.Id == runId && r.FinishedAt == null && !db.Set<BulkItem>().Any(i => i.RunId == runId && i.State == BulkItemState.Pending))
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.FinishedAt, end), cancel), cancel);
    }

    private async Task DoAsync(BulkRun run, int number, Act act, CancellationToken cancel)
    {
        Error refusal;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var own = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            if (await PendingAsync(own, run.Id, number, cancel) is not { } item)
                return;
            try
            {
                var target = new BulkTarget(item.ReceiptNumber, item.SeenVersion, item.StepId);
                var done = await scope.ServiceProvider.GetRequiredService<BulkCase>().PrepareAsync(run.Kind, run.Reason, target, act, cancel);
                if (done.IsOk)
                {
                    item.Finish(BulkItemState.Done, done.Value.Words, time.GetUtcNow().UtcDateTime);
                    await own.SaveChangesAsync(cancel);
                    return;
                }
                refusal = done.Error!;
            }
            catch (DbUpdateConcurrencyException)
            {
                // Somebody else was at the submission, or at this very item.
                refusal = SubmissionErrors.ChangedMeanwhile;
            }
            catch (Exception e) when (e is not OperationCanceledException and not DbException { IsTransient: true })
            {
                // One case that cannot be read must not keep the others waiting.
                refusal = new("unexpected", ErrorKind.Conflict, Unexpected, Unexpected);
            }
        }
        await RefuseAsync(run.Id, number, refusal, cancel);
    }

    private async Task RefuseAsync(Guid runId, int number, Error refusal, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var own = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        if (await PendingAsync(own, runId, number, cancel) is not { } item)
            return;
        item.Finish(BulkItemState.Refused, refusal.Message, time.GetUtcNow().UtcDateTime);
        try
        {
            await own.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Done by somebody else in this moment.
        }
    }

    private static Task<BulkItem?> PendingAsync(AppDbContext own, Guid runId, int number, CancellationToken cancel) =>
        own.Set<BulkItem>().SingleOrDefaultAsync(i => i.RunId == runId && i.Number == number && i.State == BulkItemState.Pending, cancel);

    private async Task<bool> ClaimAsync(Guid runId, DateTime now, CancellationToken cancel) =>
        await db.WriteAsync(() => db.Set<BulkRun>().Where(r => r.Id == runId && r.FinishedAt == null && r.LeaseUntil <= now)
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.LeaseUntil, now + Lease), cancel), cancel) == 1;

    private Task<int> LeaseAsync(Guid runId, DateTime until, CancellationToken cancel) =>
        db.WriteAsync(() => db.Set<BulkRun>().Where(r => r.Id == runId).ExecuteUpdateAsync(r => r.SetProperty(x => x.LeaseUntil, until), cancel), cancel);
}

/// <summary>Goes on with runs that nobody is at: their process died, or their time was over.</summary>
public sealed class BulkSweep(AppDbContext db, RunBulk run, TimeProvider time) : ISweep
{
    private const int Batch = 20;
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(5);

    public TimeSpan Period => TimeSpan.FromSeconds(3);

    public async Task RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var id in await db.Set<BulkRun>().AsNoTracking().Where(r => r.FinishedAt == null && r.LeaseUntil <= now).OrderBy(r => r.LeaseUntil).Take(Batch).Select(r => r.Id).ToListAsync(cancel))
            await run.HandleAsync(id, Most, cancel);
    }
}
