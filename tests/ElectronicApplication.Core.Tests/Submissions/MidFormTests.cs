using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms.Lint;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Tests.Submissions;

/// <summary>People in mid-form while a new version of the form is published.</summary>
public sealed class MidFormTests
{
    private const string Old = """
        {"id":"name","type":"text","label":"氏名","required":true,"maxLength":20},
        {"id":"acts_for_other","type":"yesNo","label":"代理ですか"},
        {"id":"principal","type":"text","label":"本人","visible":"acts_for_other = true"},
        {"id":"letter","type":"attachment","label":"委任状","visible":"acts_for_other = true","accept":["image/png","application/pdf"],"maxBytes":2048,"maxFiles":2}
        """;

    /// <summary>Without the principal and the letter, with a reason that must be given.</summary>
    private const string New = """
        {"id":"name","type":"text","label":"お名前","required":true,"maxLength":20},
        {"id":"acts_for_other","type":"yesNo","label":"代理ですか"},
        {"id":"reason","type":"text","label":"理由","required":true}
        """;

    [Theory]
    [InlineData("", MidFormPolicy.Finish)]
    [InlineData("Finish", MidFormPolicy.Finish)]
    [InlineData("MoveForward Finish", MidFormPolicy.MoveForward)]
    [InlineData("Finish MoveForward", MidFormPolicy.MoveForward)]
    [InlineData("Stop MoveForward Finish", MidFormPolicy.Stop)]
    public void Stop_beats_move_forward_and_that_beats_finish_over_everything_published_since(string since, MidFormPolicy policy)
    {
        var later = since.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((p, i) => new PublishedVersion(Guid.NewGuid(), i + 2, Enum.Parse<MidFormPolicy>(p)));
        var standing = new ProcedureStanding(null!, [new(Guid.NewGuid(), 1, MidFormPolicy.Stop), .. later], null);
        Assert.Equal(policy, standing.PolicyAfter(1));
    }

    [Fact]
    public async Task Finish_leaves_the_draft_on_its_version_to_the_end()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = await FilledAsync(town);
        await PublishAsync(town, New, MidFormPolicy.Finish);
        var draft = (await town.OpenAsync(id, SubmissionTown.Taro)).Value;
        Assert.Equal((1, null, null), (draft.Version.Number, draft.News, draft.Closed));
        Assert.True((await town.SubmitAsync(id, SubmissionTown.Taro)).IsOk);
    }

    [Fact]
    public async Task Move_forward_takes_answers_along_by_id_and_shows_what_is_gone_and_what_changed()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = await FilledAsync(town);
        await town.AttachAsync(id, SubmissionTown.Taro, AttachmentTests.Png);
        await PublishAsync(town, New, MidFormPolicy.MoveForward, "項目を追加: 理由");
        var draft = (await town.OpenAsync(id, SubmissionTown.Taro)).Value;

        Assert.Equal((2, "太郎"), (draft.Version.Number, (string?)draft.Evaluation.Answers["name"]));
        Assert.Equal((1, 2), (draft.News!.From, draft.News.To));
        Assert.Equal(["項目を追加: 理由"], draft.News.Changes);
        Assert.Equal([("本人", "花子")], draft.Gone.Select(g => (g.Field.Label.Ja, g.Value.GetValue<string>())));
        Assert.Equal("委任状.png", Assert.Single(draft.GoneFiles).Name);
        Assert.Equal(["reason"], draft.Evaluation.Issues.Select(i => i.Path));
        Assert.Equal("answers-refused", (await town.SubmitAsync(id, SubmissionTown.Taro)).Error?.Code);
        Assert.Single(await town.RowsAsync<ActEntry>(), a => a is { Kind: "draft.moved-forward", ShownToApplicant: false });
    }

    [Fact]
    public async Task What_changed_is_told_until_a_page_of_the_new_form_was_turned_and_what_is_gone_stays()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = await FilledAsync(town);
        await town.AttachAsync(id, SubmissionTown.Taro, AttachmentTests.Png);
        await PublishAsync(town, New, MidFormPolicy.MoveForward);
        var revision = (await town.OpenAsync(id, SubmissionTown.Taro)).Value.Revision;
        var typed = (await town.SaveAsync(id, SubmissionTown.Taro, revision, new() { ["name"] = "太郎", ["acts_for_other"] = true, ["reason"] = "引っ越し" })).Value;
        Assert.NotNull(typed.News);
        var turned = (await town.SaveAsync(id, SubmissionTown.Taro, typed.Revision, new() { ["name"] = "太郎", ["acts_for_other"] = true, ["reason"] = "引っ越し" }, turns: true)).Value;
        Assert.Null(turned.News);
        Assert.Equal("花子", Assert.Single(turned.Gone).Value.GetValue<string>());

        var submitted = (await town.SubmitAsync(id, SubmissionTown.Taro)).Value;
        var opened = (await town.FindAsync(submitted.ReceiptNumber, submitted.AccessCode)).Value;
        Assert.Equal((2, false), (opened.Payload.FormVersion, opened.Payload.Answers.ContainsKey("principal")));
        Assert.Empty(opened.Attachments);
    }

    [Fact]
    public async Task A_save_from_a_window_that_shows_the_old_form_is_taken_over_by_ids()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = await FilledAsync(town);
        var seen = (await town.OpenAsync(id, SubmissionTown.Taro)).Value;
        await PublishAsync(town, New, MidFormPolicy.MoveForward);
        var saved = await SaveSeenAsync(town, id, seen.Revision, 1, new() { ["name"] = "次郎", ["acts_for_other"] = true, ["principal"] = "花子と一郎" });
        Assert.Equal((2, "次郎"), (saved.Version.Number, (string?)saved.Answers["name"]));
        Assert.Equal("花子と一郎", Assert.Single(saved.Gone).Value.GetValue<string>());
        Assert.NotNull(saved.News);

        var attached = await town.Do<AttachFile, Result<KeptFile>>(h => h.ToDraftAsync(id, SubmissionTown.Taro, "letter", "委任状.png", AttachmentTests.Png, 1, default));
        Assert.True(attached.IsOk);
        Assert.Equal("malformed-request", (await town.AttachAsync(id, SubmissionTown.Taro, AttachmentTests.Png)).Error?.Code);
        Assert.Single((await town.OpenAsync(id, SubmissionTown.Taro)).Value.GoneFiles);
    }

    [Fact]
    public async Task Submitting_what_was_looked_at_on_the_old_form_is_refused_once_and_nothing_is_lost()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = await FilledAsync(town);
        await PublishAsync(town, Old, MidFormPolicy.MoveForward);
        Assert.Equal(SubmissionErrors.FormMovedForward, (await SubmitSeenAsync(town, id, 1)).Error);
        Assert.Equal(SubmissionErrors.FormMovedForward, (await town.SubmitAsync(id, SubmissionTown.Taro)).Error);
        Assert.Equal("花子", (string?)(await town.OpenAsync(id, SubmissionTown.Taro)).Value.Answers["principal"]);
        Assert.True((await SubmitSeenAsync(town, id, 2)).IsOk);
    }

    [Fact]
    public async Task Stop_keeps_the_draft_readable_and_a_new_one_begins_with_everything_it_holds()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = await FilledAsync(town);
        await town.AttachAsync(id, SubmissionTown.Taro, AttachmentTests.Png);
        await PublishAsync(town, New, MidFormPolicy.Stop, "項目を追加: 理由");
        await PublishAsync(town, New.Replace("理由", "申請の理由"), MidFormPolicy.MoveForward);
        var stopped = (await town.OpenAsync(id, SubmissionTown.Taro)).Value;
        Assert.Equal((1, SubmissionErrors.FormStopped), (stopped.Version.Number, stopped.Closed));
        Assert.Equal(["項目を追加: 理由"], stopped.News!.Changes);
        Assert.Equal(SubmissionErrors.FormStopped, (await town.SubmitAsync(id, SubmissionTown.Taro)).Error);
        // Whatever was still being typed is kept.
        Assert.True((await town.SaveAsync(id, SubmissionTown.Taro, stopped.Revision, new() { ["name"] = "三郎", ["acts_for_other"] = true, ["principal"] = "花子" })).IsOk);

        var anew = (await town.Do<BeginAnew, Result<Guid>>(h => h.HandleAsync(id, SubmissionTown.Taro, Act.Anonymous(Door.Portal), default))).Value;
        var draft = (await town.OpenAsync(anew, SubmissionTown.Taro)).Value;
        Assert.Equal((3, "三郎", null), (draft.Version.Number, (string?)draft.Answers["name"], draft.Closed));
        Assert.Equal(("本人", "花子"), (Assert.Single(draft.Gone).Field.Label.Ja, draft.Gone[0].Value.GetValue<string>()));
        var copy = Assert.Single(draft.GoneFiles);
        Assert.Equal(AttachmentTests.Png, (await town.Do<ReadAttachment, Result<AttachmentContent>>(h => h.OfDraftAsync(anew, copy.Id, SubmissionTown.Taro, default))).Value.Bytes);
        Assert.Equal(2, (await town.RowsAsync<Draft>()).Count);
        Assert.Equal(2, town.StoredFiles().Length);
        Assert.Equal("draft-not-found", (await town.Do<BeginAnew, Result<Guid>>(h => h.HandleAsync(id, SubmissionTown.Hanako, Act.Anonymous(Door.Portal), default))).Error?.Code);
    }

    [Fact]
    public async Task An_answer_that_the_new_field_cannot_show_steps_aside_and_comes_back_with_the_old_field()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = await FilledAsync(town);
        await PublishAsync(town, """
            {"id":"name","type":"text","label":"氏名"},
            {"id":"principal","type":"choice","label":"本人との関係","options":[{"value":"parent","label":"親"},{"value":"child","label":"子"}]}
            """, MidFormPolicy.MoveForward);
        var draft = (await town.OpenAsync(id, SubmissionTown.Taro)).Value;
        Assert.False(draft.Answers.ContainsKey("principal"));
        Assert.Equal([("代理ですか", "true"), ("本人", "\"花子\"")], draft.Gone.Select(g => (g.Field.Label.Ja, g.Value.ToJsonString(CanonicalJson.Readable))).Order());
        // The same from a window that still shows the old field.
        var late = await SaveSeenAsync(town, id, draft.Revision, 1, new() { ["name"] = "太郎", ["acts_for_other"] = true, ["principal"] = "花子さん" });
        Assert.Contains(late.Gone, g => g.Value.ToJsonString(CanonicalJson.Readable) == "\"花子さん\"");

        await PublishAsync(town, Old, MidFormPolicy.MoveForward);
        var back = (await town.OpenAsync(id, SubmissionTown.Taro)).Value;
        Assert.Empty(back.Gone);
        Assert.Equal("花子さん", (string?)back.Answers["principal"]);
    }

    [Fact]
    public async Task Rows_and_parts_that_lose_a_field_keep_what_was_written_there()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = await FilledAsync(town);
        var revision = (await town.OpenAsync(id, SubmissionTown.Taro)).Value.Revision;
        await town.SaveAsync(id, SubmissionTown.Taro, revision, new() { ["persons"] = new JsonArray(new JsonObject { ["called"] = "はな" }, new JsonObject { ["called"] = "いち" }) }, page: "family");
        await PublishAsync(town, Old, MidFormPolicy.MoveForward, family: """{"id":"nickname","type":"text","label":"愛称"}""");
        var draft = (await town.OpenAsync(id, SubmissionTown.Taro)).Value;
        Assert.Equal([("世帯の方", 0, "呼び名", "はな"), ("世帯の方", 1, "呼び名", "いち")], draft.Gone.Select(g => (g.Whole!.Label.Ja, g.Row!.Value, g.Field.Label.Ja, g.Value.GetValue<string>())));
        Assert.Empty(draft.Evaluation.Issues);
        var saved = (await town.SaveAsync(id, SubmissionTown.Taro, draft.Revision, new()
        {
            ["persons"] = new JsonArray(new JsonObject { ["called"] = "はな", ["nickname"] = "はなちゃん" }, new JsonObject { ["called"] = "いち" }),
        }, page: "family")).Value;
        Assert.Equal(2, saved.Gone.Count);
    }

    [Fact]
    public async Task A_draft_begun_without_signing_in_is_not_submitted_to_a_version_that_asks_for_it()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = await FilledAsync(town);
        await PublishAsync(town, Old, MidFormPolicy.MoveForward, level: "Account");
        Assert.Equal("sign-in-needed", (await SubmitSeenAsync(town, id, 2)).Error?.Code);
        var signedIn = SubmissionTown.Taro with { AccountId = Guid.CreateVersion7() };
        Assert.True((await town.Do<SubmitDraft, Result<SubmittedDraft>>(h => h.HandleAsync(new(id, signedIn, null, 2), Act.Anonymous(Door.Portal), default))).IsOk);
    }

    [Fact]
    public async Task Windows_that_open_a_moved_draft_at_once_move_it_once()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = await FilledAsync(town);
        await PublishAsync(town, New, MidFormPolicy.MoveForward);
        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => town.OpenAsync(id, SubmissionTown.Taro))));
        Assert.All(opened, o => Assert.Equal((2, "花子"), (o.Value.Version.Number, (string?)o.Value.Answers["principal"])));
    }

    [Fact]
    public async Task A_retired_procedure_begins_and_accepts_nothing_and_its_drafts_keep_what_was_typed()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = await FilledAsync(town);
        var earlier = (await town.PostAsync(new() { ["name"] = "太郎" })).Value;
        await town.Do<AppDbContext, int>(db =>
        {
            db.Add(new RetiredProcedure { ProcedureCode = SubmissionTown.Open, RetiredAt = town.Clock.GetUtcNow().UtcDateTime, Reason = "窓口で受け付けます。" });
            return db.SaveChangesAsync();
        });
        town.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(("procedure-retired", ErrorKind.Unprocessable), ((await town.PostAsync(new() { ["name"] = "太郎" })).Error!.Code, (await town.StartAsync(SubmissionTown.Taro)).Error!.Kind));
        var draft = (await town.OpenAsync(id, SubmissionTown.Taro)).Value;
        Assert.Contains("窓口で受け付けます。", draft.Closed!.Message);
        Assert.True((await town.SaveAsync(id, SubmissionTown.Taro, draft.Revision, new() { ["name"] = "四郎", ["acts_for_other"] = true, ["principal"] = "花子" })).IsOk);
        Assert.Equal("procedure-retired", (await town.SubmitAsync(id, SubmissionTown.Taro)).Error?.Code);
        Assert.True((await town.FindAsync(earlier.ReceiptNumber, earlier.AccessCode)).IsOk);

        await town.Do<AppDbContext, int>(db => db.Set<RetiredProcedure>().ExecuteDeleteAsync());
        town.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.True((await town.SubmitAsync(id, SubmissionTown.Taro)).IsOk);
    }

    private static async Task<Guid> FilledAsync(SubmissionTown town)
    {
        var id = (await town.StartAsync(SubmissionTown.Taro)).Value;
        await town.SaveAsync(id, SubmissionTown.Taro, 0, new() { ["name"] = "太郎", ["acts_for_other"] = true, ["principal"] = "花子" }, turns: true);
        return id;
    }

    private static async Task<OpenedDraft> SaveSeenAsync(SubmissionTown town, Guid id, int revision, int version, JsonObject answers) =>
        (await town.Do<SaveDraft, Result<OpenedDraft>>(h => h.HandleAsync(new(id, SubmissionTown.Taro, revision, "w1", "main", answers, true) { FormVersion = version }, default))).Value;

    private static Task<Result<SubmittedDraft>> SubmitSeenAsync(SubmissionTown town, Guid id, int version) =>
        town.Do<SubmitDraft, Result<SubmittedDraft>>(h => h.HandleAsync(new(id, SubmissionTown.Taro, null, version), Act.Anonymous(Door.Portal), default));

    private static async Task PublishAsync(SubmissionTown town, string mainFields, MidFormPolicy policy, string changes = "", string level = "None", string? family = null)
    {
        var form = $$"""
            {"pages":[
              {"id":"main","title":"内容","fields":[{{mainFields}}]},
              {"id":"contact","title":"連絡先","fields":[{"id":"mail","type":"mail","label":"メール"}]},
              {"id":"family","title":"世帯","fields":[{"id":"persons","type":"group","label":"世帯の方","maxRows":5,"fields":[
                {{family ?? """{"id":"called","type":"text","label":"呼び名"}"""}},
                {"id":"photo","type":"attachment","label":"写真","accept":["image/png"],"maxBytes":2048,"maxFiles":1}]}]}]}
            """;
        var files = new DefinitionFiles(Encoding.UTF8.GetBytes(SubmissionTown.Procedure(SubmissionTown.Open, level)), Encoding.UTF8.GetBytes(form));
        var published = await town.Do<Publication, Result<FormVersion>>(p => p.SaveAsync<FormVersion>(async () =>
            p.Add(SubmissionTown.Open, (await p.NewestAsync(SubmissionTown.Open, default))!.Number, files, policy, changes.Split('\n', StringSplitOptions.RemoveEmptyEntries), Act.System()), default));
        Assert.True(published.IsOk);
    }
}
