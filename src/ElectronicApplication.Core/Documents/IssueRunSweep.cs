using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ElectronicApplication.Core.Documents;

/// <summary>
/// Works on runs, a batch at a time. A document and the mark that its case is done are saved together: whoever goes on after a crash finds exactly what is left.
/// </summary>
public sealed partial class IssueRunSweep(AppDbContext db, DocumentComposer composer, DocumentIssuer issuer, Reviewers reviewers, TimeProvider time, ILogger<IssueRunSweep> log) : ISweep
{
    public const int Batch = 48;

    private static readonly TimeSpan Claim = TimeSpan.FromSeconds(30);

    public TimeSpan Period => TimeSpan.FromSeconds(2);

    public async Task RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var id in await db.Set<IssueRun>().AsNoTracking().Where(r => r.State == IssueRunState.Running && r.ClaimedUntil < now).OrderBy(r => r.At).Select(r => r.Id).Take(20).ToListAsync(cancel))
            try
            {
                if (await ClaimAsync(id, cancel))
                    await WorkAsync(id, cancel);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The other runs go on; this one is taken up again when its claim ends.
                LogFailed(log, id, e.GetType().Name);
                db.ChangeTracker.Clear();
            }
    }

    private async Task<bool> ClaimAsync(Guid id, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return await db.WriteAsync(() => db.Set<IssueRun>().Where(r => r.Id == id && r.State == IssueRunState.Running && r.ClaimedUntil < now)
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.ClaimedUntil, now + Claim), cancel), cancel) == 1;
    }

    private async Task WorkAsync(Guid id, CancellationToken cancel)
    {
        var before = int.MaxValue;
        while (true)
        {
            db.ChangeTracker.Clear();
            var run = await db.Set<IssueRun>().AsNoTracking().SingleAsync(r => r.Id == id, cancel);
            var items = await db.Set<IssueRunItem>().AsNoTracking().Where(i => i.RunId == id && i.State == IssueItemState.Pending).OrderBy(i => i.Order).Take(Batch).ToListAsync(cancel);
            if (items.Count == 0)
            {
                await FinishAsync(id, cancel);
                return;
            }
            var left = await db.Set<IssueRunItem>().CountAsync(i => i.RunId == id && i.State == IssueItemState.Pending, cancel);
            if (left >= before)
            {
                // Nothing moved: the next round tries again, later.
                LogStuck(log, id, left);
                return;
            }
            before = left;
            if (!await BatchAsync(run, items, cancel))
                return;
            await db.WriteAsync(() => db.Set<IssueRun>().Where(r => r.Id == id).ExecuteUpdateAsync(r => r.SetProperty(x => x.ClaimedUntil, time.GetUtcNow().UtcDateTime + Claim), cancel), cancel);
        }
    }

    /// <returns>False when something is missing that may come back: the run waits.</returns>
    private async Task<bool> BatchAsync(IssueRun run, List<IssueRunItem> items, CancellationToken cancel)
    {
        var ids = items.ConvertAll(i => i.SubmissionId);
        var submissions = await db.Set<Submission>().AsNoTracking().Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancel);
        // Rights that were taken away since end the run.
        var asker = await reviewers.FindAsync(run.AskedById, cancel);
        var failed = new Dictionary<Guid, Error>();
        List<IssueOrder> orders = [];
        foreach (var item in items)
        {
            var opened = await OneByOneAsync(item.SubmissionId, () => OpenAsync(run, submissions[item.SubmissionId], asker, cancel));
            if (opened.Error is { } error)
                failed[item.SubmissionId] = error;
            else
                // The id follows from run and case, whoever works on it and however often.
                orders.Add(new(DocumentIdOf(run.Id, item.SubmissionId), opened.Value, run.Delivery, RunId: run.Id));
        }
        db.ChangeTracker.Clear();
        var waits = false;
        foreach (var series in orders.GroupBy(o => o.Case.Series))
        {
            List<IssueOrder> these = [.. series];
            var results = await IssueAsync(these, asker!.Act(Door.Worker), cancel);
            for (var i = 0; i < these.Count; i++)
                if (results[i].Error is { } error)
                    if (error.Kind == ErrorKind.Unavailable)
                        waits = true;
                    else
                        failed[these[i].Case.Submission.Id] = error;
        }
        if (failed.Count > 0)
            await FailAsync(run.Id, failed, cancel);
        return !waits;
    }

    private async Task<Result<ComposableCase>> OpenAsync(IssueRun run, Submission submission, Reviewer? asker, CancellationToken cancel)
    {
        if (asker is not { MayIssue: true } || !asker.Sees(submission))
            return ReviewErrors.RoleNeeded("交付", "issue");
        var opened = await composer.OpenAsync(submission, run.Template, cancel);
        return opened.IsOk && await composer.WaitsForFeeAsync(opened.Value, cancel) ? DocumentErrors.FeeNotPaid : opened;
    }

    /// <summary>All together; when that fails, each alone, so that one bad case keeps nobody else waiting.</summary>
    private async Task<IReadOnlyList<Result<IssuedDocument>>> IssueAsync(List<IssueOrder> orders, Act act, CancellationToken cancel)
    {
        try
        {
            return await issuer.IssueAsync(orders, act, cancel);
        }
        catch (Exception e) when (e is not (OperationCanceledException or DbUpdateException))
        {
            var results = new List<Result<IssuedDocument>>(orders.Count);
            foreach (var order in orders)
            {
                db.ChangeTracker.Clear();
                results.Add(await OneByOneAsync(order.Case.Submission.Id, async () => (await issuer.IssueAsync([order], act, cancel))[0]));
            }
            return results;
        }
    }

    /// <summary>What the program did not foresee of one case is its problem alone; what the database refuses is tried again.</summary>
    private async Task<Result<T>> OneByOneAsync<T>(Guid submission, Func<Task<Result<T>>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is not (OperationCanceledException or DbUpdateException))
        {
            LogCase(log, submission, e.GetType().Name);
            return DocumentErrors.CannotBeRead;
        }
    }

    private async Task FailAsync(Guid run, Dictionary<Guid, Error> failed, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var ids = failed.Keys.ToList();
        foreach (var item in await db.Set<IssueRunItem>().Where(i => i.RunId == run && ids.Contains(i.SubmissionId) && i.State == IssueItemState.Pending).ToListAsync(cancel))
            item.Fail(failed[item.SubmissionId].Message);
        await db.SaveChangesAsync(cancel);
    }

    private async Task FinishAsync(Guid id, CancellationToken cancel)
    {
        var run = await db.Set<IssueRun>().SingleAsync(r => r.Id == id, cancel);
        if (run.State == IssueRunState.Done)
            return;
        var now = time.GetUtcNow().UtcDateTime;
        run.Finish(now);
        db.Add(ActEntry.Of(Act.System(), "documents.run-finished", null, now, $"{run.ProcedureCode}　{run.Title}　{run.Total}件", shownToApplicant: false));
        await db.SaveChangesAsync(cancel);
    }

    private static Guid DocumentIdOf(Guid run, Guid submission)
    {
        Span<byte> both = stackalloc byte[32];
        run.TryWriteBytes(both);
        submission.TryWriteBytes(both[16..]);
        return new Guid(System.Security.Cryptography.SHA256.HashData(both).AsSpan(0, 16));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The run {Run} of documents does not move; {Left} are left.")]
    private static partial void LogStuck(ILogger log, Guid run, int left);

    [LoggerMessage(Level = LogLevel.Error, Message = "The run {Run} of documents failed: {Error}.")]
    private static partial void LogFailed(ILogger log, Guid run, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "No document could be made of the submission {Submission}: {Error}.")]
    private static partial void LogCase(ILogger log, Guid submission, string error);
}
