using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Tests.Deliveries;

public sealed class DeliveryClaimTests
{
    [Fact]
    public async Task Workers_that_claim_at_once_never_hold_the_same_delivery()
    {
        await using var city = await DeliveryCity.CreateAsync();
        for (var i = 0; i < 60; i++)
            await city.PlanAsync();

        var claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(w => Task.Run(() => city.ClaimAsync($"w{w}"))));

        var ids = claims.SelectMany(c => c).Select(d => d.Id).ToList();
        Assert.Equal(60, ids.Count);
        Assert.Equal(60, ids.Distinct().Count());
    }

    [Fact]
    public async Task A_claimed_delivery_is_left_alone_until_its_claim_ends()
    {
        await using var city = await DeliveryCity.CreateAsync();
        var delivery = await city.PlanAsync();
        Assert.Single(await city.ClaimAsync("w1"));

        city.Clock.Advance(DeliveryCity.Claim - TimeSpan.FromSeconds(1));
        Assert.Empty(await city.ClaimAsync("w2"));

        city.Clock.Advance(TimeSpan.FromSeconds(1));
        var again = Assert.Single(await city.ClaimAsync("w2"));
        Assert.Equal(delivery.Id, again.Id);
        Assert.Equal(2, again.Attempts);
    }

    [Fact]
    public async Task A_withdrawal_waits_until_the_submission_is_finished()
    {
        await using var city = await DeliveryCity.CreateAsync();
        var submission = await city.PlanAsync();
        var withdrawal = await city.PlanAsync(submission.SubmissionId, DeliveryKind.Withdrawal);

        var first = Assert.Single(await city.ClaimAsync());
        Assert.Equal(submission.Id, first.Id);
        Assert.Empty(await city.ClaimAsync());

        await city.AnswerAsync(DeliveryCity.Answer(first, DeliveryOutcome.TryAgain));
        Assert.DoesNotContain(await city.ClaimAsync(), d => d.Id == withdrawal.Id);

        city.Clock.Advance(TimeSpan.FromMinutes(1));
        var retried = Assert.Single(await city.ClaimAsync());
        await city.AnswerAsync(DeliveryCity.Done(retried));
        Assert.Equal(withdrawal.Id, Assert.Single(await city.ClaimAsync()).Id);
    }

    [Fact]
    public async Task A_withdrawal_does_not_wait_for_another_core_system()
    {
        await using var city = await DeliveryCity.CreateAsync();
        var submission = await city.PlanAsync();
        await city.PlanAsync(submission.SubmissionId, target: "archive");
        var withdrawal = await city.PlanAsync(submission.SubmissionId, DeliveryKind.Withdrawal);
        await city.AnswerAsync(DeliveryCity.Done(Assert.Single(await city.ClaimAsync())));

        Assert.Equal(withdrawal.Id, Assert.Single(await city.ClaimAsync()).Id);
    }

    [Fact]
    public async Task Claims_take_only_the_target_and_the_number_that_was_asked_for_the_longest_due_first()
    {
        await using var city = await DeliveryCity.CreateAsync();
        var planned = new List<Delivery>();
        for (var i = 0; i < 5; i++)
        {
            planned.Add(await city.PlanAsync());
            await city.PlanAsync(target: "archive");
            city.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var claimed = await city.ClaimAsync(most: 3);

        Assert.Equal(planned.Take(3).Select(d => d.Id), claimed.Select(d => d.Id));
    }

    [Fact]
    public async Task A_released_delivery_is_due_again_but_an_answered_one_stays_answered()
    {
        await using var city = await DeliveryCity.CreateAsync();
        var unsent = await city.PlanAsync();
        var answered = await city.PlanAsync();
        var claimed = await city.ClaimAsync();
        await city.AnswerAsync(DeliveryCity.Done(claimed.Single(d => d.Id == answered.Id)));

        await city.Database.InScopeAsync<DeliveryRows, int>(rows => rows.ReleaseAsync(claimed, TimeSpan.FromSeconds(2), CancellationToken.None));

        Assert.Equal(DeliveryStatus.Retrying, (await city.ReadAsync(unsent)).Status);
        Assert.Equal(DeliveryStatus.Acknowledged, (await city.ReadAsync(answered)).Status);
        Assert.Empty(await city.ClaimAsync());
        city.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(unsent.Id, Assert.Single(await city.ClaimAsync()).Id);
    }

    [Fact]
    public async Task A_claim_of_which_nothing_was_offered_is_due_again_at_once_and_no_other()
    {
        await using var city = await DeliveryCity.CreateAsync();
        var first = await city.PlanAsync();
        var claim = Assert.Single(await city.ClaimAsync()).ClaimedBy!;
        await city.PlanAsync();
        await city.ClaimAsync();

        Assert.Equal(1, await city.Database.InScopeAsync<DeliveryRows, int>(rows => rows.ReleaseAsync(first.Target, claim, CancellationToken.None)));

        Assert.Equal(first.Id, Assert.Single(await city.ClaimAsync()).Id);
    }

    [Fact]
    public async Task An_earlier_delivery_that_is_sent_again_does_not_wait_for_a_later_one_whose_claim_has_lapsed()
    {
        await using var city = await DeliveryCity.CreateAsync();
        var earlier = await city.PlanAsync();
        var withdrawal = await city.PlanAsync(earlier.SubmissionId, DeliveryKind.Withdrawal);
        await city.AnswerAsync(DeliveryCity.Answer(Assert.Single(await city.ClaimAsync()), DeliveryOutcome.Refused));
        Assert.Equal(withdrawal.Id, Assert.Single(await city.ClaimAsync()).Id);
        await city.Database.InScopeAsync<AppDbContext, int>(async db =>
        {
            (await db.Set<Delivery>().SingleAsync(d => d.Id == earlier.Id)).Replay(city.Clock.GetUtcNow().UtcDateTime);
            return await db.SaveChangesAsync();
        });
        Assert.Empty(await city.ClaimAsync());

        city.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(earlier.Id, Assert.Single(await city.ClaimAsync()).Id);
    }

    [Fact]
    public async Task What_is_in_flight_is_counted_only_while_its_claim_lasts()
    {
        await using var city = await DeliveryCity.CreateAsync();
        await city.PlanAsync();
        await city.ClaimAsync();
        Assert.Equal(1, await city.Database.InScopeAsync<DeliveryRows, int>(rows => rows.InFlightAsync(DeliveryCity.Target, CancellationToken.None)));
        city.Clock.Advance(DeliveryCity.Claim);
        Assert.Equal(0, await city.Database.InScopeAsync<DeliveryRows, int>(rows => rows.InFlightAsync(DeliveryCity.Target, CancellationToken.None)));
    }
}
