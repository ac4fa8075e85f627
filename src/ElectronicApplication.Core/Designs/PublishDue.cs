using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ElectronicApplication.Core.Designs;

/// <summary>Publishes what was approved for a time, when that has come. Any number of workers may run it: the request's version lets one of them win.</summary>
public sealed partial class PublishDue(AppDbContext db, Publication publication, PublishApproved publish, TimeProvider time, ILogger<PublishDue> log) : ISweep
{
    public TimeSpan Period => TimeSpan.FromSeconds(10);

    public async Task RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        // In the order of their times: of two of one procedure the later one stands in the end.
        var due = await db.Set<PublicationRequest>().AsNoTracking().Where(r => r.State == PublicationState.Approved && r.PublishAt <= now)
            .OrderBy(r => r.PublishAt).Select(r => r.Id).ToListAsync(cancel);
        foreach (var id in due)
            await publication.SaveAsync(() => AttemptAsync(id, cancel), cancel);
    }

    private async Task<Result<Done>> AttemptAsync(Guid id, CancellationToken cancel)
    {
        var row = await db.Set<PublicationRequest>().SingleAsync(r => r.Id == id, cancel);
        // Published by another worker, or stopped in the last moment.
        if (row.State != PublicationState.Approved)
            return Done.Ok;
        try
        {
            await publish.AddAsync(row, Act.System(), cancel);
        }
        catch (DefinitionException problem)
        {
            // Since it was approved the program has become stricter. It must not be tried for ever; the author is told why.
            row.Fail([.. problem.Problems.Take(PublicationRemark.Most).Select(p => new PublicationRemark("", $"公開できませんでした（{p.File} {p.Path}）: {p.MessageJa}"))]);
            db.Add(ActEntry.Of(Act.System(), "publication.failed", null, time.GetUtcNow().UtcDateTime, DecidePublication.Detail(row), shownToApplicant: false));
            LogFailed(log, row.ProcedureCode, row.Revision, problem.MessageEn);
        }
        return Done.Ok;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Procedure {Code} revision {Revision} could not be published at its time: {Problem}")]
    private static partial void LogFailed(ILogger log, string code, int revision, string problem);
}
