using System.Text.Json.Nodes;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Review.Decisions;
using ElectronicApplication.Core.Submissions;

namespace ElectronicApplication.Core.Tests.Review;

/// <summary>決裁 along a route.</summary>
public sealed class DecisionRouteTests
{
    [Fact]
    public async Task The_last_approval_makes_the_decision_stand_and_tells_it_once()
    {
        await using var route = await RouteDesk.OpenAsync();
        var number = await route.DraftedAsync(SubmissionStatus.Refused, "要件に当てはまらないため。");
        Assert.Equal([number], await route.WaitingAsync(route.Chief));
        Assert.Empty(await route.WaitingAsync(route.Head));
        Assert.Equal("step-done", (await route.ApproveAsync(number, "head", route.Head)).Error?.Code);

        Assert.Equal(SubmissionStatus.UnderReview, (await route.ApproveAsync(number, "chief", route.Chief, "確認しました。")).Value);
        Assert.Equal([number], await route.WaitingAsync(route.Head));
        Assert.Empty(await route.WaitingAsync(route.Chief));
        Assert.DoesNotContain(nameof(SubmissionDecided), await route.Desk.FactsAsync());
        Assert.Equal(SubmissionStatus.Refused, (await route.ApproveAsync(number, "head", route.Head)).Value);

        Assert.Single(await route.Desk.FactsAsync(), nameof(SubmissionDecided));
        var submission = await route.Desk.SubmissionAsync(number);
        Assert.Equal("要件に当てはまらないため。", submission.DecisionReason);
        Assert.Contains("みらい市長に対して審査請求", submission.DecisionAppeal, StringComparison.Ordinal);
        Assert.Equal(route.Head.ActorId, Assert.Single(await route.Desk.ActsAsync("submission.decided")).ActorId);
        Assert.All([.. await route.Desk.ActsAsync("decision.drafted"), .. await route.Desk.ActsAsync("decision.approved")], a => Assert.False(a.ShownToApplicant));
        Assert.Equal("確認しました。", (await route.Desk.OpenAsync(number, route.Clerk)).Value.Decision.Drafts[0].Steps[0].Remark);
        Assert.Equal(DecisionDraftState.Effected, await route.DraftStateAsync(number));
    }

    [Fact]
    public async Task Nobody_approves_what_they_drafted_unless_the_step_says_so()
    {
        await using var route = await RouteDesk.OpenAsync();
        var number = await route.DraftedAsync();
        Assert.Equal("not-your-step", (await route.ApproveAsync(number, "chief", route.Clerk)).Error?.Code);
        Assert.Empty(await route.WaitingAsync(route.Clerk));
        Assert.Null((await route.Desk.OpenAsync(number, route.Clerk)).Value.Decision.Mine);

        await using var small = await RouteDesk.OpenAsync("""  "decisionRoute":{"steps":[{"id":"chief","title":"係長","role":"review","allowDrafter":true}]}, """);
        var own = await small.DraftedAsync();
        Assert.Equal(SubmissionStatus.Granted, (await small.ApproveAsync(own, "chief", small.Clerk)).Value);
    }

    [Fact]
    public async Task A_step_whose_condition_does_not_hold_is_not_asked_and_the_fee_can_be_asked_about()
    {
        await using var route = await RouteDesk.OpenAsync("""
            "fee":{"expression":"if birth = null then 100 else 5000","due":"AfterReview"},
            "decisionRoute":{"steps":[{"id":"chief","title":"係長","role":"review"},{"id":"head","title":"課長","when":"fee >= 3000"},{"id":"named","title":"花子さんのとき","role":"review","when":"contains(name, \"花子\")"}]},
            """);
        Assert.Equal(["chief"], (await route.StepsAsync(await route.DraftedAsync(answers: new() { ["name"] = "鈴木" }))).Keys);
        Assert.Equal(["chief", "head", "named"], (await route.StepsAsync(await route.DraftedAsync(answers: new() { ["name"] = "山田　花子", ["birth"] = "1990-05-03" }))).Keys.Order());
    }

    [Fact]
    public async Task Steps_of_one_stage_are_asked_at_once_and_all_must_agree()
    {
        await using var route = await RouteDesk.OpenAsync("""
            "decisionRoute":{"steps":[{"id":"chief","title":"係長","role":"review"},{"id":"money","title":"企画課の合議","office":"planning","parallel":true},{"id":"head","title":"課長"}]},
            """);
        var planner = await route.Desk.ClerkAsync("approve", "planning", "planner");
        var number = await route.DraftedAsync();
        Assert.Equal([number], await route.WaitingAsync(planner));
        Assert.Equal([number], await route.WaitingAsync(route.Chief));
        Assert.Empty(await route.WaitingAsync(route.Head));
        // Of another office, and yet asked: it can be opened, and only as long as it concerns them.
        Assert.NotNull((await route.Desk.OpenAsync(number, planner)).Value.Decision.Mine);
        var stranger = await route.Desk.ClerkAsync("review", "planning", "stranger");
        Assert.Equal("submission-not-found", (await route.Desk.OpenAsync(number, stranger)).Error?.Code);

        Assert.True((await route.ApproveAsync(number, "money", planner)).IsOk);
        Assert.Equal("step-done", (await route.ApproveAsync(number, "money", planner)).Error?.Code);
        Assert.Empty(await route.WaitingAsync(route.Head));
        Assert.True((await route.ApproveAsync(number, "chief", route.Chief)).IsOk);
        Assert.Equal([number], await route.WaitingAsync(route.Head));
        Assert.Equal(SubmissionStatus.Granted, (await route.ApproveAsync(number, "head", route.Head)).Value);
    }

    [Fact]
    public async Task What_is_sent_back_waits_for_its_drafter_and_begins_anew()
    {
        await using var route = await RouteDesk.OpenAsync();
        var number = await route.DraftedAsync();
        await route.ApproveAsync(number, "chief", route.Chief);
        Assert.Equal("remark", (await route.SendBackAsync(number, "head", route.Head, " ")).Error?.Fields[0].Path);
        Assert.Equal(SubmissionStatus.UnderReview, (await route.SendBackAsync(number, "head", route.Head, "根拠の条を示してください。")).Value);
        Assert.Equal([number], await route.WaitingAsync(route.Clerk, Worklist.SentBack));
        Assert.Empty(await route.WaitingAsync(route.Head));
        Assert.Equal("decision-not-drafted", (await route.ApproveAsync(number, "head", route.Head)).Error?.Code);

        Assert.True((await route.Desk.DecideAsync(number, SubmissionStatus.Dismissed, "期限を過ぎているため。", route.Clerk)).IsOk);
        Assert.Empty(await route.WaitingAsync(route.Clerk, Worklist.SentBack));
        Assert.Equal([number], await route.WaitingAsync(route.Chief));
        var drafts = (await route.Desk.OpenAsync(number, route.Head)).Value.Decision.Drafts;
        Assert.Equal([DecisionDraftState.Open, DecisionDraftState.Superseded], drafts.Select(d => d.Draft.State));
        Assert.Equal("根拠の条を示してください。", drafts[1].Steps[1].Remark);
    }

    [Fact]
    public async Task Only_the_drafter_takes_a_draft_back_and_only_one_can_be_open()
    {
        await using var route = await RouteDesk.OpenAsync();
        var number = await route.DraftedAsync();
        Assert.Equal("decision-drafted", (await route.Desk.DecideAsync(number, SubmissionStatus.Granted, null, route.Chief)).Error?.Code);
        Assert.Equal("not-the-drafter", (await route.TakeBackAsync(number, route.Chief)).Error?.Code);
        Assert.True((await route.TakeBackAsync(number, route.Clerk)).IsOk);
        Assert.Equal("decision-not-drafted", (await route.TakeBackAsync(number, route.Clerk)).Error?.Code);
        Assert.Empty(await route.WaitingAsync(route.Chief));
        Assert.True((await route.Desk.DecideAsync(number, SubmissionStatus.Granted, null, route.Clerk)).IsOk);
    }

    [Fact]
    public async Task Whose_right_was_removed_cannot_approve_any_more()
    {
        await using var route = await RouteDesk.OpenAsync();
        var number = await route.DraftedAsync();
        await route.ApproveAsync(number, "chief", route.Chief);
        // The same person, still signed in elsewhere, with what the provider says now.
        await route.Desk.SignInAsync("review", "residents", "head");
        Assert.Equal("not-your-step", (await route.ApproveAsync(number, "head", route.Head)).Error?.Code);
        Assert.Equal("no-role", (await route.Desk.SignInAsync("", "residents", "head")).Error?.Code);
        Assert.Equal("role-needed", (await route.ApproveAsync(number, "head", route.Head)).Error?.Code);
        Assert.Equal(SubmissionStatus.UnderReview, (await route.Desk.SubmissionAsync(number)).Status);
    }

    [Fact]
    public async Task A_withdrawal_ends_the_draft_and_the_approver_is_told()
    {
        await using var route = await RouteDesk.OpenAsync();
        var number = await route.DraftedAsync();
        var step = (await route.StepsAsync(number))["chief"].Id;
        Assert.True((await route.Desk.WithdrawAsync(number)).IsOk);
        var late = await route.Desk.Do<ApproveDecision, Result<SubmissionStatus>>(h => h.HandleAsync(new(number, step, true, null), route.Chief, default));
        Assert.Equal("wrong-status", late.Error?.Code);
        Assert.Empty(await route.WaitingAsync(route.Chief));
        Assert.Equal((DecisionDraftState.Ended, SubmissionStatus.Withdrawn), (await route.DraftStateAsync(number), (await route.Desk.SubmissionAsync(number)).Status));
        Assert.Equal("取下げ", Assert.Single(await route.Desk.ActsAsync("decision.ended")).Detail);
    }

    [Fact]
    public async Task Of_a_withdrawal_and_the_last_approval_in_one_moment_exactly_one_holds()
    {
        await using var route = await RouteDesk.OpenAsync("""  "decisionRoute":{"steps":[{"id":"head","title":"課長"}]}, """);
        for (var i = 0; i < 8; i++)
        {
            var number = await route.DraftedAsync();
            var (approve, withdraw) = (route.ApproveAsync(number, "head", route.Head), route.Desk.WithdrawAsync(number));
            var (approved, withdrawn) = (await approve, await withdraw);
            Assert.True(approved.IsOk != withdrawn.IsOk, $"{approved.Error?.Code} {withdrawn.Error?.Code}");
            Assert.Equal(approved.IsOk ? SubmissionStatus.Granted : SubmissionStatus.Withdrawn, (await route.Desk.SubmissionAsync(number)).Status);
        }
    }

    [Fact]
    public async Task Two_who_approve_the_same_step_at_once_end_in_one_approval()
    {
        await using var route = await RouteDesk.OpenAsync("""  "decisionRoute":{"steps":[{"id":"head","title":"課長"}]}, """);
        var other = await route.Desk.ClerkAsync("approve", "residents", "other head");
        for (var i = 0; i < 5; i++)
        {
            var number = await route.DraftedAsync();
            var both = new[] { route.ApproveAsync(number, "head", route.Head), route.ApproveAsync(number, "head", other) };
            var results = await Task.WhenAll(both);
            Assert.Equal(1, results.Count(one => one.IsOk));
            Assert.All(results.Where(one => !one.IsOk), one => Assert.Contains(one.Error!.Code, new[] { "changed-meanwhile", "wrong-status", "step-done", "decision-not-drafted" }));
        }
        Assert.Equal(5, (await route.Desk.ActsAsync("submission.decided")).Count);
    }

    [Fact]
    public async Task A_correction_that_is_asked_for_ends_the_draft()
    {
        await using var route = await RouteDesk.OpenAsync();
        var number = await route.DraftedAsync();
        var asked = await route.Desk.Do<AskCorrection, Result<Done>>(h => h.HandleAsync(new(number, [new("name", "全文を入力してください。")], "", new DateOnly(2026, 4, 10), null), route.Clerk, default));
        Assert.True(asked.IsOk, asked.Error?.MessageEn);
        Assert.Equal(DecisionDraftState.Ended, await route.DraftStateAsync(number));
        Assert.Equal("補正の依頼", Assert.Single(await route.Desk.ActsAsync("decision.ended")).Detail);
        Assert.Empty(await route.WaitingAsync(route.Chief));
    }

    [Fact]
    public async Task A_named_person_is_asked_and_one_whom_nobody_knows_is_told_to_the_drafter()
    {
        const string Named = """ "decisionRoute":{"steps":[{"id":"boss","title":"部長","person":{"issuer":"https://idp.example","subject":"boss","name":"高橋 一郎"} }]}, """;
        await using var route = await RouteDesk.OpenAsync(Named);
        var number = await route.UnderReviewAsync();
        var refused = await route.Desk.DecideAsync(number, SubmissionStatus.Granted, null, route.Clerk);
        Assert.Equal("route-person-unknown", refused.Error?.Code);
        Assert.Contains("高橋 一郎", refused.Error!.Message, StringComparison.Ordinal);
        var boss = await route.Desk.ClerkAsync("approve", "planning", "boss");
        Assert.True((await route.Desk.DecideAsync(number, SubmissionStatus.Granted, null, route.Clerk)).IsOk);
        Assert.Equal("not-your-step", (await route.ApproveAsync(number, "boss", route.Head)).Error?.Code);
        Assert.Equal([number], await route.WaitingAsync(boss));
        Assert.Equal(SubmissionStatus.Granted, (await route.ApproveAsync(number, "boss", boss)).Value);
    }

    [Fact]
    public async Task A_grant_says_how_to_contest_it_only_under_conditions_which_must_be_stated()
    {
        await using var desk = await ReviewDesk.OpenAsync(""" "appeal":{"authority":"県知事","text":"{{自治体名}}の教示。"}, """);
        var chief = await desk.ClerkAsync("review approve", "residents");
        foreach (var (reason, conditions, appeal) in new[] { (null, false, null), ("窓口で受け取ってください。", false, null), ("1年以内に限る。", true, "みらい市の教示。") })
        {
            var number = await desk.SubmitAsync();
            await desk.StartAsync(number, chief);
            var request = new DecideSubmissionRequest(number, SubmissionStatus.Granted, reason, null) { HasConditions = conditions };
            if (conditions)
                Assert.Equal("reason", (await desk.Do<DecideSubmission, Result<SubmissionStatus>>(h => h.HandleAsync(request with { Reason = " " }, chief, default))).Error?.Fields[0].Path);
            Assert.True((await desk.Do<DecideSubmission, Result<SubmissionStatus>>(h => h.HandleAsync(request, chief, default))).IsOk);
            Assert.Equal(appeal, (await desk.SubmissionAsync(number)).DecisionAppeal);
        }
    }
}
