using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;

namespace ElectronicApplication.Core.Tests.Review;

public sealed class DecisionTests
{
    [Fact]
    public async Task A_submission_is_taken_under_review_and_granted_with_acts_and_facts()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var number = await desk.SubmitAsync();
        var clerk = await desk.ClerkAsync("review", "residents");
        var chief = await desk.ClerkAsync("approve", "residents", "chief");

        Assert.Equal(SubmissionStatus.UnderReview, (await desk.StartAsync(number, clerk)).Value);
        Assert.Equal(SubmissionStatus.Granted, (await desk.DecideAsync(number, SubmissionStatus.Granted, null, chief)).Value);
        Assert.Equal(["SubmissionReceived", nameof(ReviewStarted), nameof(SubmissionDecided)], await desk.FactsAsync());
        Assert.Equal(clerk.ActorId, Assert.Single(await desk.ActsAsync("review.started")).ActorId);
        var decided = Assert.Single(await desk.ActsAsync("submission.decided"));
        Assert.Equal((chief.ActorId, "Granted"), (decided.ActorId, decided.Detail));
    }

    [Fact]
    public async Task Starting_and_deciding_need_their_roles()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var number = await desk.SubmitAsync();
        var clerk = await desk.ClerkAsync("receive review", "residents");
        var chief = await desk.ClerkAsync("approve", "residents", "chief");
        Assert.Equal("role-needed", (await desk.StartAsync(number, chief)).Error?.Code);
        Assert.True((await desk.StartAsync(number, clerk)).IsOk);
        Assert.Equal("role-needed", (await desk.DecideAsync(number, SubmissionStatus.Granted, null, clerk)).Error?.Code);
        Assert.Equal(SubmissionStatus.UnderReview, (await desk.SubmissionAsync(number)).Status);
    }

    [Theory]
    [InlineData(SubmissionStatus.Refused)]
    [InlineData(SubmissionStatus.Dismissed)]
    public async Task A_refusal_or_dismissal_needs_a_reason_which_the_applicant_gets(SubmissionStatus decision)
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var number = await desk.SubmitAsync();
        var chief = await desk.ClerkAsync("review approve", "residents");
        await desk.StartAsync(number, chief);
        foreach (var empty in new[] { null, "", " 　\n" })
            Assert.Equal("reason", Assert.Single((await desk.DecideAsync(number, decision, empty, chief)).Error!.Fields).Path);
        Assert.Equal("too-long", Assert.Single((await desk.DecideAsync(number, decision, new string('あ', 1001), chief)).Error!.Fields).Code);
        Assert.True((await desk.DecideAsync(number, decision, "住所が市内にないため。", chief)).IsOk);
        Assert.Equal("住所が市内にないため。", (await desk.SubmissionAsync(number)).DecisionReason);
        Assert.Equal("住所が市内にないため。", Assert.Single(await desk.ActsAsync("submission.decided")).Reason);
    }

    [Fact]
    public async Task Only_what_is_under_review_can_be_decided_and_only_once()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var number = await desk.SubmitAsync();
        var chief = await desk.ClerkAsync("review approve", "residents");
        Assert.Equal("wrong-status", (await desk.DecideAsync(number, SubmissionStatus.Granted, null, chief)).Error?.Code);
        await desk.StartAsync(number, chief);
        Assert.Equal("wrong-status", (await desk.StartAsync(number, chief)).Error?.Code);
        await desk.DecideAsync(number, SubmissionStatus.Granted, null, chief);
        Assert.Equal("wrong-status", (await desk.DecideAsync(number, SubmissionStatus.Dismissed, "理由", chief)).Error?.Code);
        Assert.Equal("request-refused", (await desk.DecideAsync(number, SubmissionStatus.Withdrawn, "理由", chief)).Error?.Code);
        Assert.Equal(SubmissionStatus.Granted, (await desk.SubmissionAsync(number)).Status);
    }

    [Fact]
    public async Task A_decision_about_what_has_changed_since_it_was_seen_is_refused()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var number = await desk.SubmitAsync();
        var chief = await desk.ClerkAsync("review approve", "residents");
        var seen = (await desk.SubmissionAsync(number)).Version;
        await desk.StartAsync(number, chief, seen);
        Assert.Equal("changed-meanwhile", (await desk.DecideAsync(number, SubmissionStatus.Granted, null, chief, seen)).Error?.Code);
    }

    [Fact]
    public async Task Of_several_who_decide_at_once_one_wins_and_the_others_are_told()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var number = await desk.SubmitAsync();
        var chief = await desk.ClerkAsync("review approve", "residents");
        await desk.StartAsync(number, chief);
        var version = (await desk.SubmissionAsync(number)).Version;
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
            desk.DecideAsync(number, i % 2 == 0 ? SubmissionStatus.Granted : SubmissionStatus.Refused, "理由", chief, version))));
        var winner = Assert.Single(results, r => r.IsOk);
        Assert.All(results.Where(r => !r.IsOk), r => Assert.Equal(ErrorKind.Conflict, r.Error!.Kind));
        Assert.Equal(winner.Value, (await desk.SubmissionAsync(number)).Status);
        Assert.Single(await desk.ActsAsync("submission.decided"));
        Assert.Single(await desk.FactsAsync(), nameof(SubmissionDecided));
    }

    [Fact]
    public async Task Whoever_has_no_role_is_not_let_in()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        Assert.Equal("no-role", (await desk.SignInAsync("", "residents")).Error?.Code);
        Assert.Equal("no-role", (await desk.SignInAsync("mayor", "residents")).Error?.Code);
    }

    [Fact]
    public async Task Rights_that_the_provider_took_away_end_with_the_next_sign_in()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var number = await desk.SubmitAsync();
        var session = (await desk.SignInAsync("review", "residents")).Value;
        Assert.Equal(session.Reviewer.Id, await desk.Do<Sessions, Guid?>(s => s.FindAsync(SessionKind.Staff, session.Secret, default)));

        await desk.SignInAsync("review", "planning");
        Assert.Equal("submission-not-found", (await desk.OpenAsync(number, session.Reviewer.Act())).Error?.Code);

        await desk.SignInAsync("", "residents");
        Assert.Null(await desk.Do<Sessions, Guid?>(s => s.FindAsync(SessionKind.Staff, session.Secret, default)));
        Assert.Equal(ErrorKind.Forbidden, (await desk.ListAsync(session.Reviewer.Act())).Error?.Kind);
    }
}
