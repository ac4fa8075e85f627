using ElectronicApplication.Core.Intake;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Core.Tests.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Tests.Intake;

public sealed class PaperTests
{
    private static readonly IntakeNotes Shown = new(IdentityDocument.DriversLicence, true, FeeHandling.None, "", []);

    [Fact]
    public async Task Paper_arrives_on_the_day_it_came_and_not_on_the_day_it_is_keyed()
    {
        await using var town = await IntakeTown.FoundAsync();
        var id = (await town.PaperAsync(IntakeTown.Today.AddDays(-3), scans: new ScanFile("申請書.png", IntakeTown.Png))).Value;
        Assert.True((await town.KeyAsync(id, new() { ["name"] = "山田　花子" }, Shown)).IsOk);
        var received = (await town.ReceiveAsync(id)).Value;
        var submission = await town.SubmissionAsync(received.ReceiptNumber);
        Assert.Equal((Channel.Paper, SubmissionStatus.Received, IntakeTown.Today.AddDays(-3)), (submission.Channel, submission.Status, JapanTime.DayOf(submission.ArrivedAt!.Value)));
        Assert.Equal(IntakeTown.Today, JapanTime.DayOf(submission.UpdatedAt));

        var opened = await town.OpenedAsync(received.ReceiptNumber);
        Assert.Equal("山田　花子", (string)opened.Payload.Answers["name"]!);
        Assert.Equal("申請書.png", Assert.Single(opened.Attachments).Name);
        Assert.Equal((IdentityDocument.DriversLicence, true, 0), (opened.Origin!.Detail.Identity, opened.Origin.Detail.Signed, opened.Origin.Detail.Missing.Count));
        Assert.Contains(opened.Acts, a => a.Kind == "identity.checked" && a.ShownToApplicant);
        Assert.Contains(TimelineWords.Lines(opened.Acts), l => l.Text == "紙の申請書を受け付けました" && l.More == "届いた日：2026年3月29日");
        Assert.Empty(await town.Town.RowsAsync<Draft>());
    }

    [Fact]
    public async Task Incomplete_paper_is_received_with_what_is_missing_on_record()
    {
        await using var town = await IntakeTown.FoundAsync();
        var id = (await town.PaperAsync()).Value;
        await town.KeyAsync(id, new() { ["mail"] = "no mail" }, Shown with { MissingReason = "氏名の記載なし" });
        Assert.Equal("answers-refused", (await town.ReceiveAsync(id)).Error?.Code);
        var received = (await town.ReceiveAsync(id, asItIs: true)).Value;
        Assert.Equal(2, received.Missing);
        var opened = await town.OpenedAsync(received.ReceiptNumber);
        Assert.Equal(SubmissionStatus.Received, opened.Submission.Status);
        Assert.Equal(["mail", "name"], opened.Origin!.Detail.Missing.Select(p => p.Path).Order());
        Assert.Equal("氏名の記載なし", opened.Origin.Detail.MissingReason);
        Assert.Equal("no mail", (string)opened.Payload.Answers["mail"]!);
    }

    [Fact]
    public async Task A_correction_of_incomplete_paper_keeps_its_scan()
    {
        await using var town = await IntakeTown.FoundAsync();
        var id = (await town.PaperAsync(scans: new ScanFile("申請書.png", IntakeTown.Png))).Value;
        var number = (await town.ReceiveAsync(id, asItIs: true)).Value.ReceiptNumber;
        var reviewer = await town.SignInAsync("receive review", "residents");
        await town.Do<StartReview, Result<SubmissionStatus>>(h => h.HandleAsync(new(number, null), reviewer, default));
        var asked = await town.Do<AskCorrection, Result<Done>>(h => h.HandleAsync(new(number, [new("name", "氏名をお書きください。")], "", IntakeTown.Today.AddDays(10), null), reviewer, default));
        Assert.True(asked.IsOk, asked.Error?.Message);
        var code = (await town.Do<PrintSlip, Result<ReceiptSlip>>(h => h.HandleAsync(number, town.Clerk, default))).Value.AccessCode!;
        var corrected = await town.Do<CorrectAnswers, Result<CorrectedSubmission>>(h => h.HandleAsync(
            new(number, new(null, code, "192.0.2.1"), new() { ["name"] = "山田　花子" }, []), Act.Anonymous(Door.Portal), _ => null, default));
        Assert.True(corrected.IsOk, corrected.Error?.Message);
        var opened = await town.OpenedAsync(number);
        Assert.Equal("山田　花子", (string)opened.Payload.Answers["name"]!);
        Assert.Single(opened.Attachments);
    }

    [Fact]
    public async Task The_access_code_of_the_slip_opens_the_status_and_is_the_same_when_printed_again()
    {
        await using var town = await IntakeTown.FoundAsync();
        var id = (await town.PaperAsync()).Value;
        await town.KeyAsync(id, new() { ["name"] = "山田　花子" });
        var number = (await town.ReceiveAsync(id)).Value.ReceiptNumber;
        var first = (await town.Do<PrintSlip, Result<ReceiptSlip>>(h => h.HandleAsync(number, town.Clerk, default))).Value.AccessCode!;
        var again = (await town.Do<PrintSlip, Result<ReceiptSlip>>(h => h.HandleAsync(number, town.Clerk, default))).Value.AccessCode!;
        Assert.Equal(first, again);
        Assert.True((await town.Town.FindAsync(number, first)).IsOk);
        Assert.Equal("submission-not-found", (await town.Town.FindAsync(number, "2222-2222-2222-2222")).Error?.Code);
    }

    [Fact]
    public async Task Receiving_twice_makes_one_submission()
    {
        await using var town = await IntakeTown.FoundAsync();
        var id = (await town.PaperAsync()).Value;
        await town.KeyAsync(id, new() { ["name"] = "山田　花子" });
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => town.ReceiveAsync(id)));
        Assert.Single(results.Where(r => r.IsOk).Select(r => r.Value.ReceiptNumber).Distinct());
        Assert.Single(await town.Town.RowsAsync<Submission>());
        Assert.Equal((await town.ReceiveAsync(id)).Value.ReceiptNumber, (await town.Town.RowsAsync<Submission>())[0].ReceiptNumber);
    }

    [Theory, InlineData("review", "residents", "role-needed"), InlineData("receive", "planning", "intake-not-found")]
    public async Task Only_who_receives_in_the_office_sees_what_waits(string roles, string offices, string code)
    {
        await using var town = await IntakeTown.FoundAsync();
        var id = (await town.PaperAsync()).Value;
        var other = await town.SignInAsync(roles, offices);
        Assert.Equal(code, (await town.OpenAsync(id, other)).Error?.Code);
        Assert.Equal(code, (await town.ReceiveAsync(id, true, other)).Error?.Code);
        Assert.False((await town.PaperAsync(act: other)).IsOk);
    }

    [Fact]
    public async Task A_day_after_today_or_long_ago_is_no_day_of_arrival()
    {
        await using var town = await IntakeTown.FoundAsync();
        Assert.Equal("out-of-range", (await town.PaperAsync(IntakeTown.Today.AddDays(1))).Error?.Fields[0].Code);
        Assert.Equal("out-of-range", (await town.PaperAsync(IntakeTown.Today.AddDays(-400))).Error?.Fields[0].Code);
    }

    [Fact]
    public async Task A_pile_with_one_file_of_another_kind_is_refused_whole_and_the_file_is_named()
    {
        await using var town = await IntakeTown.FoundAsync();
        var refused = await town.PaperAsync(scans: [new("一.png", IntakeTown.Png), new("二.exe", [77, 90, 1, 2])]);
        Assert.Contains("二.exe", refused.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(await town.Town.RowsAsync<IntakeItem>());
    }

    [Fact]
    public async Task The_next_of_the_pile_is_one_that_nobody_else_has_before_them()
    {
        await using var town = await IntakeTown.FoundAsync();
        await town.PaperAsync(scans: [new("1.png", IntakeTown.Png), new("2.png", IntakeTown.Png), new("3.png", IntakeTown.Png)]);
        var pile = (await town.Do<ListIntake, Result<IReadOnlyList<IntakeLine>>>(h => h.HandleAsync(town.Clerk, default))).Value;
        var colleague = await town.SignInAsync("receive", "residents");
        await town.OpenAsync(pile[1].Id, colleague);
        var mine = (await town.OpenAsync(pile[0].Id)).Value;
        Assert.Equal(pile[2].Id, await town.Do<IntakeDesk, Guid?>(d => d.NextAsync(mine.Item, mine.Reviewer, default)));
    }

    [Fact]
    public async Task What_came_too_late_or_over_the_places_is_received_and_says_so()
    {
        await using var town = await IntakeTown.FoundAsync();
        var id = (await town.PaperAsync(procedure: SubmissionTown.Timed)).Value;
        await town.KeyAsync(id, new() { ["name"] = "山田　花子" });
        var received = (await town.ReceiveAsync(id)).Value;
        Assert.Equal(1, received.Missing);
    }

    [Fact]
    public async Task Papers_do_not_expire_and_what_is_put_away_goes_with_its_scan()
    {
        await using var town = await IntakeTown.FoundAsync();
        var kept = (await town.PaperAsync(scans: new ScanFile("1.png", IntakeTown.Png))).Value;
        var gone = (await town.PaperAsync(scans: new ScanFile("2.png", IntakeTown.Png))).Value;
        await town.KeyAsync(kept, new() { ["name"] = "山田　花子" });
        Assert.Equal("request-refused", (await town.Do<KeyIntake, Error?>(h => h.DiscardAsync(gone, " ", town.Clerk, default)))?.Code);
        Assert.Null(await town.Do<KeyIntake, Error?>(h => h.DiscardAsync(gone, "二重に読み取った", town.Clerk, default)));
        town.Town.Clock.Advance(TimeSpan.FromDays(60));
        await town.Town.SweepAsync<DraftSweep>();
        await town.Town.SweepAsync<AttachmentSweep>();
        var scan = Assert.Single((await town.OpenAsync(kept)).Value.Scans);
        Assert.Equal(IntakeTown.Png, (await town.Do<KeyIntake, Result<AttachmentContent>>(h => h.ReadAsync(kept, scan.Id, town.Clerk, default))).Value.Bytes);
        Assert.Equal("put-away", (await town.OpenAsync(gone)).Error?.Code);
        Assert.Single(await town.Town.RowsAsync<Attachment>());
    }

    [Fact]
    public async Task The_desk_lists_by_channel()
    {
        await using var town = await IntakeTown.FoundAsync();
        await town.Town.PostAsync(new() { ["name"] = "一郎" });
        var id = (await town.PaperAsync()).Value;
        await town.KeyAsync(id, new() { ["name"] = "二郎" });
        var number = (await town.ReceiveAsync(id)).Value.ReceiptNumber;
        var list = await town.Do<ListSubmissions, Result<SubmissionList>>(h => h.HandleAsync(new(Worklist.All) { Channel = Channel.Paper }, town.Clerk, default));
        Assert.Equal([number], list.Value.Items.Select(i => i.ReceiptNumber));
    }
}
