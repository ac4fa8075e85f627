using System.IO.Compression;
using System.Text;
using ElectronicApplication.Core.Administration;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Payments;
using ElectronicApplication.Core.Payouts;
using ElectronicApplication.Core.Records;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Core.Tests.Payouts;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Tests.Records;

public sealed class RecordTests : IAsyncLifetime
{
    private PayoutTown _town = null!;

    public async Task InitializeAsync() => _town = await PayoutTown.OpenAsync();

    public Task DisposeAsync() => _town.DisposeAsync().AsTask();

    [Theory]
    [InlineData(2026, 3, 31, 2027, 3, 31)]
    [InlineData(2026, 4, 1, 2028, 3, 31)]
    [InlineData(2027, 3, 31, 2028, 3, 31)]
    public void A_year_is_kept_from_the_first_of_April_after_the_fiscal_year(int y, int m, int d, int untilYear, int untilMonth, int untilDay)
    {
        var last = Retention.LastDay(RetentionClass.Years1, new(y, m, d))!.Value;
        Assert.Equal(new DateOnly(untilYear, untilMonth, untilDay), last);
        // The day after the last one is the first on which it is listed.
        Assert.True(Retention.ClosedBefore(RetentionClass.Years1, last) <= new DateTime(y, m, d, 3, 0, 0, DateTimeKind.Utc));
        Assert.True(Retention.ClosedBefore(RetentionClass.Years1, last.AddDays(1)) > new DateTime(y, m, d, 3, 0, 0, DateTimeKind.Utc));
        Assert.Null(Retention.LastDay(RetentionClass.Permanent, new(y, m, d)));
    }

    [Fact]
    public async Task A_case_file_holds_everything_and_any_change_to_it_is_found()
    {
        var number = await _town.GrantAsync();
        await _town.Do<AssignSubmission, Result<Done>>(h => h.NoteAsync(number, "庁内だけの話", _town.Preparer, default));
        Assert.Equal("role-needed", (await ExportAsync(number, "監査のため", _town.Preparer)).Error?.Code);
        Assert.Equal("request-refused", (await ExportAsync(number, "", _town.Confirmer)).Error?.Code);
        var package = (await ExportAsync(number, "監査のため", _town.Confirmer)).Value.Bytes;
        var names = Names(package);
        Assert.Superset(new HashSet<string> { "index.html", "index.json", "index.csv", "sha256sums.txt", "answers/0.json", "decision.json", "timeline.csv", "audit.csv", "notes.json", "payout.json" }, names.ToHashSet());
        Assert.Contains("川崎　京子", Text(package, "index.html"), StringComparison.Ordinal);
        Assert.Contains("庁内だけの話", Text(package, "notes.json"), StringComparison.Ordinal);
        Assert.Single(await _town.ActsAsync("record.exported"), a => a.ShownToApplicant && a.Reason == "監査のため");

        var verdict = (await VerifyAsync(package)).Value;
        Assert.Empty(verdict.Problems);
        Assert.NotNull(verdict.MadeAt);
        Assert.Contains("内容が一覧と違います", Assert.Single((await VerifyAsync(Replaced(package, "decision.json", "{}"))).Value.Problems), StringComparison.Ordinal);
        Assert.Contains("一覧にありません", Assert.Single((await VerifyAsync(Replaced(package, "more.txt", "x"))).Value.Problems), StringComparison.Ordinal);
        Assert.Null((await VerifyAsync(Replaced(package, "sha256sums.txt", Text(package, "sha256sums.txt").Replace("  more", "", StringComparison.Ordinal) + "\n"))).Value?.MadeAt);
        Assert.Equal("file", (await VerifyAsync("no zip"u8.ToArray())).Error?.Fields[0].Path);
    }

    [Fact]
    public async Task A_case_that_is_still_open_is_not_taken_out() =>
        Assert.Equal("record-not-closed", (await ExportAsync(await _town.SubmitAsync(), "監査のため", _town.Confirmer)).Error?.Code);

    [Fact]
    public async Task What_is_due_is_destroyed_by_two_and_a_skeleton_stays()
    {
        var (number, other) = (await _town.GrantAsync(), await _town.GrantAsync());
        var batch = await _town.PrepareAsync();
        await _town.ConfirmAsync(batch);
        await SealAsync();
        Assert.Empty((await DueAsync()).Due);
        var submission = await _town.SubmissionAsync(number);
        Assert.Equal("record-not-due", (await ProposeAsync(submission.Id)).Error?.Code);

        _town.Clock.Advance(TimeSpan.FromDays(510));
        Assert.Equal(2, (await DueAsync()).Due.Count);
        var order = (await ProposeAsync(submission.Id)).Value;
        Assert.Equal(order, (await ProposeAsync(submission.Id, order)).Value);
        Assert.Equal(other, Assert.Single((await DueAsync()).Due).ReceiptNumber);
        var sha256 = Convert.ToHexStringLower((await OpenAsync(order)).Order.ListSha256);
        Assert.Equal("role-needed", (await ConfirmAsync(order, sha256, _town.Preparer)).Error?.Code);
        Assert.Equal("destruction-wrong-state", (await ConfirmAsync(order, new string('0', 64), _town.Confirmer)).Error?.Code);
        await SweepAsync();
        Assert.Null((await _town.SubmissionAsync(number)).ErasedAt);
        Assert.True((await ConfirmAsync(order, sha256, _town.Confirmer)).IsOk);
        await SweepAsync();
        await SweepAsync();

        var left = await _town.SubmissionAsync(number);
        Assert.NotNull(left.ErasedAt);
        Assert.Equal((submission.ReceiptNumber, submission.Status, submission.SubmittedAt, 0, 0), (left.ReceiptNumber, left.Status, left.SubmittedAt, left.ContentCipher.Length, left.Key.Bytes.Length));
        Assert.Null(left.DecisionReason);
        Assert.Null(await _town.Do<AppDbContext, byte[]?>(db => db.Set<Payout>().Where(p => p.SubmissionId == left.Id).Select(p => p.AccountCipher).SingleAsync()));
        Assert.Equal(0, await _town.Do<AppDbContext, int>(db => db.Set<SearchKey>().CountAsync(k => k.SubmissionId == left.Id)));
        Assert.Equal("submission-erased", (await _town.Do<OpenForReview, Result<ReviewCase>>(h => h.HandleAsync(number, _town.Preparer, default))).Error?.Code);
        Assert.True((await _town.Do<OpenForReview, Result<ReviewCase>>(h => h.HandleAsync(other, _town.Preparer, default))).IsOk);
        // The other payee of the batch is still kept, and so is the file; it goes with the last.
        Assert.NotEmpty(await _town.FileAsync(batch, PayoutFileKind.Zengin));

        var opened = await OpenAsync(order);
        Assert.Equal(DestructionState.Done, opened.Order.State);
        Assert.True(opened.IsIntact);
        Assert.Contains(number, Encoding.UTF8.GetString(opened.Certificate()), StringComparison.Ordinal);
        Assert.Contains("廃棄した件数,1", Encoding.UTF8.GetString(opened.Certificate()), StringComparison.Ordinal);
        Assert.Single(await _town.ActsAsync("record.destroyed"));
        await SealAsync();
        Assert.True((await _town.Do<VerifyAudit, AuditReport>(h => h.HandleAsync(default))).IsWhole);

        var second = (await ProposeAsync((await _town.SubmissionAsync(other)).Id)).Value;
        await ConfirmAsync(second, Convert.ToHexStringLower((await OpenAsync(second)).Order.ListSha256), _town.Confirmer);
        await SweepAsync();
        Assert.Equal("payout-file-erased", (await _town.Do<DownloadPayouts, Result<PayoutFile>>(h => h.HandleAsync(batch, PayoutFileKind.Zengin, "理由", _town.Confirmer, default))).Error?.Code);
        Assert.Equal(0, await _town.Do<RotateKeys, int>(h => h.HandleAsync(default)));
    }

    [Fact]
    public async Task Whoever_proposed_a_destruction_cannot_confirm_it()
    {
        var number = await _town.GrantAsync();
        _town.Clock.Advance(TimeSpan.FromDays(510));
        var order = (await _town.Do<ProposeDestruction, Result<Guid>>(h => h.HandleAsync(Guid.CreateVersion7(), [_town.SubmissionAsync(number).Result.Id], _town.Confirmer, default))).Value;
        Assert.Equal("own-order", (await ConfirmAsync(order, Convert.ToHexStringLower((await OpenAsync(order)).Order.ListSha256), _town.Confirmer)).Error?.Code);
    }

    [Fact]
    public async Task What_was_extended_after_the_proposal_is_spared()
    {
        var id = (await _town.SubmissionAsync(await _town.GrantAsync())).Id;
        _town.Clock.Advance(TimeSpan.FromDays(510));
        var order = (await ProposeAsync(id)).Value;
        Assert.Equal("reason", (await ExtendAsync(id, "")).Error?.Fields[0].Path);
        Assert.True((await ExtendAsync(id, "審査請求が係属しているため")).IsOk);
        await ConfirmAsync(order, Convert.ToHexStringLower((await OpenAsync(order)).Order.ListSha256), _town.Confirmer);
        await SweepAsync();
        var opened = await OpenAsync(order);
        Assert.Equal((DestructionState.Done, true), (opened.Order.State, opened.Items[0].IsSpared));
        Assert.Empty((await DueAsync()).Due);
        Assert.Empty(await _town.ActsAsync("record.destroyed"));
    }

    [Fact]
    public async Task A_disclosure_leaves_out_what_only_the_office_wrote()
    {
        var number = await _town.GrantAsync();
        await _town.Do<AssignSubmission, Result<Done>>(h => h.NoteAsync(number, "庁内だけの話", _town.Preparer, default));
        var found = (await _town.Do<ExportDisclosure, Result<IReadOnlyList<DisclosureLine>>>(h => h.FindAsync("川崎京子", _town.Confirmer, default))).Value;
        Assert.Equal(number, Assert.Single(found).ReceiptNumber);
        Assert.Equal("role-needed", (await _town.Do<ExportDisclosure, Result<IReadOnlyList<DisclosureLine>>>(h => h.FindAsync("川崎京子", _town.Preparer, default))).Error?.Code);
        var made = (await _town.Do<ExportDisclosure, Result<RecordDownload>>(h => h.HandleAsync(new([found[0].Id], "開示請求 第1号", false, false), _town.Confirmer, default))).Value;
        using var outer = new ZipArchive(new MemoryStream(made.Bytes));
        using var inner = new MemoryStream();
        using (var stream = outer.GetEntry(number + ".zip")!.Open())
            stream.CopyTo(inner);
        var names = Names(inner.ToArray());
        Assert.Contains("answers/0.json", names);
        Assert.DoesNotContain("notes.json", names);
        Assert.DoesNotContain("audit.csv", names);
        Assert.Single(await _town.ActsAsync("record.disclosed"), a => a.Reason == "開示請求 第1号");
    }

    [Fact]
    public async Task A_fee_that_is_due_after_the_review_is_asked_for_once_and_reminded_of_once()
    {
        var number = await _town.SubmitAsync();
        var submission = await _town.SubmissionAsync(number);
        await FeesAsync();
        Assert.Null(await FeeAsync(submission.Id));
        await _town.DecideAsync(number, SubmissionStatus.Granted);
        await FeesAsync();
        await FeesAsync();
        var fee = (await FeeAsync(submission.Id))!;
        Assert.Equal((PaymentStatus.Due, 300L, true), (fee.Status, fee.AmountYen, fee.IsAskedFor));
        Assert.Equal(new DateTime(2026, 11, 30, 15, 0, 0, DateTimeKind.Utc), fee.DueAt);
        Assert.False(await _town.Do<FindPayment, bool>(h => h.FeeIsSettledAsync(submission, default)));
        _town.Clock.Advance(TimeSpan.FromDays(15));
        await FeesAsync();
        await FeesAsync();
        var facts = await _town.FactsAsync();
        Assert.Equal((1, 1), (facts.Count(f => f == "FeeRequested"), facts.Count(f => f == "FeeReminded")));
        await _town.Do<AppDbContext, int>(db => db.Set<Payment>().ExecuteUpdateAsync(p => p.SetProperty(x => x.Status, PaymentStatus.Paid)));
        Assert.True(await _town.Do<FindPayment, bool>(h => h.FeeIsSettledAsync(submission, default)));
    }

    private Task<bool> FeesAsync() => _town.Do<FeeSweep, bool>(async s =>
    {
        await s.RunAsync(default);
        return true;
    });

    private Task<PaymentView?> FeeAsync(Guid id) => _town.Do<FindPayment, PaymentView?>(h => h.HandleAsync(id, default));

    private Task<Result<RecordDownload>> ExportAsync(string number, string reason, Act act) => _town.Do<ExportRecord, Result<RecordDownload>>(h => h.HandleAsync(number, reason, act, default));

    private Task<Result<RecordVerdict>> VerifyAsync(byte[] package) => _town.Do<ExportRecord, Result<RecordVerdict>>(h => h.VerifyAsync(new MemoryStream(package), _town.Confirmer, default));

    private async Task<RetentionLists> DueAsync() => (await _town.Do<ListRetention, Result<RetentionLists>>(h => h.HandleAsync(null, _town.Preparer, default))).Value;

    private Task<Result<Guid>> ProposeAsync(Guid submission, Guid? order = null) => _town.Do<ProposeDestruction, Result<Guid>>(h => h.HandleAsync(order ?? Guid.CreateVersion7(), [submission], _town.Preparer, default));

    private Task<Result<Done>> ConfirmAsync(Guid order, string sha256, Act act) => _town.Do<ProposeDestruction, Result<Done>>(h => h.ConfirmAsync(order, sha256, act, default));

    private async Task<OpenedDestruction> OpenAsync(Guid order) => (await _town.Do<ProposeDestruction, Result<OpenedDestruction>>(h => h.OpenAsync(order, _town.Preparer, default))).Value;

    private Task<Result<Done>> ExtendAsync(Guid id, string reason) => _town.Do<ExtendRetention, Result<Done>>(h => h.HandleAsync([id], JapanTime.Today(_town.Clock).AddYears(1), reason, _town.Preparer, default));

    private Task<bool> SweepAsync() => _town.Do<DestructionSweep, bool>(async s =>
    {
        await s.RunAsync(default);
        return true;
    });

    private Task<bool> SealAsync() => _town.Do<SealActs, bool>(async s =>
    {
        await s.RunAsync(default);
        return true;
    });

    private static List<string> Names(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        return [.. zip.Entries.Select(e => e.FullName)];
    }

    private static string Text(byte[] package, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    private static byte[] Replaced(byte[] package, string name, string text)
    {
        using var memory = new MemoryStream();
        memory.Write(package);
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(name)?.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(name).Open());
            writer.Write(text);
        }
        return memory.ToArray();
    }
}
