using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;

namespace ElectronicApplication.Core.Tests.Submissions;

public sealed class CapacityTests
{
    private static JsonObject Answers => new() { ["name"] = "山田 太郎" };

    [Fact]
    public async Task Of_many_at_once_as_many_are_taken_as_there_are_places()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Task.Run(() => town.PostAsync(Answers, SubmissionTown.Limited))));
        Assert.Equal(3, results.Count(r => r.IsOk));
        Assert.All(results.Where(r => !r.IsOk), r => Assert.Equal("capacity-reached", r.Error!.Code));
        Assert.Equal(3, (await town.RowsAsync<Submission>()).Count);
        Assert.Equal(0, await LeftAsync(town));
    }

    [Fact]
    public async Task Whoever_comes_too_late_keeps_the_draft_and_takes_a_place_that_becomes_free()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = (await town.StartAsync(SubmissionTown.Taro, SubmissionTown.Limited)).Value;
        await town.SaveAsync(id, SubmissionTown.Taro, 0, Answers);
        var first = (await town.PostAsync(Answers, SubmissionTown.Limited)).Value;
        await town.PostAsync(Answers, SubmissionTown.Limited);
        await town.PostAsync(Answers, SubmissionTown.Limited);

        Assert.Equal("capacity-reached", (await town.SubmitAsync(id, SubmissionTown.Taro)).Error?.Code);
        Assert.Equal("capacity-reached", (await town.StartAsync(SubmissionTown.Hanako, SubmissionTown.Limited)).Error?.Code);
        Assert.Equal("山田 太郎", (string?)(await town.OpenAsync(id, SubmissionTown.Taro)).Value.Answers["name"]);

        var withdrawn = await town.Do<WithdrawSubmission, Result<Submission>>(h => h.HandleAsync(first.ReceiptNumber, new(null, first.AccessCode, "192.0.2.1"), Act.Anonymous(Door.Portal), null, default));
        Assert.True(withdrawn.IsOk);
        Assert.Equal(1, await LeftAsync(town));
        Assert.True((await town.SubmitAsync(id, SubmissionTown.Taro)).IsOk);
        Assert.Equal(0, await LeftAsync(town));
    }

    [Fact]
    public async Task A_new_round_counts_from_its_own_start_and_the_version_in_force_says_how_many()
    {
        await using var town = await SubmissionTown.FoundAsync();
        for (var i = 0; i < 3; i++)
            Assert.True((await town.PostAsync(Answers, SubmissionTown.Limited)).IsOk);
        var waiting = await town.StartAsync(SubmissionTown.Taro, SubmissionTown.Limited);
        Assert.Equal("capacity-reached", waiting.Error?.Code);

        town.Clock.Advance(TimeSpan.FromDays(2));
        await town.PublishAsync(SubmissionTown.Limited, "None", """ "capacity":2,"acceptancePeriod":{"from":"2026-04-02T09:00:00+09:00"}, """, number: 2);
        Assert.True((await town.PostAsync(Answers, SubmissionTown.Limited)).IsOk);
        Assert.True((await town.PostAsync(Answers, SubmissionTown.Limited)).IsOk);
        Assert.Equal("capacity-reached", (await town.PostAsync(Answers, SubmissionTown.Limited)).Error?.Code);
    }

    private static async Task<int?> LeftAsync(SubmissionTown town)
    {
        var procedure = (await town.Do<ProcedureCatalog, CompiledVersion?>(async c => await c.FindAsync(SubmissionTown.Limited, default)))!.Procedure;
        return await town.Do<Capacity, int?>(c => c.PlacesLeftAsync(procedure, default));
    }
}
