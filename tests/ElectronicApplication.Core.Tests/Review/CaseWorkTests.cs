using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Tests.Review;

/// <summary>Messages, masked answers, the checklist, hints, and other submissions that look alike.</summary>
public sealed class CaseWorkTests
{
    [Fact]
    public async Task A_message_of_the_applicant_waits_until_somebody_answers_it()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var (number, code) = await desk.SubmitWithCodeAsync();
        var clerk = await desk.ClerkAsync("review", "residents");
        Assert.Empty(await WaitingAsync(desk, clerk));
        Assert.True((await AskAsync(desk, number, code, "いつ結果が出ますか。")).IsOk);
        Assert.Equal([number], await WaitingAsync(desk, clerk));
        Assert.Empty(await WaitingAsync(desk, await desk.ClerkAsync("review", "planning", "planner")));

        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await WriteAsync(desk, number, "来週お知らせします。", clerk)).IsOk);
        Assert.Empty(await WaitingAsync(desk, clerk));
        var messages = (await desk.OpenAsync(number, clerk)).Value.Opened.Messages;
        Assert.Equal(["いつ結果が出ますか。", "来週お知らせします。"], messages.Select(m => m.Text));
        Assert.Equal([null, "南 香織"], messages.Select(m => m.StaffName));
        Assert.Equal(2, (await desk.FactsAsync()).Count(f => f == "MessageSent"));
    }

    [Fact]
    public async Task A_message_that_needs_no_answer_is_marked_as_seen_and_the_applicant_is_told()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var (number, code) = await desk.SubmitWithCodeAsync();
        var clerk = await desk.ClerkAsync("review", "residents");
        await AskAsync(desk, number, code, "ありがとうございました。");
        Assert.True((await desk.Do<WriteToApplicant, Result<Done>>(h => h.SeenAsync(number, null, clerk, default))).IsOk);
        Assert.Empty(await WaitingAsync(desk, clerk));
        Assert.True(Assert.Single(await desk.ActsAsync("message.seen")).ShownToApplicant);
    }

    [Fact]
    public async Task Messages_are_refused_without_text_without_the_code_and_beyond_the_bounds_and_stand_in_no_table()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var (number, code) = await desk.SubmitWithCodeAsync();
        var clerk = await desk.ClerkAsync("review", "residents");
        Assert.Equal("text", (await AskAsync(desk, number, code, " \n ")).Error?.Fields[0].Path);
        Assert.Equal("text", (await AskAsync(desk, number, code, new string('あ', Correspondence.MaxText + 1))).Error?.Fields[0].Path);
        Assert.Equal("submission-not-found", (await AskAsync(desk, number, "AAAA-BBBB-CCCC-DDDD", "見せてください。")).Error?.Code);
        Assert.Equal("submission-not-found", (await WriteAsync(desk, number, "こんにちは。", await desk.ClerkAsync("review", "planning", "planner"))).Error?.Code);
        for (var i = 0; i < Correspondence.MaxADay; i++)
            Assert.True((await AskAsync(desk, number, code, $"{i}")).IsOk);
        Assert.Equal("too-many-messages", (await AskAsync(desk, number, code, "もう一つ")).Error?.Code);
        Assert.True((await WriteAsync(desk, number, "届いています。", clerk)).IsOk);
        desk.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
        Assert.True((await AskAsync(desk, number, code, "もう一つ")).IsOk);
        var rows = await desk.Do<AppDbContext, List<CaseMessage>>(db => db.Set<CaseMessage>().AsNoTracking().ToListAsync());
        Assert.All(rows, r => Assert.DoesNotContain("届いて", System.Text.Encoding.UTF8.GetString(r.TextCipher), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_button_pressed_twice_sends_a_message_once()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var (number, code) = await desk.SubmitWithCodeAsync();
        var (clerk, colleague) = (await desk.ClerkAsync("review", "residents"), (await desk.ClerkAsync("review", "residents", "colleague")) with { ActorName = "北 智" });
        await Task.WhenAll(AskAsync(desk, number, code, "いつ届きますか。"), AskAsync(desk, number, code, "いつ届きますか。"));
        Assert.True((await WriteAsync(desk, number, "明日です。", clerk)).IsOk);
        Assert.True((await WriteAsync(desk, number, " 明日です。\r\n", clerk)).IsOk);
        Assert.Equal(2, (await desk.Do<AppDbContext, int>(db => db.Set<CaseMessage>().CountAsync())));
        Assert.Equal(2, (await desk.FactsAsync()).Count(f => f == "MessageSent"));
        // Other words, another clerk, or the same words later are messages of their own.
        Assert.True((await WriteAsync(desk, number, "明後日です。", clerk)).IsOk);
        Assert.True((await WriteAsync(desk, number, "明後日です。", colleague)).IsOk);
        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True((await AskAsync(desk, number, code, "いつ届きますか。")).IsOk);
        Assert.Equal(5, (await desk.Do<AppDbContext, int>(db => db.Set<CaseMessage>().CountAsync())));
    }

    [Fact]
    public async Task Masked_answers_open_with_a_reason_to_whoever_gave_it_and_for_a_while()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var number = await desk.SubmitAsync();
        var (one, other) = (await desk.ClerkAsync("review", "residents", "one"), await desk.ClerkAsync("review", "residents", "other"));
        Assert.True(await IsMaskedAsync(desk, number, one));
        Assert.Equal("reveal", (await RevealAsync(desk, number, "  ", one)).Error?.Fields[0].Path);
        Assert.Equal("submission-not-found", (await RevealAsync(desk, number, "確認", await desk.ClerkAsync("review", "planning", "planner"))).Error?.Code);
        Assert.True((await RevealAsync(desk, number, "所得の区分を確かめるため", one)).IsOk);
        Assert.False(await IsMaskedAsync(desk, number, one));
        Assert.True(await IsMaskedAsync(desk, number, other));
        var act = Assert.Single(await desk.ActsAsync("answers.revealed"));
        Assert.Equal("所得の区分を確かめるため", act.Reason);
        Assert.True(act.ShownToApplicant);
        desk.Clock.Advance(RevealAnswers.Length + TimeSpan.FromSeconds(1));
        Assert.True(await IsMaskedAsync(desk, number, one));
    }

    [Fact]
    public async Task The_checklist_follows_the_answers_and_keeps_who_checked_what()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var number = await desk.SubmitAsync(answers: new JsonObject { ["name"] = "山田　花子", ["income"] = "1200000" });
        var plain = await desk.SubmitAsync();
        var clerk = await desk.ClerkAsync("review approve", "residents");
        Assert.Equal(["name", "income"], (await desk.OpenAsync(number, clerk)).Value.Guide.Checks.Select(c => c.Id));
        Assert.Equal(["所得の申告があります。"], (await desk.OpenAsync(number, clerk)).Value.Guide.Hints.Select(h => h.Text));
        Assert.Equal(["name"], (await desk.OpenAsync(plain, clerk)).Value.Guide.Checks.Select(c => c.Id));
        Assert.Empty((await desk.OpenAsync(plain, clerk)).Value.Guide.Hints);

        Assert.True((await CheckAsync(desk, number, ["name", "unknown"], ["name", "income", "unknown"], clerk)).IsOk);
        var check = Assert.Single((await desk.OpenAsync(number, clerk)).Value.Checks).Value;
        Assert.Equal(("name", "南 香織"), (check.CheckId, check.StaffName));
        // What stood on nobody's page stays as a colleague left it.
        Assert.True((await CheckAsync(desk, number, ["income"], ["income"], clerk)).IsOk);
        Assert.Equal(2, (await desk.OpenAsync(number, clerk)).Value.Checks.Count);
        Assert.True((await CheckAsync(desk, number, [], ["name"], clerk)).IsOk);
        Assert.Equal(["income"], (await desk.OpenAsync(number, clerk)).Value.Checks.Keys);
        Assert.Single(await desk.ActsAsync("check.removed"));
        await desk.StartAsync(number, clerk);
        await desk.DecideAsync(number, SubmissionStatus.Granted, null, clerk);
        Assert.Equal("wrong-status", (await CheckAsync(desk, number, [], ["income"], clerk)).Error?.Code);
    }

    [Fact]
    public async Task The_same_matter_within_the_period_is_a_likely_duplicate_and_another_of_the_same_person_is_not()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        CertificateHolder hanako = new("山田　花子", false, "神奈川県", false, new DateOnly(1990, 5, 3), 2);
        var clerk = await desk.ClerkAsync("review", "residents");
        var first = await desk.SubmitAsync(answers: Matter("A-1"), holder: hanako);
        var same = await desk.SubmitAsync(answers: Matter("ａ 1"));
        var another = await desk.SubmitAsync(answers: Matter("B-2"), holder: hanako with { Name = "山田 花子" });
        await desk.SubmitAsync(answers: Matter("C-3"), holder: hanako with { BirthDate = new DateOnly(1990, 5, 4) });
        await desk.SubmitAsync("planning", Matter("A-1"), hanako);
        var related = (await desk.OpenAsync(first, clerk)).Value.Related;
        Assert.Equal([(same, true, Likeness.Matter), (another, false, Likeness.Person)],
            related.OrderBy(r => r.ReceiptNumber == another).Select(r => (r.ReceiptNumber, r.IsLikelyDuplicate, Assert.Single(r.Why))));

        desk.Clock.Advance(TimeSpan.FromDays(31));
        var late = await desk.SubmitAsync(answers: Matter("A-1"));
        Assert.All((await desk.OpenAsync(late, clerk)).Value.Related, r => Assert.False(r.IsLikelyDuplicate));

        JsonObject Matter(string item) => new() { ["name"] = "佐藤 一郎", ["thing"] = item };
    }

    [Fact]
    public async Task A_case_given_to_another_office_is_seen_there_and_no_longer_here()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var number = await desk.SubmitAsync();
        var (here, there) = (await desk.ClerkAsync("review", "residents"), await desk.ClerkAsync("review", "planning", "planner"));
        Assert.Equal("to", (await TransferAsync(desk, number, "residents", "理由", here)).Error?.Fields[0].Path);
        Assert.Equal("to", (await TransferAsync(desk, number, "nowhere", "理由", here)).Error?.Fields[0].Path);
        Assert.Equal("reason", (await TransferAsync(desk, number, "planning", " ", here)).Error?.Fields[0].Path);
        Assert.Equal("changed-meanwhile", (await TransferAsync(desk, number, "planning", "理由", here, version: 99)).Error?.Code);
        Assert.Equal("submission-not-found", (await TransferAsync(desk, number, "planning", "理由", there)).Error?.Code);
        Assert.Equal("planning 課", (await TransferAsync(desk, number, "planning", "計画についての申請です。", here)).Value);
        Assert.Equal("submission-not-found", (await desk.OpenAsync(number, here)).Error?.Code);
        var opened = (await desk.OpenAsync(number, there)).Value;
        Assert.Equal("planning 課", opened.Opened.Office.Ja);
        Assert.Equal("計画についての申請です。", Assert.Single(opened.Notes).Text);
        Assert.True(Assert.Single(await desk.ActsAsync("submission.transferred")).ShownToApplicant);
    }

    [Fact]
    public async Task From_the_day_of_a_change_on_cases_belong_to_the_new_office_and_only_open_ones_are_told()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var (open, closed) = (await desk.SubmitAsync(), await desk.SubmitAsync());
        var clerk = await desk.ClerkAsync("review approve", "residents");
        await desk.StartAsync(closed, clerk);
        await desk.DecideAsync(closed, SubmissionStatus.Granted, null, clerk);
        var admin = await desk.ClerkAsync("administer", "*", "admin");
        var day = new DateOnly(2026, 4, 3);
        Assert.Equal("role-needed", (await ChangeAsync(desk, "residents", "planning", day, clerk)).Error?.Code);
        Assert.Equal("on", (await ChangeAsync(desk, "residents", "planning", day.AddDays(-9), admin)).Error?.Fields[0].Path);
        Assert.True((await ChangeAsync(desk, "residents", "planning", day, admin)).IsOk);
        Assert.Equal("change-known", (await ChangeAsync(desk, "planning", "residents", day, admin)).Error?.Code);
        await SweepAsync(desk);
        Assert.Equal("residents", (await desk.SubmissionAsync(open)).OfficeId);
        desk.Clock.Advance(TimeSpan.FromDays(2));
        await SweepAsync(desk);
        await SweepAsync(desk);
        Assert.Equal("planning", (await desk.SubmissionAsync(open)).OfficeId);
        Assert.Equal("planning", (await desk.SubmissionAsync(closed)).OfficeId);
        var late = await desk.SubmitAsync();
        await SweepAsync(desk);
        Assert.Equal("planning", (await desk.SubmissionAsync(late)).OfficeId);
        Assert.Equal(2, (await desk.ActsAsync("submission.transferred")).Count);
    }

    [Fact]
    public async Task What_was_confirmed_by_telephone_is_a_revision_that_the_applicant_is_shown()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var number = await desk.SubmitAsync();
        var clerk = await desk.ClerkAsync("review", "residents");
        var mended = new JsonObject { ["name"] = "山田　花子", ["thing"] = "机" };
        Assert.Equal("wrong-status", (await TelephoneAsync(desk, number, mended, "本人に確認しました。", clerk)).Error?.Code);
        await desk.StartAsync(number, clerk);
        Assert.Equal("note", (await TelephoneAsync(desk, number, mended, " ", clerk)).Error?.Fields[0].Path);
        Assert.Equal("role-needed", (await TelephoneAsync(desk, number, mended, "本人に確認しました。", await desk.ClerkAsync("receive", "residents", "receiver"))).Error?.Code);
        Assert.Equal("nothing-corrected", (await TelephoneAsync(desk, number, new JsonObject { ["name"] = "山田　花子" }, "本人に確認しました。", clerk)).Error?.Code);
        Assert.Equal("answers-refused", (await TelephoneAsync(desk, number, new JsonObject { ["name"] = new string('あ', 5000) }, "本人に確認しました。", clerk)).Error?.Code);
        Assert.Equal(SubmissionStatus.UnderReview, (await desk.SubmissionAsync(number)).Status);
        Assert.True((await TelephoneAsync(desk, number, mended, "本人に確認しました。", clerk)).IsOk);
        var opened = (await desk.OpenAsync(number, clerk)).Value.Opened;
        Assert.Equal(("机", SubmissionStatus.UnderReview, 1), ((string?)opened.Payload.Answers["thing"], opened.Submission.Status, opened.Submission.Revision));
        Assert.Equal(CorrectionState.Answered, Assert.Single(opened.Corrections).Request.State);
        var act = Assert.Single(await desk.ActsAsync("submission.corrected"));
        Assert.Equal((ActorKind.Staff, "本人に確認しました。", true), (act.ActorKind, act.Reason, act.ShownToApplicant));
        Assert.Contains("SubmissionCorrected", await desk.FactsAsync());
        Assert.DoesNotContain("CorrectionRequested", await desk.FactsAsync());
    }

    private static Task<Result<Done>> TelephoneAsync(ReviewDesk desk, string number, JsonObject answers, string note, Act act) =>
        desk.Do<CorrectByTelephone, Result<Done>>(h => h.HandleAsync(new(number, answers, note, null), act, default));

    private static Task<Result<string>> TransferAsync(ReviewDesk desk, string number, string to, string reason, Act act, int? version = null) =>
        desk.Do<TransferSubmission, Result<string>>(h => h.HandleAsync(new(number, to, reason, version), act, default));

    private static Task<Result<Done>> ChangeAsync(ReviewDesk desk, string from, string to, DateOnly on, Act act) =>
        desk.Do<OfficeChanges, Result<Done>>(h => h.EnterAsync(from, to, on, act, default));

    private static Task<bool> SweepAsync(ReviewDesk desk) => desk.Do<OfficeChanges, bool>(async h =>
    {
        await h.RunAsync(default);
        return true;
    });

    private static Task<Result<Done>> AskAsync(ReviewDesk desk, string number, string code, string text) =>
        desk.Do<WriteToOffice, Result<Done>>(h => h.HandleAsync(number, text, new(null, code, "client"), Act.Anonymous(Door.Portal), default));

    private static Task<Result<Done>> WriteAsync(ReviewDesk desk, string number, string text, Act act) => desk.Do<WriteToApplicant, Result<Done>>(h => h.HandleAsync(number, text, null, act, default));

    private static Task<Result<Done>> RevealAsync(ReviewDesk desk, string number, string reason, Act act) => desk.Do<RevealAnswers, Result<Done>>(h => h.HandleAsync(number, reason, act, default));

    private static Task<Result<Done>> CheckAsync(ReviewDesk desk, string number, string[] chosen, string[] shown, Act act) =>
        desk.Do<CheckItems, Result<Done>>(h => h.HandleAsync(new(number, chosen, shown), act, default));

    private static async Task<bool> IsMaskedAsync(ReviewDesk desk, string number, Act act) =>
        (await desk.OpenAsync(number, act)).Value is var opened && opened.Masks(opened.Opened.Version.Plan.Field("income")!);

    private static async Task<List<string>> WaitingAsync(ReviewDesk desk, Act act) => [.. (await desk.ListAsync(act, new(Worklist.Message))).Value.Items.Select(i => i.ReceiptNumber)];
}
