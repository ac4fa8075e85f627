using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Payments;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Review.SignIn;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Core.Tests.Submissions;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Tests.Review;

/// <summary>補正: what was asked for is mended, all else stays, and nothing that anybody wrote is lost.</summary>
public sealed class CorrectionTests
{
    private static readonly DateOnly Due = new(2026, 4, 15);
    private static readonly CorrectionMark Name = new("name", "住民票のとおりに入力してください。");
    private static readonly CorrectionMark Letter = new("letter", "文字が読み取れません。撮り直してください。");

    private readonly Dictionary<string, string> _codes = [];

    private static JsonObject Answers => new() { ["name"] = "山田 太郎", ["acts_for_other"] = true, ["principal"] = "山田 花子", ["mail"] = "taro@example.jp" };

    [Fact]
    public async Task What_is_marked_is_mended_and_becomes_a_revision_and_what_was_filed_is_kept()
    {
        await using var town = await TownAsync();
        var (number, _) = await FileAsync(town);
        var clerk = await ClerkAsync(town);
        await AskAsync(town, number, clerk, Name, Letter);
        Assert.Equal(SubmissionStatus.CorrectionRequested, (await ReadAsync(town, number)).Submission.Status);

        var draft = await BeginAsync(town, number);
        Assert.Equal(draft, await BeginAsync(town, number));
        var opened = (await town.OpenAsync(draft, SubmissionTown.Taro)).Value;
        Assert.Equal(["letter", "name"], opened.Asked!.Order());
        Assert.Equal(["main"], opened.Pages.Select(p => p.Id));
        Assert.Equal("委任状.png", Assert.Single(opened.Attachments).Name);
        Assert.Equal("nothing-corrected", (await town.SubmitAsync(draft, SubmissionTown.Taro)).Error?.Code);

        // A window that sends more than it was shown changes nothing of the rest.
        await town.SaveAsync(draft, SubmissionTown.Taro, 0, new() { ["name"] = "山田 太朗", ["acts_for_other"] = false, ["principal"] = "だれか" });
        await town.SaveAsync(draft, SubmissionTown.Taro, 1, new() { ["mail"] = "other@example.jp" }, page: "contact");
        await town.Do<DetachFile, Result<Done>>(h => h.HandleAsync(draft, opened.Attachments[0].Id, SubmissionTown.Taro, default));
        await town.AttachAsync(draft, SubmissionTown.Taro, [.. AttachmentTests.Png, 0], "撮り直し.png");
        var returned = await town.SubmitAsync(draft, SubmissionTown.Taro);
        Assert.True(returned.IsOk, returned.Error?.MessageEn);
        Assert.Equal((number, true), (returned.Value.ReceiptNumber, returned.Value.IsCorrection));
        Assert.Equal(returned.Value, (await town.SubmitAsync(draft, SubmissionTown.Taro)).Value);

        var now = await ReadAsync(town, number);
        Assert.Equal((SubmissionStatus.UnderReview, 1, true), (now.Submission.Status, now.Submission.Revision, now.IsIntact));
        var expected = Answers;
        expected["name"] = "山田 太朗";
        Assert.True(JsonNode.DeepEquals(expected, now.Payload.Answers), now.Payload.Answers.ToJsonString());
        Assert.Equal("山田 太郎", (string?)now.Contents[0].Payload.Answers["name"]);
        Assert.Equal(("撮り直し.png", "委任状.png"), (Assert.Single(now.Attachments).Name, Assert.Single(now.ReplacedFiles).Name));
        Assert.Equal(AttachmentTests.Png, (await town.Do<ReadAttachment, Result<AttachmentContent>>(h => h.OfSubmissionAsync(now.Submission.Id, now.ReplacedFiles[0].Id, default))).Value.Bytes);
        Assert.Equal(CorrectionState.Answered, Assert.Single(now.Corrections).Request.State);
        Assert.Equal(["SubmissionReceived", "ReviewStarted", "CorrectionRequested", "SubmissionCorrected"], (await town.RowsAsync<OutboxMessage>()).OrderBy(m => m.Sequence).Select(m => m.Type));
        Assert.DoesNotContain(await town.RowsAsync<Draft>(), d => d.CorrectionId is not null);
    }

    [Fact]
    public async Task What_an_answer_calls_up_is_asked_for_too_and_a_second_request_builds_on_the_first_revision()
    {
        await using var town = await TownAsync();
        var (number, code) = await FileAsync(town, new JsonObject { ["name"] = "山田 太郎", ["acts_for_other"] = false });
        var clerk = await ClerkAsync(town);
        await AskAsync(town, number, clerk, new CorrectionMark("acts_for_other", "委任状があります。代理の申請ではありませんか。"));
        var draft = await BeginAsync(town, number);
        var saved = await town.SaveAsync(draft, SubmissionTown.Taro, 0, new() { ["acts_for_other"] = true, ["principal"] = "山田 花子" });
        Assert.Equal(["acts_for_other", "letter", "principal"], saved.Value.Asked!.Order());
        Assert.Equal("山田 花子", (string?)saved.Value.Answers["principal"]);
        Assert.True((await town.SubmitAsync(draft, SubmissionTown.Taro)).IsOk);

        await AskAsync(town, number, clerk, Name);
        Assert.True((await CorrectAsync(town, number, code, new() { ["name"] = "山田 次郎" })).IsOk);
        var now = await ReadAsync(town, number);
        Assert.Equal(("山田 次郎", "山田 花子", 2, 3), ((string?)now.Payload.Answers["name"], (string?)now.Payload.Answers["principal"], now.Submission.Revision, now.Contents.Count));
    }

    [Fact]
    public async Task Through_the_API_only_what_was_asked_for_is_taken_and_only_when_it_is_right()
    {
        await using var town = await TownAsync();
        var (number, code) = await FileAsync(town);
        Assert.Equal("wrong-status", (await CorrectAsync(town, number, code, new() { ["name"] = "x" })).Error?.Code);
        await AskAsync(town, number, await ClerkAsync(town), Name);
        Assert.Equal("submission-not-found", (await CorrectAsync(town, number, "AAAA-BBBB-CCCC-DDDD", new() { ["name"] = "山田 太朗" })).Error?.Code);
        Assert.Equal(("not-asked", "mail"), (await CorrectAsync(town, number, code, new() { ["mail"] = "x@example.jp" })).Error is { } refused ? (refused.Code, refused.Fields[0].Path) : default);
        Assert.Equal("answers-refused", (await CorrectAsync(town, number, code, new() { ["name"] = null })).Error?.Code);
        Assert.Equal("answers-refused", (await CorrectAsync(town, number, code, new() { ["name"] = new string('長', 21) })).Error?.Code);
        var corrected = (await CorrectAsync(town, number, code, new() { ["name"] = "山田 太朗" })).Value;
        var now = await ReadAsync(town, number);
        Assert.Equal((1, Convert.ToHexStringLower(now.PayloadSha256)), (corrected.Revision, corrected.PayloadSha256));
        Assert.Equal("委任状.png", Assert.Single(now.Attachments).Name);
    }

    [Theory]
    [InlineData("", SubmissionStatus.UnderReview)]
    [InlineData(""" "correctionLapse":"Dismiss", """, SubmissionStatus.Dismissed)]
    public async Task After_the_deadline_nothing_is_taken_the_draft_stays_and_the_procedure_says_what_becomes_of_it(string setting, SubmissionStatus status)
    {
        await using var town = await TownAsync(setting);
        var (number, code) = await FileAsync(town);
        await AskAsync(town, number, await ClerkAsync(town), Name);
        var draft = await BeginAsync(town, number);
        await town.SaveAsync(draft, SubmissionTown.Taro, 0, new() { ["name"] = "山田 太朗" });

        town.Clock.Advance(new DateTimeOffset(2026, 4, 12, 15, 0, 0, TimeSpan.Zero) - town.Clock.GetUtcNow());
        await town.SweepAsync<CorrectionSweep>();
        await town.SweepAsync<CorrectionSweep>();
        Assert.Single(await town.RowsAsync<OutboxMessage>(), m => m.Type == "CorrectionReminded");

        // The day in Japan ends at 15:00 UTC.
        town.Clock.Advance(new DateTimeOffset(2026, 4, 15, 15, 0, 0, TimeSpan.Zero) - town.Clock.GetUtcNow());
        Assert.Equal("correction-late", (await town.SubmitAsync(draft, SubmissionTown.Taro)).Error?.Code);
        Assert.Equal("correction-late", (await CorrectAsync(town, number, code, new() { ["name"] = "山田 太朗" })).Error?.Code);
        await town.SweepAsync<CorrectionSweep>();
        Assert.Equal((status, CorrectionState.Lapsed), await StateAsync(town, number));
        var opened = (await town.OpenAsync(draft, SubmissionTown.Taro)).Value;
        Assert.Equal(("correction-closed", "山田 太朗"), (opened.Closed?.Code, (string?)opened.Answers["name"]));
        Assert.Equal("correction-closed", (await town.SubmitAsync(draft, SubmissionTown.Taro)).Error?.Code);
    }

    [Fact]
    public async Task A_request_that_is_taken_back_or_a_withdrawal_ends_it_for_both_sides()
    {
        await using var town = await TownAsync();
        var clerk = await ClerkAsync(town);
        var (number, code) = await FileAsync(town);
        await AskAsync(town, number, clerk, Name);
        var draft = await BeginAsync(town, number);
        await town.SaveAsync(draft, SubmissionTown.Taro, 0, new() { ["name"] = "山田 太朗" });
        Assert.True((await CancelAsync(town, number, clerk)).IsOk);
        Assert.Equal((SubmissionStatus.UnderReview, CorrectionState.Cancelled), await StateAsync(town, number));
        Assert.Equal("correction-closed", (await town.SubmitAsync(draft, SubmissionTown.Taro)).Error?.Code);
        Assert.Equal("wrong-status", (await CancelAsync(town, number, clerk)).Error?.Code);

        await AskAsync(town, number, clerk, Letter);
        var second = await BeginAsync(town, number);
        Assert.NotEqual(draft, second);
        var withdrawn = await town.Do<WithdrawSubmission, Result<Submission>>(h => h.HandleAsync(number, new(null, code, "192.0.2.1"), Act.Anonymous(Door.Portal), null, default));
        Assert.True(withdrawn.IsOk);
        Assert.Equal((SubmissionStatus.Withdrawn, CorrectionState.Cancelled), await StateAsync(town, number));
        Assert.Equal("correction-closed", (await town.SubmitAsync(second, SubmissionTown.Taro)).Error?.Code);
        Assert.Equal("wrong-status", (await CancelAsync(town, number, clerk)).Error?.Code);
    }

    [Fact]
    public async Task Only_a_reviewer_of_the_office_asks_and_says_where_what_and_until_when()
    {
        await using var town = await TownAsync();
        var (number, _) = await FileAsync(town);
        Assert.Equal("submission-not-found", (await TryAskAsync(town, number, await ClerkAsync(town, "review", "planning"), Due, Name)).Error?.Code);
        Assert.Equal("role-needed", (await TryAskAsync(town, number, await ClerkAsync(town, "receive approve"), Due, Name)).Error?.Code);
        var clerk = await ClerkAsync(town);
        Assert.Equal("marks", (await TryAskAsync(town, number, clerk, Due)).Error?.Fields[0].Path);
        Assert.Equal("marks.nothing", (await TryAskAsync(town, number, clerk, Due, new CorrectionMark("nothing", "直す"))).Error?.Fields[0].Path);
        Assert.Equal("marks.name", (await TryAskAsync(town, number, clerk, Due, Name with { Text = " " })).Error?.Fields[0].Path);
        Assert.Equal("marks.name", (await TryAskAsync(town, number, clerk, Due, Name with { Text = new string('あ', AskCorrection.MaxText + 1) })).Error?.Fields[0].Path);
        Assert.Equal("due", (await TryAskAsync(town, number, clerk, new DateOnly(2026, 3, 31), Name)).Error?.Fields[0].Path);
        Assert.Equal("due", (await TryAskAsync(town, number, clerk, DateOnly.MaxValue, Name)).Error?.Fields[0].Path);
        Assert.Equal("wrong-status", (await TryAskAsync(town, number, clerk, Due, Name)).Error?.Code);
        Assert.Empty(await town.RowsAsync<CorrectionRequest>());
        Assert.Equal("submission-not-found", (await town.Do<BeginCorrection, Result<Guid>>(h => h.HandleAsync(number, new(null, null, "192.0.2.1"), SubmissionTown.Taro, default))).Error?.Code);
    }

    private static async Task<SubmissionTown> TownAsync(string setting = "")
    {
        var town = await SubmissionTown.FoundAsync(services => services.AddScoped<SignInStaff>().AddScoped<FindPayment>().AddReview());
        if (setting.Length == 0)
            return town;
        await town.PublishAsync(SubmissionTown.Open, "None", setting, number: 2);
        town.Clock.Advance(TimeSpan.FromSeconds(10));
        return town;
    }

    private async Task<(string Number, string Code)> FileAsync(SubmissionTown town, JsonObject? answers = null)
    {
        var id = (await town.StartAsync(SubmissionTown.Taro)).Value;
        var revision = 0;
        foreach (var page in new[] { "main", "contact" })
            await town.SaveAsync(id, SubmissionTown.Taro, revision++, answers ?? Answers, page: page);
        if (answers is null)
            await town.AttachAsync(id, SubmissionTown.Taro, AttachmentTests.Png);
        var submitted = (await town.SubmitAsync(id, SubmissionTown.Taro)).Value;
        _codes[submitted.ReceiptNumber] = submitted.AccessCode!;
        return (submitted.ReceiptNumber, submitted.AccessCode!);
    }

    private static async Task<Act> ClerkAsync(SubmissionTown town, string roles = "review", string offices = "residents") =>
        (await town.Do<SignInStaff, Result<StaffSession>>(s => s.HandleAsync(new IdTokenClaims("https://idp.example", $"clerk {roles} {offices}", "南 香織", roles.Split(' '), offices.Split(' ')), default))).Value.Reviewer.Act();

    private static Task<Result<Done>> TryAskAsync(SubmissionTown town, string number, Act clerk, DateOnly due, params CorrectionMark[] marks) =>
        town.Do<AskCorrection, Result<Done>>(h => h.HandleAsync(new(number, marks, "よろしくお願いします。", due, null), clerk, default));

    private static async Task AskAsync(SubmissionTown town, string number, Act clerk, params CorrectionMark[] marks)
    {
        await town.Do<StartReview, Result<SubmissionStatus>>(h => h.HandleAsync(new(number, null), clerk, default));
        var asked = await TryAskAsync(town, number, clerk, Due, marks);
        Assert.True(asked.IsOk, asked.Error?.MessageEn);
    }

    private static Task<Result<Done>> CancelAsync(SubmissionTown town, string number, Act clerk) => town.Do<AskCorrection, Result<Done>>(h => h.CancelAsync(number, null, clerk, default));

    private async Task<Guid> BeginAsync(SubmissionTown town, string number)
    {
        var begun = await town.Do<BeginCorrection, Result<Guid>>(h => h.HandleAsync(number, new(null, _codes[number], "192.0.2.1"), SubmissionTown.Taro, default));
        Assert.True(begun.IsOk, begun.Error?.MessageEn);
        return begun.Value;
    }

    private static Task<Result<CorrectedSubmission>> CorrectAsync(SubmissionTown town, string number, string code, JsonObject answers) =>
        town.Do<CorrectAnswers, Result<CorrectedSubmission>>(h => h.HandleAsync(new(number, new(null, code, "192.0.2.1"), answers, []), Act.Anonymous(Door.PortalApi), _ => null, default));

    private async Task<OpenedSubmission> ReadAsync(SubmissionTown town, string number) => (await town.FindAsync(number, _codes[number])).Value;

    private async Task<(SubmissionStatus, CorrectionState)> StateAsync(SubmissionTown town, string number) =>
        await ReadAsync(town, number) is var opened ? (opened.Submission.Status, opened.Corrections[0].Request.State) : default;
}
