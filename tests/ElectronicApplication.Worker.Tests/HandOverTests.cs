using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Testing;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Worker.Tests;

public sealed class HandOverTests
{
    [Fact]
    public async Task A_submission_reaches_the_core_system_as_its_mapping_says_and_the_number_comes_back()
    {
        await using var city = await RunningWorker.StartAsync();
        var submission = await city.SubmitAsync();

        var held = await city.HeldAsync(submission);
        var delivery = Assert.Single(await city.AcknowledgedAsync(submission));

        Assert.Equal(submission.Id.ToString("N"), (string?)held["externalId"]);
        Assert.Equal(1, (int)held["offers"]!);
        Assert.Equal("駅の近くに駐輪場があると助かります。髙𣘺葛\U000E0100", (string?)held["data"]!["body"]);
        Assert.Equal(Convert.ToHexStringLower(submission.PayloadSha256), (string?)held["data"]!["payloadSha256"]);
        Assert.Equal((string?)held["id"], delivery.RecordId);
        Assert.Equal($"documents:{delivery.RecordId}", Assert.Single(await city.ActsAsync(submission, "delivery.acknowledged")).Detail);
    }

    [Fact]
    public async Task A_withdrawal_reaches_the_core_system_after_the_submission()
    {
        await using var city = await RunningWorker.StartAsync();
        await city.TroubleAsync(new { keepAnd500Next = 1 });
        var submission = await city.SubmitAsync();
        await city.WithdrawAsync(submission);

        var held = await city.HeldAsync(submission, record => (bool)record["withdrawn"]!);
        var deliveries = await city.AcknowledgedAsync(submission, count: 2);

        Assert.Equal(2, (int)held["offers"]!);
        Assert.True(deliveries[0].FinishedAt <= deliveries[1].FinishedAt);
    }

    [Theory]
    [InlineData("answerLostNext")]
    [InlineData("keepAnd500Next")]
    [InlineData("duplicateNext")]
    public async Task A_record_whose_confirmation_was_lost_is_found_there_and_counts_once(string trouble)
    {
        await using var city = await RunningWorker.StartAsync();
        await city.TroubleAsync(new Dictionary<string, int> { [trouble] = 1 });
        var submission = await city.SubmitAsync();

        var delivery = Assert.Single(await city.AcknowledgedAsync(submission));

        Assert.Equal((string?)(await city.HeldAsync(submission))["id"], delivery.RecordId);
        Assert.Single(await city.ActsAsync(submission, "delivery.acknowledged"));
    }

    [Fact]
    public async Task A_system_that_loses_what_it_said_it_had_is_found_out_when_it_is_asked_again()
    {
        await using var city = await RunningWorker.StartAsync(new() { ["CoreSystems:documents:VerifySeconds"] = "1" });
        await city.TroubleAsync(new { loseNext = 1 });
        var submission = await city.SubmitAsync();

        var delivery = Assert.Single(await city.AcknowledgedAsync(submission));

        Assert.Equal((string?)(await city.HeldAsync(submission))["id"], delivery.RecordId);
    }

    [Fact]
    public async Task What_the_core_system_refuses_stays_refused_with_its_reason()
    {
        await using var city = await RunningWorker.StartAsync();
        await city.TroubleAsync(new { refuseNext = 1 });
        var submission = await city.SubmitAsync();

        var refused = await Wait.ForAsync("the refusal", () => city.InScopeAsync<AppDbContext, Delivery?>(db =>
            db.Set<Delivery>().AsNoTracking().FirstOrDefaultAsync(d => d.SubmissionId == submission.Id && d.Status == DeliveryStatus.Refused)));

        Assert.Contains("照合できませんでした", refused.LastError, StringComparison.Ordinal);
        Assert.False(Assert.Single(await city.ActsAsync(submission, "delivery.refused")).ShownToApplicant);
    }

    [Fact]
    public async Task A_claim_whose_worker_died_is_taken_over_by_another()
    {
        await using var city = await RunningWorker.StartAsync(start: false);
        var submission = await city.SubmitAsync();
        // Claimed and put on a bus that died with its process: nobody will ever answer.
        var lost = await city.InScopeAsync<DeliveryRows, IReadOnlyList<ClaimedDelivery>>(rows => rows.ClaimAsync(rows.NewClaim("dead"), "documents", 10, TimeSpan.FromSeconds(2), CancellationToken.None));
        Assert.Single(lost);
        await city.InScopeAsync<OutboxRows, OutboxBatch>(rows => rows.ClaimAsync("dead", CancellationToken.None));

        await city.StartHostAsync();

        Assert.Equal(2, Assert.Single(await city.AcknowledgedAsync(submission)).Attempts);
    }

    [Fact]
    public async Task Facts_leave_the_outbox_once_they_are_published()
    {
        await using var city = await RunningWorker.StartAsync();
        var submission = await city.SubmitAsync();
        await city.AcknowledgedAsync(submission);
        Assert.Equal("none", await Wait.ForAsync("an empty outbox", async () =>
            await city.InScopeAsync<AppDbContext, int>(db => db.Set<OutboxMessage>().CountAsync()) == 0 ? "none" : null));
    }

    [Fact]
    public async Task Many_submissions_at_once_each_arrive_exactly_once()
    {
        await using var city = await RunningWorker.StartAsync();
        var submissions = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => city.SubmitAsync($"意見 {i}")));

        var acknowledged = await Wait.ForAsync("every acknowledgement", async () =>
        {
            var done = await city.InScopeAsync<AppDbContext, int>(db => db.Set<Delivery>().CountAsync(d => d.Status == DeliveryStatus.Acknowledged));
            return done == submissions.Length ? "all" : null;
        });

        Assert.Equal("all", acknowledged);
        Assert.Equal(1, (int)(await city.HeldAsync(submissions[^1]))["offers"]!);
        Assert.Equal(300, await city.InScopeAsync<AppDbContext, int>(db => db.Set<ActEntry>().CountAsync(a => a.Kind == "delivery.acknowledged")));
    }
}
