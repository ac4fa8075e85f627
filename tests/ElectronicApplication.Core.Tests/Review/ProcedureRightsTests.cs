using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Review.Decisions;
using ElectronicApplication.Core.Review.SignIn;
using ElectronicApplication.Core.Submissions;

namespace ElectronicApplication.Core.Tests.Review;

/// <summary>Rights that are limited to some procedures of the offices.</summary>
public sealed class ProcedureRightsTests
{
    [Fact]
    public async Task Whoever_works_on_some_procedures_sees_opens_and_decides_only_those()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var (own, other) = (await desk.SubmitAsync("residents"), await desk.SubmitAsync("planning"));
        var clerk = await SignInAsync(desk, "receive review approve export", "*", ["residents-procedure"]);

        Assert.Equal([own], (await desk.ListAsync(clerk)).Value.Items.Select(i => i.ReceiptNumber));
        Assert.Equal(1, (await desk.Do<ListSubmissions, IReadOnlyDictionary<Worklist, int>>(h => h.CountAsync(clerk, default)))[Worklist.Open]);
        Assert.True((await desk.OpenAsync(own, clerk)).IsOk);
        Assert.Equal(ReviewErrors.NotFound.Code, (await desk.OpenAsync(other, clerk)).Error?.Code);
        Assert.Equal(ReviewErrors.NotFound.Code, (await desk.StartAsync(other, clerk)).Error?.Code);
        Assert.Equal(ReviewErrors.NotFound.Code, (await desk.DecideAsync(other, SubmissionStatus.Granted, null, clerk)).Error?.Code);
        Assert.True((await desk.StartAsync(own, clerk)).IsOk);
        Assert.Equal(SubmissionStatus.Granted, (await desk.DecideAsync(own, SubmissionStatus.Granted, null, clerk)).Value);
    }

    [Fact]
    public async Task A_case_is_not_given_to_a_colleague_of_other_procedures()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var number = await desk.SubmitAsync("planning");
        var chief = await desk.ClerkAsync("review", "planning", "chief");
        var limited = await SignInAsync(desk, "review", "planning", ["residents-procedure"]);
        var submission = await desk.SubmissionAsync(number);
        Assert.Equal([chief.ActorId], (await desk.Do<AssignSubmission, IReadOnlyList<Reviewer>>(h => h.ColleaguesAsync(submission, default))).Select(r => r.Id.ToString()));
        Assert.Equal(ReviewErrors.NotAColleague.Code, (await desk.Do<AssignSubmission, Result<Done>>(h => h.HandleAsync(new(number, Guid.Parse(limited.ActorId!), null, null), chief, default))).Error?.Code);
    }

    [Fact]
    public async Task A_step_of_a_route_waits_only_for_those_who_work_on_its_procedure()
    {
        await using var route = await RouteDesk.OpenAsync();
        var here = await SignInAsync(route.Desk, "review", "residents", ["residents-procedure"], "here");
        var elsewhere = await SignInAsync(route.Desk, "review", "*", ["planning-procedure"], "elsewhere");
        var number = await route.DraftedAsync();
        Assert.Equal([number], await route.WaitingAsync(here));
        Assert.Empty(await route.WaitingAsync(elsewhere));
        Assert.Equal(ReviewErrors.NotFound.Code, (await route.ApproveAsync(number, "chief", elsewhere)).Error?.Code);
        // Standing in lends what the absent person may do.
        Assert.True((await route.AwayAsync(route.Chief, elsewhere, new(2026, 4, 1), new(2026, 4, 3))).IsOk);
        Assert.Equal([number], await route.WaitingAsync(elsewhere));
        Assert.True((await route.ApproveAsync(number, "chief", elsewhere)).IsOk);
    }

    [Theory]
    [InlineData("みらい"), InlineData("*"), InlineData("no-such-procedure")]
    public async Task A_limit_that_names_nothing_known_lets_nothing_through(string procedure)
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var number = await desk.SubmitAsync();
        var clerk = await SignInAsync(desk, "review", "*", [procedure]);
        Assert.Empty((await desk.ListAsync(clerk)).Value.Items);
        Assert.Equal(ReviewErrors.NotFound.Code, (await desk.OpenAsync(number, clerk)).Error?.Code);
    }

    [Fact]
    public async Task The_limit_ends_with_the_sign_in_that_does_not_bring_it()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var number = await desk.SubmitAsync();
        var clerk = await SignInAsync(desk, "review", "*", ["planning-procedure"]);
        Assert.Empty((await desk.ListAsync(clerk)).Value.Items);
        await SignInAsync(desk, "review", "*", []);
        Assert.Equal([number], (await desk.ListAsync(clerk)).Value.Items.Select(i => i.ReceiptNumber));
    }

    [Fact]
    public async Task Nobody_approves_two_steps_of_a_draft_but_in_the_place_of_another()
    {
        await using var route = await RouteDesk.OpenAsync();
        var both = await route.Desk.ClerkAsync("review approve", "residents", "both");
        var number = await route.DraftedAsync();
        Assert.True((await route.ApproveAsync(number, "chief", both)).IsOk);
        Assert.Equal(DecisionErrors.AnotherStepIsYours.Code, (await route.ApproveAsync(number, "head", both)).Error?.Code);
        Assert.Empty(await route.WaitingAsync(both));
        Assert.Null((await route.Desk.OpenAsync(number, both)).Value.Decision.Mine);

        Assert.True((await route.AwayAsync(route.Head, both, new(2026, 4, 1), new(2026, 4, 3))).IsOk);
        Assert.Equal([number], await route.WaitingAsync(both));
        Assert.Equal(SubmissionStatus.Granted, (await route.ApproveAsync(number, "head", both)).Value);
        Assert.Equal(Guid.Parse(route.Head.ActorId!), (await route.StepsAsync(number))["head"].ForId);
    }

    private static async Task<Act> SignInAsync(ReviewDesk desk, string roles, string offices, string[] procedures, string subject = "limited") =>
        (await desk.Do<SignInStaff, Result<StaffSession>>(s => s.HandleAsync(
            new IdTokenClaims("https://idp.example", subject, "西 亮", roles.Split(' '), offices.Split(' ')) { Procedures = procedures }, default))).Value.Reviewer.Act();
}
