using System.Data.Common;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ElectronicApplication.Core.Designs;

/// <summary>Publishes what was approved for a time, when that has come. Any number of workers may run it: the request's version lets one of them win.</summary>
public sealed partial class PublishDue(AppDbContext db, Publication publication, PublishApproved publish, TimeProvider time, ILogger<PublishDue> log) : ISweep
{
    /// <summary>At a time.</summary>
    private const int Most = 100;

    public TimeSpan Period => TimeSpan.FromSeconds(10);

    public async Task RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        // In the order of their times: of two of one procedure the later one stands in the end.
        var due = await db.Set<PublicationRequest>().AsNoTracking().Where(r => r.State == PublicationState.Approved && r.PublishAt <= now)
            .OrderBy(r => r.PublishAt).Select(r => r.Id).Take(Most).ToListAsync(cancel);
        foreach (var id in due)
            try
            {
                await publication.SaveAsync(() => AttemptAsync(id, cancel), cancel);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                // One that cannot be published must not keep the others from it.
                db.ChangeTracker.Clear();
                LogStuck(log, problem, id);
                if (!MayPass(problem))
                    await GiveUpAsync(id, problem, cancel);
            }
    }

    /// <summary>The database was away or busy: the next round tries again.</summary>
    private static bool MayPass(Exception? problem) => problem is not null && (problem is DbException or TimeoutException or DbUpdateException || MayPass(problem.InnerException));

    private async Task<Result<Done>> AttemptAsync(Guid id, CancellationToken cancel)
    {
        var row = await db.Set<PublicationRequest>().SingleAsync(r => r.Id == id, cancel);
        // Published by another worker, or stopped in the last moment.
        if (row.State != PublicationState.Approved)
            return Done.Ok;
        try
        {
            if (await publish.AddAsync(row, Act.System(), cancel) is { } moved)
                Fail(row, [new("", $"公開できませんでした。{moved.Message}")], moved.MessageEn);
        }
        catch (DefinitionException problem)
        {
            // Since it was approved the program has become stricter. It must not be tried for ever; the author is told why.
            Fail(row, [.. problem.Problems.Take(PublicationRemark.Most).Select(p => new PublicationRemark("", $"公開できませんでした（{p.File} {p.Path}）: {p.MessageJa}"))], problem.MessageEn);
        }
        return Done.Ok;
    }

    /// <summary>No later round would end otherwise: the author is told, and the row makes room for others.</summary>
    private async Task GiveUpAsync(Guid id, Exception problem, CancellationToken cancel)
    {
        try
        {
            await publication.SaveAsync<Done>(async () =>
            {
                var row = await db.Set<PublicationRequest>().SingleAsync(r => r.Id == id, cancel);
                if (row.State == PublicationState.Approved)
                    Fail(row, [new("", "公開できませんでした。公開の処理で、予期しない誤りが起きました。情報システム担当に連絡してください。")], problem.Message);
                return Done.Ok;
            }, cancel);
        }
        catch (Exception again) when (again is not OperationCanceledException)
        {
            db.ChangeTracker.Clear();
            LogStuck(log, again, id);
        }
    }

    private void Fail(PublicationRequest row, IReadOnlyList<PublicationRemark> remarks, string reason)
    {
        row.Fail(remarks);
        db.Add(ActEntry.Of(Act.System(), "publication.failed", null, time.GetUtcNow().UtcDateTime, DecidePublication.Detail(row), shownToApplicant: false));
        LogFailed(log, row.ProcedureCode, row.Revision, reason);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Procedure {Code} revision {Revision} could not be published at its time: {Problem}")]
    private static partial void LogFailed(ILogger log, string code, int revision, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "The publication request {Id} is due and cannot be handled")]
    private static partial void LogStuck(ILogger log, Exception problem, Guid id);
}
