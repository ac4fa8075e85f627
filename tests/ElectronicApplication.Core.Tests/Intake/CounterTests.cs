using ElectronicApplication.Core.Intake;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Core.Tests.Submissions;

namespace ElectronicApplication.Core.Tests.Intake;

public sealed class CounterTests
{
    [Fact]
    public async Task A_prepared_draft_is_handed_in_at_the_counter_with_its_number()
    {
        await using var town = await IntakeTown.FoundAsync();
        var (id, code) = await PrepareAsync(town);
        Assert.Equal(id, (await ClaimAsync(town, " " + code.ToLowerInvariant().Replace("-", ""))).Value);
        var opened = (await town.OpenAsync(id)).Value;
        Assert.Equal("山田　花子", (string)opened.Draft.Answers["name"]!);
        await town.KeyAsync(id, new() { ["name"] = "山田　華子" }, IntakeNotes.Empty with { Identity = IdentityDocument.MyNumberCard });
        var number = (await town.ReceiveAsync(id)).Value.ReceiptNumber;
        var submission = await town.OpenedAsync(number);
        Assert.Equal((Channel.Counter, SubmissionTown.Start.UtcDateTime), (submission.Submission.Channel, submission.Submission.ArrivedAt));
        Assert.Equal("山田　華子", (string)submission.Payload.Answers["name"]!);
        Assert.Equal(["窓口で職員が申請の内容を開きました", "窓口で本人確認書類を確認しました", "窓口で申請を提出しました"],
            TimelineWords.Lines(submission.Acts).Select(l => l.Text).Where(t => t.StartsWith("窓口", StringComparison.Ordinal)).Reverse());
        Assert.Equal("draft-not-found", (await town.Town.OpenAsync(id, SubmissionTown.Hanako)).Error?.Code);
    }

    [Fact]
    public async Task The_number_is_good_once_and_stands_nowhere_in_clear()
    {
        await using var town = await IntakeTown.FoundAsync();
        var (id, code) = await PrepareAsync(town);
        Assert.Equal(code, (await PrepareAsync(town, id)).Code);
        Assert.True((await ClaimAsync(town, code)).IsOk);
        Assert.Equal("not-found", (await ClaimAsync(town, code)).Error?.Fields[0].Code);
        var (_, second) = await PrepareAsync(town, id);
        Assert.NotEqual(code, second);
        Assert.True((await ClaimAsync(town, second)).IsOk);
    }

    [Fact]
    public async Task Two_counters_with_one_number_get_it_once()
    {
        await using var town = await IntakeTown.FoundAsync();
        var (_, code) = await PrepareAsync(town);
        var claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ClaimAsync(town, code)));
        Assert.Single(claims, c => c.IsOk);
    }

    [Fact]
    public async Task The_number_is_worth_nothing_to_another_office_and_after_its_time()
    {
        await using var town = await IntakeTown.FoundAsync();
        var (_, code) = await PrepareAsync(town);
        Assert.False((await ClaimAsync(town, code, await town.SignInAsync("receive", "planning"))).IsOk);
        town.Town.Clock.Advance(PrepareForCounter.Lasts);
        Assert.False((await ClaimAsync(town, code)).IsOk);
    }

    [Fact]
    public async Task Guessing_numbers_is_stopped()
    {
        await using var town = await IntakeTown.FoundAsync();
        var (_, code) = await PrepareAsync(town);
        for (var i = 0; i < WrongCodes.Allowed; i++)
            Assert.Equal("request-refused", (await ClaimAsync(town, "2222-222" + i)).Error?.Code);
        Assert.Equal("too-many-tries", (await ClaimAsync(town, code)).Error?.Code);
        Assert.True((await ClaimAsync(town, code, await town.SignInAsync("receive", "residents"))).IsOk);
    }

    [Fact]
    public async Task Put_away_at_the_counter_the_draft_stays_the_citizens()
    {
        await using var town = await IntakeTown.FoundAsync();
        var (id, code) = await PrepareAsync(town);
        await ClaimAsync(town, code);
        Assert.Null(await town.Do<KeyIntake, Error?>(h => h.DiscardAsync(id, "書類が足りないため持ち帰り", town.Clerk, default)));
        Assert.Equal("山田　花子", (string)(await town.Town.OpenAsync(id, SubmissionTown.Hanako)).Value.Answers["name"]!);
        Assert.True((await ClaimAsync(town, (await PrepareAsync(town, id)).Code)).IsOk);
    }

    [Fact]
    public async Task Nobody_outside_opens_what_staff_key()
    {
        await using var town = await IntakeTown.FoundAsync();
        var paper = (await town.PaperAsync()).Value;
        Assert.Equal("draft-not-found", (await town.Town.OpenAsync(paper, SubmissionTown.Taro)).Error?.Code);
        Assert.Equal("draft-not-found", (await town.Town.OpenAsync(paper, new DraftOwner(null, "desk"))).Error?.Code);
    }

    private static async Task<(Guid Id, string Code)> PrepareAsync(IntakeTown town, Guid? draft = null)
    {
        var id = draft ?? (await town.Town.StartAsync(SubmissionTown.Hanako)).Value;
        if (draft is null)
            await town.Town.SaveAsync(id, SubmissionTown.Hanako, 0, new() { ["name"] = "山田　花子" });
        return (id, (await town.Do<PrepareForCounter, Result<CounterTicket>>(h => h.HandleAsync(id, SubmissionTown.Hanako, default))).Value.Code);
    }

    private static Task<Result<Guid>> ClaimAsync(IntakeTown town, string code, Act? act = null) => town.Do<ClaimAtCounter, Result<Guid>>(h => h.HandleAsync(code, act ?? town.Clerk, default));
}
