using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.CoreReports;

/// <summary>A report without a case. What it says is not shown: whose it is, is not known.</summary>
public sealed record UnmatchedReport(Guid Id, string Target, string ExternalId, ReportKind Kind, DateTime ReceivedAt, string? Problem);

/// <summary>Reports that belong to nothing known here, or cannot be used: they are kept until an operator says where they belong, or that nothing comes of them.</summary>
public sealed class UnmatchedReports(AppDbContext db, Reviewers reviewers, HandleCoreReport handle, TimeProvider time)
{
    public const int Most = 100;

    /// <summary>The oldest first.</summary>
    public async Task<Result<IReadOnlyList<UnmatchedReport>>> ListAsync(Act act, CancellationToken cancel)
    {
        var who = await OperatorAsync(act, cancel);
        return who.Error is { } refused ? refused
            : await db.Set<CoreReport>().AsNoTracking().Where(r => r.State == CoreReportState.Unmatched).OrderBy(r => r.ReceivedAt).Take(Most)
                .Select(r => new UnmatchedReport(r.Id, r.Target, r.ExternalId, r.Kind, r.ReceivedAt, r.Problem)).ToListAsync(cancel);
    }

    /// <summary>Belongs to this submission, which was handed to the same core system.</summary>
    public async Task<Result<Done>> MatchAsync(Guid id, string? receiptNumber, Act act, CancellationToken cancel)
    {
        var who = await OperatorAsync(act, cancel);
        if (who.Error is { } refused)
            return refused;
        if (await FindAsync(id, cancel) is not { } report)
            return CoreReportErrors.NotOpen;
        var number = ReceiptNumber.Parse(receiptNumber);
        if (await db.Set<Submission>().AsNoTracking().SingleOrDefaultAsync(s => s.ReceiptNumber == number, cancel) is not { } submission || !who.Value.Sees(submission)
            || !await db.Set<Delivery>().AnyAsync(d => d.SubmissionId == submission.Id && d.Target == report.Target, cancel))
            return CoreReportErrors.NoSubmission;
        report.Match(submission.Id);
        db.Add(ActEntry.Of(act, "report.matched", submission.Id, time.GetUtcNow().UtcDateTime, report.Target, shownToApplicant: false));
        if ((await SaveAsync(cancel)).Error is { } lost)
            return lost;
        await handle.HandleAsync(id, cancel);
        return await db.Set<CoreReport>().AsNoTracking().SingleAsync(r => r.Id == id, cancel) is { State: CoreReportState.Unmatched, Problem: { } problem } ? CoreReportErrors.StillUnusable(problem) : Done.Ok;
    }

    /// <summary>Nothing comes of it.</summary>
    public async Task<Result<Done>> DeclineAsync(Guid id, string? reason, Act act, CancellationToken cancel)
    {
        var who = await OperatorAsync(act, cancel);
        if (who.Error is { } refused)
            return refused;
        if (await FindAsync(id, cancel) is not { } report)
            return CoreReportErrors.NotOpen;
        if (SettleCoreReport.Reasoned(reason) is not { } why)
            return CoreReportErrors.ReasonNeeded;
        var now = time.GetUtcNow().UtcDateTime;
        report.Settle(CoreReportState.Declined, act.ActorName ?? "", now);
        db.Add(ActEntry.Of(act with { Reason = why }, "report.declined", null, now, $"{report.Target}:{report.ExternalId}", shownToApplicant: false));
        return await SaveAsync(cancel);
    }

    private Task<CoreReport?> FindAsync(Guid id, CancellationToken cancel) => db.Set<CoreReport>().SingleOrDefaultAsync(r => r.Id == id && r.State == CoreReportState.Unmatched, cancel);

    private async Task<Result<Reviewer>> OperatorAsync(Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        return who.Error is not null || who.Value.MayOperate ? who : ReviewErrors.RoleNeeded("連携の運用", "operate");
    }

    private async Task<Result<Done>> SaveAsync(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return CoreReportErrors.NotOpen;
        }
        return Done.Ok;
    }
}
