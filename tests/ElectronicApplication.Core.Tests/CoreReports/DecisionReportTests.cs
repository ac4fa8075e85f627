using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Core.CoreReports;

namespace ElectronicApplication.Core.Tests.CoreReports;

/// <summary>What a core system decided: applied, proposed or shown, as the procedure says.</summary>
public sealed class DecisionReportTests
{
    [Fact]
    public async Task A_decision_that_may_be_applied_stands_with_its_fact_and_the_core_system_as_actor()
    {
        await using var city = await ReportingCity.OpenAsync(""" "decision":"apply" """);
        var clerk = await city.Desk.ClerkAsync("review approve", "residents");
        var submission = await city.HandedOverAsync(clerk);
        var report = city.Decision(submission, ReportedOutcome.Refused, "要件を満たしません。");

        Assert.Equal(CoreReportState.Applied, (await city.SendAsync(report)).State);

        var decided = await city.Desk.SubmissionAsync(submission.ReceiptNumber);
        Assert.Equal((SubmissionStatus.Refused, "要件を満たしません。"), (decided.Status, decided.DecisionReason));
        var act = Assert.Single(await city.Desk.ActsAsync("submission.decided"));
        Assert.Equal((ActorKind.CoreSystem, "tax", "要件を満たしません。"), (act.ActorKind, act.ActorId, act.Reason));
        Assert.Contains(nameof(SubmissionDecided), await city.Desk.FactsAsync());
    }

    [Fact]
    public async Task The_same_message_a_second_time_changes_nothing()
    {
        await using var city = await ReportingCity.OpenAsync(""" "decision":"apply" """);
        var submission = await city.HandedOverAsync(await city.Desk.ClerkAsync("review approve", "residents"));
        var report = city.Decision(submission, ReportedOutcome.Granted);
        await city.SendAsync(report);
        Assert.False(await city.Desk.Do<ReceiveCoreReport, bool>(h => h.HandleAsync(report, default)));
        Assert.Equal(1, await city.CountAsync());
        Assert.Single(await city.Desk.ActsAsync("submission.decided"));
    }

    [Fact]
    public async Task What_may_not_be_applied_becomes_a_proposal_that_says_why()
    {
        await using var city = await ReportingCity.OpenAsync(""" "decision":"apply" """);
        var clerk = await city.Desk.ClerkAsync("review approve", "residents");
        var waiting = await city.HandedOverAsync();
        var early = await city.SendAsync(city.Decision(waiting, ReportedOutcome.Granted));
        Assert.Equal(CoreReportState.Open, early.State);
        Assert.Contains("受付済み", early.Problem, StringComparison.Ordinal);

        var reviewed = await city.HandedOverAsync(clerk);
        var bare = await city.SendAsync(city.Decision(reviewed, ReportedOutcome.Refused));
        Assert.Equal(CoreReportState.Open, bare.State);
        Assert.Contains("理由を入力してください", bare.Problem, StringComparison.Ordinal);
        Assert.Equal(SubmissionStatus.UnderReview, (await city.Desk.SubmissionAsync(reviewed.ReceiptNumber)).Status);
        Assert.Equal(ReportingCity.Sorted(waiting, reviewed), await city.ListAsync(clerk, Worklist.CoreSystem));
    }

    [Fact]
    public async Task Where_decisions_follow_a_route_a_core_system_only_proposes()
    {
        await using var city = await ReportingCity.OpenAsync(""" "decision":"apply" """, """ "decisionRoute":{"steps":[{"id":"head","title":"課長"}]}, """);
        var clerk = await city.Desk.ClerkAsync("review", "residents");
        var submission = await city.HandedOverAsync(clerk);
        var row = await city.SendAsync(city.Decision(submission, ReportedOutcome.Granted));
        Assert.Equal(CoreReportState.Open, row.State);
        Assert.Contains("決裁の経路", row.Problem, StringComparison.Ordinal);

        var drafted = await city.Desk.Do<DecideSubmission, Result<SubmissionStatus>>(h => h.HandleAsync(new(submission.ReceiptNumber, SubmissionStatus.Granted, null, null) { ReportId = row.Id }, clerk, default));
        Assert.Equal(SubmissionStatus.UnderReview, drafted.Value);
        Assert.Single(await city.Desk.ActsAsync("decision.drafted"));
        Assert.Equal(CoreReportState.Applied, (await city.RowAsync(row.MessageId)).State);
    }

    [Fact]
    public async Task A_proposal_is_taken_over_once_with_the_decision_of_the_clerk()
    {
        await using var city = await ReportingCity.OpenAsync();
        var clerk = await city.Desk.ClerkAsync("review approve", "residents");
        var submission = await city.HandedOverAsync(clerk);
        var row = await city.SendAsync(city.Decision(submission, ReportedOutcome.Granted));
        Assert.Equal((CoreReportState.Open, null), (row.State, row.Problem));

        Task<Result<SubmissionStatus>> TakeOver() => city.Desk.Do<DecideSubmission, Result<SubmissionStatus>>(h =>
            h.HandleAsync(new(submission.ReceiptNumber, SubmissionStatus.Granted, null, null) { ReportId = row.Id }, clerk, default));
        Assert.Equal(SubmissionStatus.Granted, (await TakeOver()).Value);
        Assert.Equal("proposal-gone", (await TakeOver()).Error?.Code);
        Assert.Equal(ActorKind.Staff, Assert.Single(await city.Desk.ActsAsync("submission.decided")).ActorKind);
        Assert.Single(await city.Desk.ActsAsync("report.applied"));
        Assert.Empty(await city.ListAsync(clerk, Worklist.CoreSystem));
    }

    [Fact]
    public async Task A_proposal_is_declined_with_a_reason_that_the_applicant_is_not_shown()
    {
        await using var city = await ReportingCity.OpenAsync();
        var clerk = await city.Desk.ClerkAsync("review", "residents");
        var submission = await city.HandedOverAsync(clerk);
        var row = await city.SendAsync(city.Decision(submission, ReportedOutcome.Granted));

        Task<Result<Done>> Decline(Act act, string? reason) => city.Desk.Do<SettleCoreReport, Result<Done>>(h => h.DeclineAsync(submission.ReceiptNumber, row.Id, reason, act, default));
        Assert.Equal("request-refused", (await Decline(clerk, " ")).Error?.Code);
        Assert.Equal("submission-not-found", (await Decline(await city.Desk.ClerkAsync("review", "planning", "planner"), "別の課")).Error?.Code);
        Assert.Equal("role-needed", (await Decline(await city.Desk.ClerkAsync("receive", "residents", "receiver"), "受付")).Error?.Code);
        Assert.True((await Decline(clerk, "別の申請についての決定でした。")).IsOk);
        Assert.Equal("report-not-open", (await Decline(clerk, "もう一度")).Error?.Code);
        var act = Assert.Single(await city.Desk.ActsAsync("report.declined"));
        Assert.Equal(("別の申請についての決定でした。", false), (act.Reason, act.ShownToApplicant));
        Assert.Equal(SubmissionStatus.UnderReview, (await city.Desk.SubmissionAsync(submission.ReceiptNumber)).Status);
    }

    [Fact]
    public async Task A_target_may_be_trusted_more_than_the_others()
    {
        await using var city = await ReportingCity.OpenAsync(""" "decision":"show","targets":[{"system":"welfare","decision":"apply"}] """);
        var submission = await city.HandedOverAsync(await city.Desk.ClerkAsync("review", "residents"));
        Assert.Equal(CoreReportState.Shown, (await city.SendAsync(city.Decision(submission, ReportedOutcome.Granted))).State);
        Assert.Equal(SubmissionStatus.UnderReview, (await city.Desk.SubmissionAsync(submission.ReceiptNumber)).Status);
    }
}
