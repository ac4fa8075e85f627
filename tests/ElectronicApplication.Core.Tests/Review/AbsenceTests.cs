using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Review.Decisions;
using ElectronicApplication.Core.Submissions;

namespace ElectronicApplication.Core.Tests.Review;

/// <summary>不在、代決、後閲.</summary>
public sealed class AbsenceTests
{
    private static readonly DateOnly First = new(2026, 4, 1);
    private static readonly DateOnly Last = new(2026, 4, 3);

    [Fact]
    public async Task The_deputy_decides_in_the_absence_and_the_absent_person_looks_at_it_afterwards()
    {
        await using var route = await RouteDesk.OpenAsync();
        var deputy = await route.Desk.ClerkAsync("receive", "residents", "deputy");
        var number = await route.DraftedAsync();
        await route.ApproveAsync(number, "chief", route.Chief);
        Assert.Equal("not-your-step", (await route.ApproveAsync(number, "head", deputy)).Error?.Code);
        Assert.True((await route.AwayAsync(route.Head, deputy, First, Last)).IsOk);

        Assert.Equal([number], await route.WaitingAsync(deputy));
        Assert.Equal(SubmissionStatus.Granted, (await route.ApproveAsync(number, "head", deputy)).Value);
        var step = (await route.StepsAsync(number))["head"];
        Assert.Equal((Guid.Parse(deputy.ActorId!), Guid.Parse(route.Head.ActorId!)), (step.ActedById!.Value, step.ForId!.Value));
        Assert.NotNull(Assert.Single(await route.Desk.ActsAsync("submission.decided")).OnBehalfOf);

        Assert.Equal([number], await route.WaitingAsync(route.Head, Worklist.SeeAfter));
        Assert.Empty(await route.WaitingAsync(deputy, Worklist.SeeAfter));
        Assert.Equal("nothing-to-see", (await route.SeeAsync(number, deputy)).Error?.Code);
        Assert.True((await route.SeeAsync(number, route.Head)).IsOk);
        Assert.Equal("nothing-to-see", (await route.SeeAsync(number, route.Head)).Error?.Code);
        Assert.Empty(await route.WaitingAsync(route.Head, Worklist.SeeAfter));
        Assert.NotNull((await route.StepsAsync(number))["head"].SeenAt);
        Assert.Equal(route.Head.ActorId, Assert.Single(await route.Desk.ActsAsync("decision.seen")).ActorId);
    }

    [Fact]
    public async Task Nobody_stands_in_before_or_after_the_absence_or_for_one_who_lost_the_right()
    {
        await using var route = await RouteDesk.OpenAsync();
        var deputy = await route.Desk.ClerkAsync("receive", "residents", "deputy");
        var number = await route.DraftedAsync();
        await route.ApproveAsync(number, "chief", route.Chief);
        await route.AwayAsync(route.Head, deputy, First.AddDays(1), Last);
        Assert.Equal("not-your-step", (await route.ApproveAsync(number, "head", deputy)).Error?.Code);
        route.Desk.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal([number], await route.WaitingAsync(deputy));
        await route.Desk.SignInAsync("review", "residents", "head");
        Assert.Equal("not-your-step", (await route.ApproveAsync(number, "head", deputy)).Error?.Code);
        await route.Desk.SignInAsync("approve", "residents", "head");
        route.Desk.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal("not-your-step", (await route.ApproveAsync(number, "head", deputy)).Error?.Code);
        Assert.Empty(await route.WaitingAsync(deputy));
    }

    [Fact]
    public async Task Nobody_comes_to_approve_their_own_draft_by_standing_in()
    {
        await using var route = await RouteDesk.OpenAsync();
        var number = await route.DraftedAsync();
        await route.AwayAsync(route.Chief, route.Clerk, First, Last);
        Assert.Equal("not-your-step", (await route.ApproveAsync(number, "chief", route.Clerk)).Error?.Code);
    }

    [Fact]
    public async Task An_absence_is_entered_by_oneself_or_by_whoever_administers_and_once()
    {
        await using var route = await RouteDesk.OpenAsync();
        var admin = await route.Desk.ClerkAsync("administer", "residents", "admin");
        Assert.Equal("role-needed", (await route.AwayAsync(route.Head, route.Chief, First, Last, by: route.Chief)).Error?.Code);
        Assert.Equal("deputy", (await route.AwayAsync(route.Head, route.Head, First, Last)).Error?.Fields[0].Path);
        Assert.Equal("deputy", (await route.AwayAsync(route.Head, admin, First, Last)).Error?.Fields[0].Path);
        Assert.Equal("to", (await route.AwayAsync(route.Head, route.Chief, Last, First)).Error?.Fields[0].Path);
        Assert.Equal("to", (await route.AwayAsync(route.Head, route.Chief, First.AddDays(-9), First.AddDays(-1))).Error?.Fields[0].Path);
        var entered = await route.AwayAsync(route.Head, route.Chief, First, Last, by: admin);
        Assert.True(entered.IsOk, entered.Error?.MessageEn);
        Assert.Equal("from", (await route.AwayAsync(route.Head, route.Chief, Last, Last.AddDays(3))).Error?.Fields[0].Path);
        Assert.True(Assert.Single((await ListAsync(route, route.Chief)).Value).IsNow);
        Assert.Empty((await ListAsync(route, route.Clerk)).Value);

        Assert.Equal("role-needed", (await RemoveAsync(route, entered.Value, route.Chief)).Error?.Code);
        Assert.True((await RemoveAsync(route, entered.Value, route.Head)).IsOk);
        Assert.Equal("absence-gone", (await RemoveAsync(route, entered.Value, route.Head)).Error?.Code);
        Assert.Single(await route.Desk.ActsAsync("absence.entered"));
        Assert.Single(await route.Desk.ActsAsync("absence.removed"));
    }

    private static Task<Result<IReadOnlyList<AbsenceLine>>> ListAsync(RouteDesk route, Act act) => route.Desk.Do<Absences, Result<IReadOnlyList<AbsenceLine>>>(h => h.ListAsync(act, default));

    private static Task<Result<Done>> RemoveAsync(RouteDesk route, Guid id, Act act) => route.Desk.Do<Absences, Result<Done>>(h => h.RemoveAsync(id, act, default));
}
