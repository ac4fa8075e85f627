using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;

namespace ElectronicApplication.Core.Tests.Review;

/// <summary>The clerk's day: what is new, mine, due and late, who has it, and how it is found.</summary>
public sealed class WorklistTests
{
    [Fact]
    public async Task Whoever_takes_it_on_has_it_and_of_two_at_once_one_is_told()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var number = await desk.SubmitAsync();
        var (one, other) = (await desk.ClerkAsync("review", "residents", "one"), await desk.ClerkAsync("review", "residents", "other"));
        Assert.True((await AssignAsync(desk, number, one, Id(one), null)).IsOk);
        Assert.Equal("assigned-meanwhile", (await AssignAsync(desk, number, other, Id(other), null)).Error?.Code);
        Assert.Equal([number], await NumbersAsync(desk, one, Worklist.Mine));
        Assert.Empty(await NumbersAsync(desk, one, Worklist.New));

        Assert.True((await AssignAsync(desk, number, one, Id(other), Id(one), "住所を確認済みです。")).IsOk);
        Assert.Equal([number], await NumbersAsync(desk, other, Worklist.Mine));
        Assert.Equal("住所を確認済みです。", Assert.Single((await desk.OpenAsync(number, other)).Value.Notes).Text);
        Assert.True((await AssignAsync(desk, number, other, null, Id(other))).IsOk);
        Assert.Equal([number], await NumbersAsync(desk, one, Worklist.New));
        Assert.Equal(3, (await desk.ActsAsync("submission.assigned")).Count(a => !a.ShownToApplicant));
    }

    [Fact]
    public async Task It_is_handed_only_to_somebody_of_the_office_and_not_after_its_end()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var number = await desk.SubmitAsync();
        var clerk = await desk.ClerkAsync("review approve", "residents", "one");
        Assert.Equal("to", (await AssignAsync(desk, number, clerk, Id(await desk.ClerkAsync("review", "planning", "planner")), null)).Error?.Fields[0].Path);
        Assert.Equal("to", (await AssignAsync(desk, number, clerk, Id(await desk.ClerkAsync("operate", "residents", "operator")), null)).Error?.Fields[0].Path);
        Assert.Equal("to", (await AssignAsync(desk, number, clerk, Guid.NewGuid(), null)).Error?.Fields[0].Path);
        Assert.Equal("submission-not-found", (await AssignAsync(desk, number, await desk.ClerkAsync("review", "planning", "planner"), null, null)).Error?.Code);
        Assert.Equal("note", (await AssignAsync(desk, number, clerk, Id(clerk), null, new string('あ', AssignSubmission.MaxNote + 1))).Error?.Fields[0].Path);
        await desk.StartAsync(number, clerk);
        await desk.DecideAsync(number, SubmissionStatus.Granted, null, clerk);
        Assert.Equal("wrong-status", (await AssignAsync(desk, number, clerk, Id(clerk), null)).Error?.Code);
        Assert.True((await desk.Do<AssignSubmission, Result<Done>>(h => h.NoteAsync(number, "保存期間は五年です。", clerk, default))).IsOk);
        Assert.Single(await desk.ActsAsync("submission.noted"));
    }

    [Fact]
    public async Task What_is_due_is_told_three_days_before_and_what_is_late_after()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var clerk = await desk.ClerkAsync("review approve", "residents");
        // Wednesday 1 April: three office days end on Monday the 6th.
        var number = await desk.SubmitAsync();
        Assert.Equal(new DateTime(2026, 4, 6, 15, 0, 0, DateTimeKind.Utc), (await desk.SubmissionAsync(number)).DueAt);
        Assert.Empty(await NumbersAsync(desk, clerk, Worklist.Due));
        desk.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal([number], await NumbersAsync(desk, clerk, Worklist.Due));
        Assert.Empty(await NumbersAsync(desk, clerk, Worklist.Overdue));
        desk.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal([number], await NumbersAsync(desk, clerk, Worklist.Overdue));
        await desk.StartAsync(number, clerk);
        await desk.DecideAsync(number, SubmissionStatus.Granted, null, clerk);
        Assert.Empty(await NumbersAsync(desk, clerk, Worklist.Overdue));
        Assert.Equal([number], await NumbersAsync(desk, clerk, Worklist.Decided));
    }

    [Theory]
    [InlineData("ヤマダ", true)]
    [InlineData("ﾔﾏﾀﾞ はなこ", true)]
    [InlineData("やまだハナコ", true)]
    [InlineData("1990-05-03", true)]
    [InlineData("ヤマダ 1990-05-03", true)]
    [InlineData("ヤマダ 1990-05-04", false)]
    [InlineData("マダ", false)]
    [InlineData("葛城", false)]
    public async Task A_person_is_found_by_name_and_date_however_it_is_typed(string typed, bool isFound)
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var number = await desk.SubmitAsync(answers: new JsonObject { ["name"] = "やまだ　はなこ" }, holder: new("やまだ　はなこ", false, "神奈川県", false, new DateOnly(1990, 5, 3), 2));
        await desk.SubmitAsync(answers: new JsonObject { ["name"] = "佐藤 一郎" });
        var found = (await desk.ListAsync(await desk.ClerkAsync("review", "residents"), new(Worklist.All, Search: typed))).Value.Items.Select(i => i.ReceiptNumber);
        Assert.Equal(isFound ? [number] : [], found);
        Assert.Empty((await desk.ListAsync(await desk.ClerkAsync("review", "planning", "planner"), new(Worklist.All, Search: typed))).Value.Items);
    }

    [Fact]
    public async Task The_words_by_which_it_is_found_stand_in_no_table()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        await desk.SubmitAsync(answers: new JsonObject { ["name"] = "やまだ　はなこ" });
        var keys = await desk.Do<AppDbContext, List<SearchKey>>(db => Task.FromResult(db.Set<SearchKey>().ToList()));
        Assert.Equal(3, keys.Count);
        Assert.All(keys, k => Assert.Equal(16, k.Hash.Length));
    }

    [Fact]
    public async Task What_nobody_has_opened_since_it_changed_is_unread_and_others_at_it_are_told()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var number = await desk.SubmitAsync();
        var (one, other) = (await desk.ClerkAsync("review", "residents", "one"), await desk.ClerkAsync("review", "residents", "other"));
        Assert.True(await IsUnreadAsync(desk, one));
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty((await desk.OpenAsync(number, one)).Value.Others);
        Assert.False(await IsUnreadAsync(desk, one));
        Assert.True(await IsUnreadAsync(desk, other));
        Assert.Single((await desk.OpenAsync(number, other)).Value.Others);
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.StartAsync(number, other);
        Assert.True(await IsUnreadAsync(desk, one));
        desk.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Empty((await desk.OpenAsync(number, one)).Value.Others);
    }

    private static Guid Id(Act act) => Guid.Parse(act.ActorId!);

    private static Task<Result<Done>> AssignAsync(ReviewDesk desk, string number, Act act, Guid? to, Guid? seen, string? note = null) =>
        desk.Do<AssignSubmission, Result<Done>>(h => h.HandleAsync(new(number, to, note, seen), act, default));

    private static async Task<IEnumerable<string>> NumbersAsync(ReviewDesk desk, Act act, Worklist list) => (await desk.ListAsync(act, new(list))).Value.Items.Select(i => i.ReceiptNumber);

    private static async Task<bool> IsUnreadAsync(ReviewDesk desk, Act act) => Assert.Single((await desk.ListAsync(act)).Value.Items).IsUnread;
}
