using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Submissions;

namespace ElectronicApplication.Core.Tests.Submissions;

public sealed class DraftTests
{
    private static readonly Guid Account = Guid.CreateVersion7();

    [Fact]
    public async Task What_was_typed_comes_back_letter_by_letter_and_stands_encrypted()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = (await town.StartAsync(SubmissionTown.Taro)).Value;
        const string Name = "葛\U000E0100城　髙﨑 👨‍👩‍👧";
        Assert.True((await town.SaveAsync(id, SubmissionTown.Taro, 0, new() { ["name"] = Name })).IsOk);
        Assert.Equal(Name, (string?)(await town.OpenAsync(id, SubmissionTown.Taro)).Value.Answers["name"]);
        var row = Assert.Single(await town.RowsAsync<Draft>());
        Assert.DoesNotContain("葛", Encoding.UTF8.GetString(row.AnswersCipher));
    }

    [Fact]
    public async Task A_draft_does_not_exist_for_another_browser_or_account()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var anonymous = (await town.StartAsync(SubmissionTown.Taro)).Value;
        var owned = (await town.StartAsync(SubmissionTown.Taro with { AccountId = Account })).Value;
        foreach (var stranger in new[] { SubmissionTown.Hanako, SubmissionTown.Hanako with { AccountId = Guid.CreateVersion7() } })
        {
            Assert.Equal("draft-not-found", (await town.OpenAsync(anonymous, stranger)).Error?.Code);
            Assert.Equal("draft-not-found", (await town.OpenAsync(owned, stranger)).Error?.Code);
            Assert.Equal("draft-not-found", (await town.SaveAsync(anonymous, stranger, 0, new() { ["name"] = "x" })).Error?.Code);
            Assert.Equal("draft-not-found", (await town.AttachAsync(anonymous, stranger, AttachmentTests.Png)).Error?.Code);
            Assert.Equal("draft-not-found", (await town.SubmitAsync(anonymous, stranger)).Error?.Code);
        }
    }

    [Fact]
    public async Task A_draft_of_an_account_needs_the_account_even_in_the_same_browser()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = (await town.StartAsync(SubmissionTown.Taro with { AccountId = Account })).Value;
        Assert.Equal("draft-not-found", (await town.OpenAsync(id, SubmissionTown.Taro)).Error?.Code);
        Assert.True((await town.OpenAsync(id, SubmissionTown.Hanako with { AccountId = Account })).IsOk);
    }

    [Fact]
    public async Task A_draft_begun_without_signing_in_stays_open_after_signing_in_there()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = (await town.StartAsync(SubmissionTown.Taro)).Value;
        Assert.True((await town.OpenAsync(id, SubmissionTown.Taro with { AccountId = Account })).IsOk);
    }

    [Fact]
    public async Task A_procedure_that_needs_an_account_is_not_begun_without_one()
    {
        await using var town = await SubmissionTown.FoundAsync();
        Assert.Equal("sign-in-needed", (await town.StartAsync(SubmissionTown.Taro, SubmissionTown.ForAccounts)).Error?.Code);
        Assert.True((await town.StartAsync(SubmissionTown.Taro with { AccountId = Account }, SubmissionTown.ForAccounts)).IsOk);
    }

    [Fact]
    public async Task A_save_from_a_window_that_has_not_seen_the_last_one_is_refused_and_changes_nothing()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = (await town.StartAsync(SubmissionTown.Taro)).Value;
        await town.SaveAsync(id, SubmissionTown.Taro, 0, new() { ["name"] = "一" }, window: "w1");
        var stale = await town.SaveAsync(id, SubmissionTown.Taro, 0, new() { ["name"] = "二" }, window: "w2");
        Assert.Equal("changed-meanwhile", stale.Error?.Code);
        Assert.Equal("一", (string?)(await town.OpenAsync(id, SubmissionTown.Taro)).Value.Answers["name"]);
    }

    [Fact]
    public async Task Saves_of_one_window_do_not_collide_with_each_other()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = (await town.StartAsync(SubmissionTown.Taro)).Value;
        foreach (var name in new[] { "一", "二", "三" })
            Assert.True((await town.SaveAsync(id, SubmissionTown.Taro, 0, new() { ["name"] = name })).IsOk);
        Assert.Equal("三", (string?)(await town.OpenAsync(id, SubmissionTown.Taro)).Value.Answers["name"]);
    }

    [Fact]
    public async Task A_late_save_of_a_page_that_was_turned_does_not_win()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = (await town.StartAsync(SubmissionTown.Taro)).Value;
        await town.SaveAsync(id, SubmissionTown.Taro, 0, new() { ["name"] = "途中" });
        await town.SaveAsync(id, SubmissionTown.Taro, 1, new() { ["name"] = "完成" }, turns: true);
        Assert.Equal("changed-meanwhile", (await town.SaveAsync(id, SubmissionTown.Taro, 1, new() { ["name"] = "途中" })).Error?.Code);
        var draft = (await town.OpenAsync(id, SubmissionTown.Taro)).Value;
        Assert.Equal("完成", (string?)draft.Answers["name"]);
        Assert.Equal(["main"], draft.VisitedPages);
    }

    [Fact]
    public async Task A_page_only_changes_its_own_fields()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = (await town.StartAsync(SubmissionTown.Taro)).Value;
        await town.SaveAsync(id, SubmissionTown.Taro, 0, new() { ["name"] = "太郎", ["mail"] = "wrong page" });
        await town.SaveAsync(id, SubmissionTown.Taro, 1, new() { ["mail"] = "taro@example.jp", ["name"] = "wrong page", ["nonsense"] = 1 }, page: "contact");
        var answers = (await town.OpenAsync(id, SubmissionTown.Taro)).Value.Answers;
        Assert.Equal("""{"name":"太郎","mail":"taro@example.jp"}""", answers.ToJsonString(ElectronicApplication.Core.Kernel.CanonicalJson.Readable));
    }

    [Fact]
    public async Task Many_saves_at_once_lose_no_revision()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = (await town.StartAsync(SubmissionTown.Taro)).Value;
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => town.SaveAsync(id, SubmissionTown.Taro, 0, new() { ["name"] = $"{i}" }, window: $"w{i}"))));
        Assert.Single(results, r => r.IsOk);
        Assert.Equal(1, (await town.OpenAsync(id, SubmissionTown.Taro)).Value.Revision);
    }

    [Fact]
    public async Task Drafts_are_deleted_after_their_retention_with_their_files_and_not_before()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var old = (await town.StartAsync(SubmissionTown.Taro)).Value;
        await town.AttachAsync(old, SubmissionTown.Taro, AttachmentTests.Png);
        town.Clock.Advance(TimeSpan.FromDays(20));
        var young = (await town.StartAsync(SubmissionTown.Hanako)).Value;
        await town.AttachAsync(young, SubmissionTown.Hanako, AttachmentTests.Png);
        town.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal("draft-not-found", (await town.OpenAsync(old, SubmissionTown.Taro)).Error?.Code);
        await town.SweepAsync<DraftSweep>();
        Assert.Equal(young, Assert.Single(await town.RowsAsync<Draft>()).Id);
        Assert.Equal(young, Assert.Single(await town.RowsAsync<Attachment>()).DraftId);
        Assert.Single(town.StoredFiles());
    }

    [Fact]
    public async Task Saving_a_draft_prolongs_its_life()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = (await town.StartAsync(SubmissionTown.Taro)).Value;
        town.Clock.Advance(TimeSpan.FromDays(20));
        await town.SaveAsync(id, SubmissionTown.Taro, 0, new JsonObject { ["name"] = "太郎" });
        town.Clock.Advance(TimeSpan.FromDays(20));
        await town.SweepAsync<DraftSweep>();
        Assert.True((await town.OpenAsync(id, SubmissionTown.Taro)).IsOk);
    }

    [Fact]
    public async Task A_person_sees_the_own_drafts_and_nobody_else_s()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var mine = (await town.StartAsync(SubmissionTown.Taro)).Value;
        var ofAccount = (await town.StartAsync(SubmissionTown.Taro with { AccountId = Account }, SubmissionTown.ForAccounts)).Value;
        await town.StartAsync(SubmissionTown.Hanako);
        async Task<IEnumerable<Guid>> Of(DraftOwner owner, string? code = null) => (await town.Do<ListMine, IReadOnlyList<MyDraft>>(l => l.DraftsAsync(owner, code, default))).Select(d => d.Id).Order();
        Assert.Equal([mine], await Of(SubmissionTown.Taro));
        Assert.Equal(new[] { mine, ofAccount }.Order(), await Of(SubmissionTown.Taro with { AccountId = Account }));
        Assert.Equal([ofAccount], await Of(SubmissionTown.Taro with { AccountId = Account }, SubmissionTown.ForAccounts));
    }
}
