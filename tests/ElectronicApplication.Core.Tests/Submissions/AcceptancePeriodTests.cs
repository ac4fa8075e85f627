using System.Text.Json.Nodes;

namespace ElectronicApplication.Core.Tests.Submissions;

public sealed class AcceptancePeriodTests
{
    private static JsonObject Answers => new() { ["name"] = "山田 太郎" };

    [Fact]
    public async Task Before_the_acceptance_period_nothing_is_begun_and_nothing_submitted()
    {
        await using var town = await SubmissionTown.FoundAsync();
        Assert.Equal("not-yet-open", (await town.StartAsync(SubmissionTown.Taro, SubmissionTown.Timed)).Error?.Code);
        Assert.Equal("not-yet-open", (await town.PostAsync(Answers, SubmissionTown.Timed)).Error?.Code);
    }

    [Fact]
    public async Task The_first_moment_belongs_to_the_period_and_the_last_does_not()
    {
        await using var town = await SubmissionTown.FoundAsync();
        town.Clock.Advance(TimeSpan.FromHours(24));
        Assert.True((await town.PostAsync(Answers, SubmissionTown.Timed)).IsOk);
        town.Clock.Advance(new DateTimeOffset(2026, 4, 10, 8, 0, 0, TimeSpan.Zero) - town.Clock.GetUtcNow());
        Assert.Equal("acceptance-closed", (await town.PostAsync(Answers, SubmissionTown.Timed)).Error?.Code);
    }

    [Fact]
    public async Task A_draft_begun_in_time_is_not_accepted_after_the_period_but_stays()
    {
        await using var town = await SubmissionTown.FoundAsync();
        town.Clock.Advance(TimeSpan.FromDays(2));
        var id = (await town.StartAsync(SubmissionTown.Taro, SubmissionTown.Timed)).Value;
        await town.SaveAsync(id, SubmissionTown.Taro, 0, Answers);
        town.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal("acceptance-closed", (await town.SubmitAsync(id, SubmissionTown.Taro)).Error?.Code);
        Assert.Equal("山田 太郎", (string?)(await town.OpenAsync(id, SubmissionTown.Taro)).Value.Answers["name"]);
    }
}
