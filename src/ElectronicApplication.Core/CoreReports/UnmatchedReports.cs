using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Review.Deliveries;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.CoreReports;

/// <summary>A report without a case. What it says is not shown: whose it is, is not known.</summary>
public sealed record UnmatchedReport(Guid Id, string Target, string ExternalId, ReportKind Kind, DateTime ReceivedAt, string? Problem);

/// <summary>Reports that belong to nothing known here, or cannot be used: they are kept until an operator says where they belong, or that nothing comes of them.</summary>
public sealed class UnmatchedReports(AppDbContext db, DeliveryDesk desk, HandleCoreReport handle, TimeProvider time)
{
    public const int Most = 100;

    /// <summary>The oldest first.</summary>
    public async Task<Result<IReadOnlyList<UnmatchedReport>>> ListAsync(Act act, CancellationToken cancel)
    {
        var who = await desk.WhoAsync(act, cancel);
        if (who.Error is { } refused)
            return refused;
        var all = await db.Set<CoreReport>().AsNoTracking().Where(r => r.State == CoreReportState.Unmatched).OrderBy(r => r.ReceivedAt).Take(Most).ToListAsync(cancel);
        List<UnmatchedReport> seen = [];
        foreach (var r in all)
            if (await SeesAsync(who.Value, r, cancel))
                seen.Add(new(r.Id, r.Target, r.ExternalId, r.Kind, r.ReceivedAt, r.Problem));
        return seen;
    }

    /// <summary>Belongs to this submission, which was handed to the same core system.</summary>
    public async Task<Result<Done>> MatchAsync(Guid id, string? receiptNumber, Act act, CancellationToken cancel)
    {
        var who = await desk.WhoAsync(act, cancel);
        if (who.Error is { } refused)
            return refused;
        if (await FindAsync(id, who.Value, cancel) is not { } report)
            return CoreReportErrors.NotOpen;
        var number = ReceiptNumber.Parse(receiptNumber);
        if (await db.Set<Submission>().AsNoTracking().SingleOrDefaultAsync(s => s.ReceiptNumber == number, cancel) is not { } submission || !who.Value.Sees(submission)
            || !await db.Set<Delivery>().AnyAsync(d => d.SubmissionId == submission.Id && d.Target == report.Target, cancel)
            || await OwnerAsync(report, cancel) is { } owner && owner.Id != submission.Id)
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
        var who = await desk.WhoAsync(act, cancel);
        if (who.Error is { } refused)
            return refused;
        if (await FindAsync(id, who.Value, cancel) is not { } report)
            return CoreReportErrors.NotOpen;
        if (SettleCoreReport.Reasoned(reason) is not { } why)
            return CoreReportErrors.ReasonNeeded;
        var now = time.GetUtcNow().UtcDateTime;
        report.Settle(CoreReportState.Declined, act.ActorName ?? "", now);
        db.Add(ActEntry.Of(act with { Reason = why }, "report.declined", null, now, $"{report.Target}:{report.ExternalId}", shownToApplicant: false));
        return await SaveAsync(cancel);
    }

    private async Task<CoreReport?> FindAsync(Guid id, Reviewer who, CancellationToken cancel) =>
        await db.Set<CoreReport>().SingleOrDefaultAsync(r => r.Id == id && r.State == CoreReportState.Unmatched, cancel) is { } report && await SeesAsync(who, report, cancel) ? report : null;

    /// <summary>Where it names a case that is known, it is for those who see the case; otherwise for those who see the core system.</summary>
    private async Task<bool> SeesAsync(Reviewer who, CoreReport report, CancellationToken cancel) =>
        await OwnerAsync(report, cancel) is { } owner ? who.Sees(owner) : who.SeesEveryOffice && who.Procedures.Count == 0 || await desk.SeesTargetAsync(who, report.Target, cancel);

    /// <summary>The submission that it names by itself, handed to the same core system.</summary>
    private async Task<Submission?> OwnerAsync(CoreReport report, CancellationToken cancel) =>
        Guid.TryParse(report.ExternalId, out var id) && await db.Set<Delivery>().AnyAsync(d => d.SubmissionId == id && d.Target == report.Target, cancel)
            ? await db.Set<Submission>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancel) : null;

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
