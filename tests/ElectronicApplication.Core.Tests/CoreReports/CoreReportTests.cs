using System.Text;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.CoreReports;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Core.Tests.Review;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Tests.CoreReports;

/// <summary>States, documents, what belongs to nothing, and what is destroyed.</summary>
public sealed class CoreReportTests
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.4\n%%EOF\n");

    [Theory]
    [InlineData(null, false)]
    [InlineData(""" "status":"apply" """, true)]
    public async Task The_applicant_sees_the_newest_state_where_the_procedure_says_so(string? answers, bool sees)
    {
        await using var city = await ReportingCity.OpenAsync(answers);
        var submission = await city.HandedOverAsync();
        var newer = city.Report(submission, ReportKind.Status) with { Status = new("S2", "税額を計算しています") };
        await city.SendAsync(newer);
        await city.SendAsync(city.Report(submission, ReportKind.Status) with { OccurredAt = newer.OccurredAt.AddHours(-1), Status = new("S1", "受け付けました") });

        var shown = await city.Desk.Do<ReadCoreReports, IReadOnlyList<OpenedReport>>(h => h.ForApplicantAsync(submission, default));
        Assert.Equal(sees ? ["税額を計算しています"] : [], shown.Select(s => s.Content.Status!.Text));
        Assert.Equal(2, (await city.Desk.Do<ReadCoreReports, CaseReports>(h => h.OfAsync(submission, default))).Reports.Count);
        Assert.Equal([sees, sees], (await city.Desk.ActsAsync("report.status")).Select(a => a.ShownToApplicant));
    }

    [Fact]
    public async Task A_document_reaches_the_applicant_once_a_clerk_hands_it_over()
    {
        await using var city = await ReportingCity.OpenAsync();
        var submission = await city.HandedOverAsync();
        var row = await city.SendAsync(city.Report(submission, ReportKind.Document) with { Document = new("税額決定.pdf", "text/html", Pdf) });
        Task<Result<AttachmentContent>> Fetch() => city.Desk.Do<FetchReportedDocument, Result<AttachmentContent>>(h =>
            h.OfApplicantAsync(submission.ReceiptNumber, row.Id, new(null, ReviewDesk.AccessCode, "192.0.2.1"), Act.Anonymous(Door.Portal), default));
        Task<Result<Done>> HandOver(Act act) => city.Desk.Do<SettleCoreReport, Result<Done>>(h => h.HandOverAsync(submission.ReceiptNumber, row.Id, act, default));

        Assert.Equal("report-not-found", (await Fetch()).Error?.Code);
        Assert.Equal("role-needed", (await HandOver(await city.Desk.ClerkAsync("review", "residents"))).Error?.Code);
        Assert.True((await HandOver(await city.Desk.ClerkAsync("issue", "residents", "issuer"))).IsOk);
        var file = (await Fetch()).Value;
        Assert.Equal(("税額決定.pdf", "application/pdf"), (file.Name, file.ContentType));
        Assert.Equal(Pdf, file.Bytes);
        Assert.True((await Fetch()).IsOk);
        Assert.Single(await city.Desk.ActsAsync("document.reached"));
        Assert.Contains(nameof(DocumentIssued), await city.Desk.FactsAsync());
        Assert.NotNull((await city.RowAsync(row.MessageId)).ReachedAt);
    }

    [Fact]
    public async Task What_belongs_to_nothing_is_kept_for_the_operators_until_they_say_where_it_belongs()
    {
        await using var city = await ReportingCity.OpenAsync(""" "status":"apply" """);
        var submission = await city.HandedOverAsync();
        var lost = city.Report(submission, ReportKind.Status) with { ExternalId = "ZEI-0000123", Status = new("S1", "調査中") };
        Assert.Equal(CoreReportState.Unmatched, (await city.SendAsync(lost)).State);
        var operate = await city.Desk.ClerkAsync("operate", "residents", "operator");
        var listed = Assert.Single((await city.Desk.Do<UnmatchedReports, Result<IReadOnlyList<UnmatchedReport>>>(h => h.ListAsync(operate, default))).Value);
        Assert.Equal(("tax", "ZEI-0000123"), (listed.Target, listed.ExternalId));
        Assert.Equal("role-needed", (await city.Desk.Do<UnmatchedReports, Result<IReadOnlyList<UnmatchedReport>>>(async h => await h.ListAsync(await city.Desk.ClerkAsync("review", "residents"), default))).Error?.Code);

        Task<Result<Done>> Match(string number) => city.Desk.Do<UnmatchedReports, Result<Done>>(h => h.MatchAsync(listed.Id, number, operate, default));
        var stranger = await city.Desk.SubmitAsync();
        Assert.Equal("receiptNumber", (await Match(stranger)).Error?.Fields[0].Path);
        Assert.True((await Match(submission.ReceiptNumber)).IsOk);
        Assert.Equal(CoreReportState.Shown, (await city.RowAsync(lost.MessageId)).State);
        // What a person has matched is for the clerks: the applicant is told nothing by itself, though the procedure says "apply".
        Assert.Empty(await city.Desk.Do<ReadCoreReports, IReadOnlyList<OpenedReport>>(h => h.ForApplicantAsync(submission, default)));
    }

    [Fact]
    public async Task Another_system_does_not_speak_for_the_one_that_was_told()
    {
        await using var city = await ReportingCity.OpenAsync();
        var submission = await city.HandedOverAsync();
        Assert.Equal(CoreReportState.Unmatched, (await city.SendAsync(city.Decision(submission, ReportedOutcome.Granted) with { Target = "welfare" })).State);
    }

    public static TheoryData<ReportKind, CoreSystemReported> Unusable()
    {
        var empty = new CoreSystemReported(Guid.Empty, "", "", default, ReportKind.Status);
        return new()
        {
            { ReportKind.Status, empty }, { ReportKind.Decision, empty with { Status = new("S1") } }, { ReportKind.Status, empty with { Status = new("", "x") } }, { ReportKind.Status, empty with { Status = new("S1", new string('あ', 201)) } },
            { ReportKind.Document, empty with { Document = new("a.pdf", "application/pdf", []) } }, { ReportKind.Document, empty with { Document = new("a.exe", "application/pdf", [1, 2, 3]) } },
            { ReportKind.Document, empty with { Document = new("a.pdf", "application/pdf", [.. Pdf, .. new byte[ReportedDocument.MaxBytes]]) } },
            { ReportKind.Person, empty with { Person = new() } }, { ReportKind.Person, empty with { Person = new("1 2") } }, { ReportKind.Person, empty with { Person = new(null, [null!]) } },
            { ReportKind.Decision, empty with { Decision = new((ReportedOutcome)9) } }, { (ReportKind)9, empty },
        };
    }

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task What_cannot_be_used_is_kept_and_says_what_is_wrong(ReportKind kind, CoreSystemReported report)
    {
        await using var city = await ReportingCity.OpenAsync();
        var submission = await city.HandedOverAsync();
        var row = await city.SendAsync(report with { MessageId = Guid.NewGuid(), Target = ReportingCity.Tax, ExternalId = submission.Id.ToString("N"), Kind = kind });
        Assert.Equal(CoreReportState.Unmatched, row.State);
        Assert.NotNull(row.Problem);
        Assert.Empty((await city.Desk.Do<ReadCoreReports, CaseReports>(h => h.OfAsync(submission, default))).Reports);
    }

    [Fact]
    public async Task What_cannot_be_read_is_kept_once_and_is_put_away_with_a_reason()
    {
        await using var city = await ReportingCity.OpenAsync();
        Assert.True(await city.Desk.Do<ReceiveCoreReport, bool>(h => h.KeepUnreadableAsync("tax", """{"kind":"Weather"}""", default)));
        Assert.False(await city.Desk.Do<ReceiveCoreReport, bool>(h => h.KeepUnreadableAsync("tax", """{"kind":"Weather"}""", default)));
        var operate = await city.Desk.ClerkAsync("operate", "*", "operator");
        var listed = Assert.Single((await city.Desk.Do<UnmatchedReports, Result<IReadOnlyList<UnmatchedReport>>>(h => h.ListAsync(operate, default))).Value);
        Assert.True((await city.Desk.Do<UnmatchedReports, Result<Done>>(h => h.DeclineAsync(listed.Id, "試験の送信でした。", operate, default))).IsOk);
        city.Desk.Clock.Advance(TimeSpan.FromDays(89));
        await city.Desk.Do<CoreReportSweep, bool>(SweepAsync);
        Assert.Equal(1, await city.CountAsync());
        city.Desk.Clock.Advance(TimeSpan.FromDays(2));
        await city.Desk.Do<CoreReportSweep, bool>(SweepAsync);
        Assert.Equal(0, await city.CountAsync());
    }

    [Fact]
    public async Task What_was_saved_by_a_worker_that_died_takes_effect_later()
    {
        await using var city = await ReportingCity.OpenAsync();
        var submission = await city.HandedOverAsync();
        var row = await city.SendAsync(city.Decision(submission, ReportedOutcome.Granted));
        // As if the process had died between saving the report and using it.
        await city.Desk.Do<AppDbContext, int>(db => db.Set<CoreReport>().ExecuteUpdateAsync(r => r.SetProperty(x => x.State, CoreReportState.Waiting).SetProperty(x => x.SubmissionId, (Guid?)null)));
        city.Desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await city.Desk.Do<CoreReportSweep, bool>(SweepAsync);
        Assert.Equal((CoreReportState.Open, submission.Id), ((await city.RowAsync(row.MessageId)).State, (await city.RowAsync(row.MessageId)).SubmissionId));
    }

    [Fact]
    public async Task The_list_of_core_systems_holds_what_they_refused_or_left_lying()
    {
        await using var city = await ReportingCity.OpenAsync();
        var clerk = await city.Desk.ClerkAsync("review", "residents");
        var refused = await city.Desk.SubmissionAsync(await city.Desk.SubmitAsync());
        await city.DeliverAsync(refused, DeliveryStatus.Refused);
        var slow = await city.Desk.SubmissionAsync(await city.Desk.SubmitAsync());
        await city.DeliverAsync(slow, DeliveryStatus.Pending);
        Assert.Equal([refused.ReceiptNumber], await city.ListAsync(clerk, Worklist.CoreSystem));
        city.Desk.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
        Assert.Equal(ReportingCity.Sorted(refused, slow), await city.ListAsync(clerk, Worklist.CoreSystem));
    }

    [Fact]
    public async Task What_was_reported_is_destroyed_with_the_case_and_stands_in_its_file_before()
    {
        await using var city = await ReportingCity.OpenAsync();
        var submission = await city.HandedOverAsync();
        await city.SendAsync(city.Report(submission, ReportKind.Document) with { Document = new("税額決定.pdf", "application/pdf", Pdf) });
        await city.SendAsync(city.Person(submission, "1000000001"));
        var files = await city.Desk.Database.InScopeAsync<IEnumerable<IRecordPart>, List<RecordFile>>(async parts =>
        {
            var opened = await city.Desk.Do<SubmissionReader, OpenedSubmission>(r => r.OpenAsync(submission, default));
            List<RecordFile> all = [];
            foreach (var part in parts.OfType<CoreReportRecord>())
                all.AddRange(await part.FilesAsync(opened, default));
            return all;
        });
        Assert.Equal([("core-reports.json", false), ("core-reports/01.pdf", false)], files.Select(f => (f.Path, f.ForApplicant)));

        await city.Desk.Database.InScopeAsync<AppDbContext, bool>(async db =>
        {
            await using var scope = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.CreateAsyncScope(city.Desk.Database.Services);
            var own = (AppDbContext)scope.ServiceProvider.GetService(typeof(AppDbContext))!;
            var tracked = await own.Set<Submission>().SingleAsync(s => s.Id == submission.Id);
            foreach (var part in (IEnumerable<IRecordPart>)scope.ServiceProvider.GetService(typeof(IEnumerable<IRecordPart>))!)
                await part.EraseAsync(tracked, default);
            await own.SaveChangesAsync();
            Assert.Equal((0, 0, 0), (await db.Set<CoreReport>().CountAsync(), await db.Set<CoreReportFile>().CountAsync(), await db.Set<ResidentLink>().CountAsync()));
            return true;
        });
    }

    private static async Task<bool> SweepAsync(CoreReportSweep sweep)
    {
        await sweep.RunAsync(default);
        return true;
    }
}
