using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review.Deliveries;

namespace ElectronicApplication.Core.Tests.Review;

public sealed class TargetTests
{
    [Fact]
    public async Task The_state_of_a_core_system_is_what_people_decided_and_what_the_workers_see()
    {
        await using var console = await ConsoleDesk.OpenAsync();
        var act = await console.OperatorAsync();
        Assert.Equal(TargetState.NoWorker, (await LineAsync(console, act)).State);
        await console.BeatAsync();
        Assert.Equal(TargetState.NotConfigured, (await LineAsync(console, act)).State);
        await console.BeatAsync(ConsoleDesk.Reading());
        Assert.Equal((TargetState.Running, 7, "rest"), await LineAsync(console, act) is var running ? (running.State, running.PerSecond, running.Adapter) : default);
        await console.BeatAsync(ConsoleDesk.Reading(BreakerState.Open));
        Assert.Equal(TargetState.BreakerOpen, (await LineAsync(console, act)).State);
        await console.BeatAsync(ConsoleDesk.Reading(isOpen: false));
        Assert.Equal(TargetState.OutOfHours, (await LineAsync(console, act)).State);
        await PauseAsync(console, "点検のため", act);
        Assert.Equal((TargetState.Paused, "点検のため"), await LineAsync(console, act) is var paused ? (paused.State, paused.Pause!.Reason) : default);
        console.Clock.Advance(TimeSpan.FromSeconds(6));
        await console.Desk.Do<PauseTarget, Result<Done>>(h => h.ResumeAsync(ConsoleDesk.Target, act, default));
        Assert.Equal(TargetState.NoWorker, (await LineAsync(console, act)).State);
        Assert.Single(await console.Desk.ActsAsync("target.paused"));
        Assert.Single(await console.Desk.ActsAsync("target.resumed"));
    }

    [Fact]
    public async Task Counts_are_of_the_own_offices_and_the_age_is_that_of_the_oldest_due()
    {
        await using var console = await ConsoleDesk.OpenAsync();
        await console.DeliverAsync();
        await console.DeliverAsync(DeliveryStatus.Retrying);
        await console.DeliverAsync(DeliveryStatus.Refused);
        await console.OnListAsync();
        await console.DeliverAsync(DeliveryStatus.Acknowledged);
        await console.DeliverAsync(office: "planning");
        console.Clock.Advance(TimeSpan.FromMinutes(3));
        var line = await LineAsync(console, await console.OperatorAsync(offices: "residents"));
        Assert.Equal((2, 1, 1, 1, 1), (line.Waiting, line.Refused, line.Accepted, line.Listed, line.DoneToday));
        Assert.Equal(TimeSpan.FromMinutes(3), console.Clock.GetUtcNow().UtcDateTime - line.OldestDue);
    }

    [Fact]
    public async Task A_pause_needs_a_reason_and_somebody_who_sees_every_office_that_depends_on_it()
    {
        await using var console = await ConsoleDesk.OpenAsync();
        Assert.Equal(ErrorKind.Unprocessable, (await PauseAsync(console, " ", await console.OperatorAsync())).Error?.Kind);
        var clerk = await console.OperatorAsync(offices: "residents", subject: "clerk");
        Assert.Equal("target-shared", (await PauseAsync(console, "点検", clerk)).Error?.Code);
        Assert.False((await LineAsync(console, clerk)).MayPause);
        Assert.Equal("target-not-found", (await console.Desk.Do<PauseTarget, Result<Done>>(h => h.PauseAsync("unknown", "点検", clerk, default))).Error?.Code);
        Assert.True((await PauseAsync(console, "点検", await console.OperatorAsync(offices: "residents planning", subject: "both"))).IsOk);
        Assert.Equal("role-needed", (await PauseAsync(console, "点検", await console.OperatorAsync("review", "*", "reviewer"))).Error?.Code);
    }

    private static async Task<TargetLine> LineAsync(ConsoleDesk console, Act act) =>
        Assert.Single((await console.Desk.Do<ListTargets, Result<TargetOverview>>(h => h.HandleAsync(act, default))).Value.Targets);

    private static Task<Result<Done>> PauseAsync(ConsoleDesk console, string reason, Act act) => console.Desk.Do<PauseTarget, Result<Done>>(h => h.PauseAsync(ConsoleDesk.Target, reason, act, default));
}
