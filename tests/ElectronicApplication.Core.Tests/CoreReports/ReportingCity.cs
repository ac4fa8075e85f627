using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.CoreReports;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Core.Tests.Review;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Tests.CoreReports;

/// <summary>A desk whose submissions were handed to the core system "tax", which reports back.</summary>
internal sealed class ReportingCity(ReviewDesk desk) : IAsyncDisposable
{
    public const string Tax = "tax";

    public ReviewDesk Desk => desk;

    /// <param name="answers">The members of coreAnswers.</param>
    public static async Task<ReportingCity> OpenAsync(string? answers = null, string more = "") =>
        new(await ReviewDesk.OpenAsync((answers is null ? "" : $$""" "coreAnswers":{{{answers}}}, """) + more));

    /// <summary>Handed over, and under review when a clerk is named.</summary>
    public async Task<Submission> HandedOverAsync(Act? reviewer = null, Guid? account = null, CertificateHolder? holder = null)
    {
        var submission = await desk.SubmissionAsync(await desk.SubmitAsync(account: account, holder: holder));
        await DeliverAsync(submission);
        if (reviewer is not null)
            Assert.True((await desk.StartAsync(submission.ReceiptNumber, reviewer)).IsOk);
        return submission;
    }

    public Task DeliverAsync(Submission submission, DeliveryStatus status = DeliveryStatus.Acknowledged) => desk.Do<AppDbContext, int>(db =>
    {
        db.Add(new Delivery
        {
            Id = Guid.NewGuid(), SubmissionId = submission.Id, ReceiptNumber = submission.ReceiptNumber, ProcedureCode = submission.ProcedureCode, FormVersionId = submission.FormVersionId,
            Target = Tax, Kind = DeliveryKind.Submission, Order = 1, ExternalId = submission.Id.ToString("N"), CreatedAt = desk.Clock.GetUtcNow().UtcDateTime, Status = status,
        });
        return db.SaveChangesAsync();
    });

    public CoreSystemReported Report(Submission submission, ReportKind kind) => new(Guid.NewGuid(), Tax, submission.Id.ToString("N"), desk.Clock.GetUtcNow(), kind);

    public CoreSystemReported Decision(Submission submission, ReportedOutcome outcome, string? reason = null) => Report(submission, ReportKind.Decision) with { Decision = new(outcome, reason) };

    public CoreSystemReported Person(Submission submission, string? number, string? doubt = null, params string[] candidates) =>
        Report(submission, ReportKind.Person) with { Person = new(number, [.. candidates.Select(c => new PersonCandidate(c))], doubt) };

    /// <returns>The row as it stands afterwards.</returns>
    public async Task<CoreReport> SendAsync(CoreSystemReported report)
    {
        await desk.Do<ReceiveCoreReport, bool>(h => h.HandleAsync(report, default));
        return await RowAsync(report.MessageId);
    }

    public Task<CoreReport> RowAsync(Guid messageId) => desk.Do<AppDbContext, CoreReport>(db => db.Set<CoreReport>().AsNoTracking().SingleAsync(r => r.MessageId == messageId));

    public Task<int> CountAsync() => desk.Do<AppDbContext, int>(db => db.Set<CoreReport>().CountAsync());

    public Task<string?> NumberOfAsync(Submission submission) => desk.Do<ResidentLinks, string?>(l => l.FindAsync(submission, default));

    /// <returns>Receipt numbers in their own order: all of a test arrive in the same moment.</returns>
    public async Task<string[]> ListAsync(Act act, Worklist list) => [.. (await desk.ListAsync(act, new ListSubmissionsRequest(list))).Value.Items.Select(i => i.ReceiptNumber).Order(StringComparer.Ordinal)];

    public static string[] Sorted(params Submission[] submissions) => [.. submissions.Select(s => s.ReceiptNumber).Order(StringComparer.Ordinal)];

    public ValueTask DisposeAsync() => desk.DisposeAsync();
}
