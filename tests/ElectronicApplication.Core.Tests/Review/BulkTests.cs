using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Review.Bulk;
using ElectronicApplication.Core.Submissions;

namespace ElectronicApplication.Core.Tests.Review;

/// <summary>Many cases at once, each done alone.</summary>
public sealed class BulkTests
{
    [Fact]
    public async Task The_preview_changes_nothing_and_says_for_each_case_what_will_happen()
    {
        await using var route = await RouteDesk.OpenAsync();
        var (fresh, reviewed, drafted) = (await route.Desk.SubmitAsync(), await route.UnderReviewAsync(), await route.DraftedAsync());
        var lines = (await PreviewAsync(route, BulkKind.Approve, route.Chief, fresh, reviewed, drafted, "261121-000000-000000")).Value;
        Assert.Equal([null, "「承認」を起案する", "「承認」の起案に、係長として同意する", null], lines.Select(l => l.Words));
        Assert.Contains("受付済み", lines[0].Refusal, StringComparison.Ordinal);
        Assert.Contains("該当する申請はありません", lines[3].Refusal, StringComparison.Ordinal);
        Assert.False((await route.Desk.SubmissionAsync(reviewed)).IsDrafted);
        Assert.Equal(DecisionStepState.Open, (await route.StepsAsync(drafted))["chief"].State);
        Assert.Equal(2, (await route.Desk.ActsAsync("review.started")).Count);
    }

    [Fact]
    public async Task Each_case_is_done_once_and_audited_alone_however_often_the_run_is_gone_on_with()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var chief = await desk.ClerkAsync("review approve", "residents");
        List<string> numbers = [];
        for (var i = 0; i < 12; i++)
            numbers.Add(await desk.SubmitAsync());
        await RunAsync(desk, BulkKind.StartReview, chief, null, [.. numbers]);
        Assert.Equal(12, (await desk.ActsAsync("review.started")).Count);

        var targets = await TargetsAsync(desk, BulkKind.Refuse, chief, [.. numbers]);
        // In the meantime somebody decides one by hand, and one is withdrawn.
        await desk.DecideAsync(numbers[3], SubmissionStatus.Granted, null, chief);
        await desk.WithdrawAsync(numbers[5]);
        var id = Guid.CreateVersion7();
        for (var press = 0; press < 2; press++)
            Assert.Equal(id, (await StartAsync(desk, id, BulkKind.Refuse, chief, "定員に達したため。", targets)).Value);
        await Task.WhenAll(GoOnAsync(desk, id), GoOnAsync(desk, id), GoOnAsync(desk, id));
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await GoOnAsync(desk, id);

        var result = (await desk.Do<ReadBulk, Result<BulkResult>>(h => h.HandleAsync(id, chief, default))).Value;
        Assert.Equal((10, 2, 0), (result.Count(BulkItemState.Done), result.Count(BulkItemState.Refused), result.Count(BulkItemState.Pending)));
        Assert.NotNull(result.Run.FinishedAt);
        Assert.Equal([numbers[3], numbers[5]], result.Items.Where(i => i.State == BulkItemState.Refused).Select(i => i.ReceiptNumber));
        Assert.All(result.Items.Where(i => i.State == BulkItemState.Refused), i => Assert.Contains("状態が変わりました", i.Outcome, StringComparison.Ordinal));
        var decided = await desk.ActsAsync("submission.decided");
        Assert.Equal(11, decided.Select(a => a.SubmissionId).Distinct().Count());
        Assert.Equal(11, decided.Count);
        Assert.Equal(11, (await desk.FactsAsync()).Count(f => f == "SubmissionDecided"));
        Assert.Single((await desk.ActsAsync("bulk.started")).Where(a => a.Detail!.StartsWith("Refuse", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_run_that_stopped_is_gone_on_with_by_the_sweep_with_the_rights_of_that_moment()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var chief = await desk.ClerkAsync("review approve", "residents");
        List<string> numbers = [];
        for (var i = 0; i < 4; i++)
        {
            numbers.Add(await desk.SubmitAsync());
            await desk.StartAsync(numbers[i], chief);
        }
        var id = (await StartAsync(desk, Guid.CreateVersion7(), BulkKind.Approve, chief, null, await TargetsAsync(desk, BulkKind.Approve, chief, [.. numbers]))).Value;
        await desk.SignInAsync("review", "residents");
        await desk.Do<BulkSweep, int>(async s => { await s.RunAsync(default); return 0; });
        var result = (await desk.Do<ReadBulk, Result<BulkResult>>(h => h.HandleAsync(id, chief, default))).Value;
        Assert.Equal(4, result.Count(BulkItemState.Refused));
        Assert.Empty(await desk.ActsAsync("submission.decided"));
        Assert.Equal("bulk-run-not-found", (await desk.Do<ReadBulk, Result<BulkResult>>(async h => await h.HandleAsync(id, await desk.ClerkAsync("review", "residents", "other"), default))).Error?.Code);
    }

    [Fact]
    public async Task A_run_has_its_bounds_and_a_refusal_its_reason()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var chief = await desk.ClerkAsync("review approve", "residents");
        var number = await desk.SubmitAsync();
        Assert.Equal("case", (await StartAsync(desk, Guid.CreateVersion7(), BulkKind.Approve, chief, null, [])).Error?.Fields[0].Path);
        Assert.Equal("reason", (await StartAsync(desk, Guid.CreateVersion7(), BulkKind.Refuse, chief, " ", [new(number, 0, null)])).Error?.Fields[0].Path);
        var many = Enumerable.Range(0, PlanBulk.MaxCases + 1).Select(_ => ReceiptNumber.New(desk.Clock.GetUtcNow().UtcDateTime)).Distinct().ToList();
        Assert.Equal("too-many", (await desk.Do<PlanBulk, Result<IReadOnlyList<BulkPreviewLine>>>(h => h.PreviewAsync(BulkKind.Approve, many, chief, default))).Error?.Fields[0].Code);
    }

    private static Task<Result<IReadOnlyList<BulkPreviewLine>>> PreviewAsync(RouteDesk route, BulkKind kind, Act act, params string[] numbers) =>
        route.Desk.Do<PlanBulk, Result<IReadOnlyList<BulkPreviewLine>>>(h => h.PreviewAsync(kind, numbers, act, default));

    private static async Task<IReadOnlyList<BulkTarget>> TargetsAsync(ReviewDesk desk, BulkKind kind, Act act, params string[] numbers) =>
        [.. (await desk.Do<PlanBulk, Result<IReadOnlyList<BulkPreviewLine>>>(h => h.PreviewAsync(kind, numbers, act, default))).Value.Select(l => new BulkTarget(l.ReceiptNumber, l.Version, l.StepId))];

    private static Task<Result<Guid>> StartAsync(ReviewDesk desk, Guid id, BulkKind kind, Act act, string? reason, IReadOnlyList<BulkTarget> targets) =>
        desk.Do<PlanBulk, Result<Guid>>(h => h.StartAsync(new(id, kind, reason, targets), act, default));

    private static async Task RunAsync(ReviewDesk desk, BulkKind kind, Act act, string? reason, params string[] numbers)
    {
        var started = await StartAsync(desk, Guid.CreateVersion7(), kind, act, reason, await TargetsAsync(desk, kind, act, numbers));
        Assert.True(started.IsOk, started.Error?.MessageEn);
        await GoOnAsync(desk, started.Value);
    }

    private static Task<int> GoOnAsync(ReviewDesk desk, Guid id) => desk.Do<RunBulk, int>(async r =>
    {
        await r.HandleAsync(id, TimeSpan.FromMinutes(1), default);
        return 0;
    });
}
