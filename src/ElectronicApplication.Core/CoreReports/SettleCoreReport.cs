using System.Globalization;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.CoreReports;

/// <summary>What a clerk does with a report that waits: hand the document over, say who the person is, or let nothing come of it. A decision is taken over by deciding (<see cref="DecideSubmission"/>).</summary>
public sealed class SettleCoreReport(AppDbContext db, Reviewers reviewers, ReadCoreReports reports, HandleCoreReport handle, ResidentLinks residents, TimeProvider time)
{
    /// <summary>In graphemes.</summary>
    public const int MaxReason = 300;

    /// <summary>反映しない.</summary>
    public async Task<Result<Done>> DeclineAsync(string receiptNumber, Guid id, string? reason, Act act, CancellationToken cancel)
    {
        var found = await FindAsync(receiptNumber, id, act, r => r.Is(StaffRoles.Review, StaffRoles.Approve, StaffRoles.Issue), ReviewErrors.RoleNeeded("審査・決裁・交付", "review, approve or issue"), cancel);
        if (found.Error is { } refused)
            return refused;
        if (Reasoned(reason) is not { } why)
            return CoreReportErrors.ReasonNeeded;
        var (submission, report, now) = (found.Value.Submission, found.Value.Report, time.GetUtcNow().UtcDateTime);
        report.Settle(CoreReportState.Declined, act.ActorName ?? "", now);
        db.Add(ActEntry.Of(act with { Reason = why }, report.Kind == ReportKind.Person ? "resident.none" : "report.declined", submission.Id, now, report.Target, shownToApplicant: false));
        return await SaveAsync(cancel);
    }

    /// <summary>交付.</summary>
    public async Task<Result<Done>> HandOverAsync(string receiptNumber, Guid id, Act act, CancellationToken cancel)
    {
        var found = await FindAsync(receiptNumber, id, act, r => r.MayIssue, ReviewErrors.RoleNeeded("交付", "issue"), cancel);
        if (found.Error is { } refused)
            return refused;
        if (found.Value.Report.Kind != ReportKind.Document)
            return CoreReportErrors.NotFound;
        handle.HandOver(found.Value.Report, reports.Open(found.Value.Report).Content.Document!, found.Value.Submission, act);
        return await SaveAsync(cancel);
    }

    /// <summary>宛名の確認: chooses one of the numbers that the core system named.</summary>
    public async Task<Result<Done>> ChooseAsync(string receiptNumber, Guid id, string? number, string? reason, Act act, CancellationToken cancel)
    {
        var found = await FindAsync(receiptNumber, id, act, r => r.MayResolvePerson, ReviewErrors.RoleNeeded("審査", "review"), cancel);
        if (found.Error is { } refused)
            return refused;
        var (submission, report) = found.Value;
        if (report.Kind != ReportKind.Person || number is null || !Numbers(reports.Open(report).Content.Person!).Contains(number))
            return CoreReportErrors.ChoiceNeeded;
        var now = time.GetUtcNow().UtcDateTime;
        await residents.LinkAsync(submission, number, act.ActorName ?? "", cancel);
        report.Settle(CoreReportState.Applied, act.ActorName ?? "", now);
        db.Add(ActEntry.Of(act with { Reason = Reasoned(reason) }, "resident.chosen", submission.Id, now, report.Target, shownToApplicant: false));
        return await SaveAsync(cancel);
    }

    /// <summary>All that may be chosen.</summary>
    public static IReadOnlyList<string> Numbers(ReportedPerson person) =>
        [.. (person.Candidates ?? []).Select(c => c.ResidentNumber).Concat(person.ResidentNumber is { } one ? [one] : []).Distinct(StringComparer.Ordinal)];

    internal static string? Reasoned(string? reason) =>
        string.IsNullOrWhiteSpace(reason) || reason.Length > 2 * MaxReason || new StringInfo(reason.Trim()).LengthInTextElements > MaxReason ? null : reason.Trim();

    private async Task<Result<(Submission Submission, CoreReport Report)>> FindAsync(string receiptNumber, Guid id, Act act, Func<Reviewer, bool> may, Error needed, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        if (who.Error is { } unknown)
            return unknown;
        var number = ReceiptNumber.Parse(receiptNumber);
        var found = Reviewers.Authorise(who.Value, await db.Set<Submission>().SingleOrDefaultAsync(s => s.ReceiptNumber == number, cancel));
        if (found.Error is { } hidden)
            return hidden;
        if (!may(who.Value))
            return needed;
        if (await db.Set<CoreReport>().SingleOrDefaultAsync(r => r.Id == id && r.SubmissionId == found.Value.Id, cancel) is not { } report)
            return CoreReportErrors.NotFound;
        return report.State == CoreReportState.Open ? (found.Value, report) : CoreReportErrors.NotOpen;
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
