using System.Text.Json;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Tests.Deliveries;

public sealed class DeliveryAnswerTests
{
    [Fact]
    public async Task Done_is_recorded_with_the_core_systems_own_id_in_the_timeline_and_as_a_fact()
    {
        await using var city = await DeliveryCity.CreateAsync();
        var delivery = await city.PlanAsync();
        var offered = Assert.Single(await city.ClaimAsync());

        await city.AnswerAsync(DeliveryCity.Done(offered, "BUN-0000042"));

        var read = await city.ReadAsync(delivery);
        Assert.Equal((DeliveryStatus.Acknowledged, "BUN-0000042", null), (read.Status, read.RecordId, read.DueAt));
        var act = Assert.Single(await city.ActsAsync());
        Assert.Equal(("delivery.acknowledged", "documents:BUN-0000042", ActorKind.CoreSystem, true), (act.Kind, act.Detail, act.ActorKind, act.ShownToApplicant));
        var fact = JsonSerializer.Deserialize<DeliveryAcknowledged>(Assert.Single(await city.OutboxAsync()).Body, FactJson.Options)!;
        Assert.Equal((delivery.SubmissionId, "BUN-0000042"), (fact.SubmissionId, fact.RecordId));
    }

    [Fact]
    public async Task The_same_answer_twice_changes_once_whether_together_or_later()
    {
        await using var city = await DeliveryCity.CreateAsync();
        await city.PlanAsync();
        var answer = DeliveryCity.Done(Assert.Single(await city.ClaimAsync()));

        await city.AnswerAsync(answer, answer);
        await city.AnswerAsync(answer);

        Assert.Single(await city.ActsAsync());
        Assert.Single(await city.OutboxAsync());
    }

    [Fact]
    public async Task Many_workers_that_record_the_end_of_the_same_delivery_record_it_once()
    {
        await using var city = await DeliveryCity.CreateAsync();
        for (var i = 0; i < 10; i++)
            await city.PlanAsync();
        var offered = await city.ClaimAsync();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => city.AnswerAsync([.. offered.Select(d => DeliveryCity.Done(d))]))));

        Assert.Equal(10, (await city.ActsAsync()).Count);
        Assert.Equal(10, (await city.OutboxAsync()).Count);
    }

    [Fact]
    public async Task A_late_answer_of_an_earlier_attempt_changes_nothing_unless_it_says_done()
    {
        await using var city = await DeliveryCity.CreateAsync();
        var delivery = await city.PlanAsync();
        var first = Assert.Single(await city.ClaimAsync());
        city.Clock.Advance(DeliveryCity.Claim);
        await city.ClaimAsync();

        await city.AnswerAsync(DeliveryCity.Answer(first, DeliveryOutcome.Refused));
        await city.AnswerAsync(DeliveryCity.Answer(first, DeliveryOutcome.TryAgain));
        Assert.Equal(DeliveryStatus.InFlight, (await city.ReadAsync(delivery)).Status);
        Assert.Empty(await city.ActsAsync());

        await city.AnswerAsync(DeliveryCity.Done(first));
        Assert.Equal(DeliveryStatus.Acknowledged, (await city.ReadAsync(delivery)).Status);
    }

    [Fact]
    public async Task Try_again_waits_at_least_as_long_as_the_core_system_asked()
    {
        await using var city = await DeliveryCity.CreateAsync();
        var delivery = await city.PlanAsync();
        var offered = Assert.Single(await city.ClaimAsync());

        await city.AnswerAsync(DeliveryCity.Answer(offered, DeliveryOutcome.TryAgain) with { RetryAfterSeconds = 90 });

        var read = await city.ReadAsync(delivery);
        Assert.Equal((DeliveryStatus.Retrying, "理由"), (read.Status, read.LastError));
        Assert.InRange(read.DueAt!.Value - city.Clock.GetUtcNow().UtcDateTime, TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(91));
        city.Clock.Advance(TimeSpan.FromSeconds(89));
        Assert.Empty(await city.ClaimAsync());
        city.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Single(await city.ClaimAsync());
    }

    [Fact]
    public async Task Accepted_but_not_ready_is_asked_again_without_an_error()
    {
        await using var city = await DeliveryCity.CreateAsync();
        var delivery = await city.PlanAsync();
        await city.AnswerAsync(DeliveryCity.Answer(Assert.Single(await city.ClaimAsync()), DeliveryOutcome.AcceptedLater) with { RetryAfterSeconds = 5 });

        var read = await city.ReadAsync(delivery);
        Assert.Equal((DeliveryStatus.AcceptedLater, null), (read.Status, read.LastError));
        Assert.Empty(await city.ClaimAsync());

        // It has the patience of work that is under way, and is asked about, not offered again.
        city.Clock.Advance(Delivery.Patience + TimeSpan.FromDays(1));
        await SweepAsync(city);
        var asked = Assert.Single(await city.ClaimsAsync());
        Assert.True(asked.IsAsked);
        await city.AnswerAsync(DeliveryCity.Answer(asked.Delivery, DeliveryOutcome.AcceptedLater));
        city.Clock.Advance(Delivery.WorkingPatience);
        await SweepAsync(city);
        Assert.Equal(DeliveryStatus.Refused, (await city.ReadAsync(delivery)).Status);
    }

    [Fact]
    public async Task An_answer_by_another_way_ends_what_was_accepted_and_is_late_for_what_has_ended()
    {
        await using var city = await DeliveryCity.CreateAsync();
        var delivery = await city.PlanAsync();
        await city.AnswerAsync(DeliveryCity.Answer(Assert.Single(await city.ClaimAsync()), DeliveryOutcome.AcceptedLater) with { Progress = "file 7" });
        Assert.Equal("file 7", (await city.ReadAsync(delivery)).Progress);

        await city.AnswerAsync(DeliveryCity.Done(delivery, "R-1") with { Attempt = DeliveryAnswered.AnyAttempt });
        await city.AnswerAsync(DeliveryCity.Answer(delivery, DeliveryOutcome.Refused) with { Attempt = DeliveryAnswered.AnyAttempt });

        var read = await city.ReadAsync(delivery);
        Assert.Equal((DeliveryStatus.Acknowledged, "R-1"), (read.Status, read.RecordId));
    }

    [Fact]
    public async Task Every_attempt_that_did_not_end_it_is_kept()
    {
        await using var city = await DeliveryCity.CreateAsync();
        var delivery = await city.PlanAsync();
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            await city.AnswerAsync(DeliveryCity.Answer(Assert.Single(await city.ClaimAsync()), DeliveryOutcome.TryAgain) with { Reason = $"5{attempt}" });
            city.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        await city.AnswerAsync(DeliveryCity.Done(Assert.Single(await city.ClaimAsync())));

        var attempts = await city.Database.InScopeAsync<AppDbContext, List<DeliveryAttempt>>(db => db.Set<DeliveryAttempt>().Where(a => a.DeliveryId == delivery.Id).OrderBy(a => a.Number).ToListAsync());
        Assert.Equal([(1, "51"), (2, "52")], attempts.Select(a => (a.Number, a.Reason!)));
        Assert.Equal((3, 3), ((await city.ReadAsync(delivery)).Attempts, (await city.ReadAsync(delivery)).LastDuration));
    }

    [Fact]
    public async Task A_correction_that_arrives_takes_the_place_of_what_was_refused()
    {
        await using var city = await DeliveryCity.CreateAsync();
        var first = await city.PlanAsync();
        await city.AnswerAsync(DeliveryCity.Answer(Assert.Single(await city.ClaimAsync()), DeliveryOutcome.Refused));
        await city.PlanAsync(first.SubmissionId, DeliveryKind.Correction);

        await city.AnswerAsync(DeliveryCity.Done(Assert.Single(await city.ClaimAsync())));

        Assert.Equal(DeliveryStatus.Superseded, (await city.ReadAsync(first)).Status);
    }

    [Fact]
    public async Task A_refusal_goes_to_the_officials_and_not_to_the_applicant()
    {
        await using var city = await DeliveryCity.CreateAsync();
        var delivery = await city.PlanAsync();
        var offered = Assert.Single(await city.ClaimAsync());

        await city.AnswerAsync(DeliveryCity.Answer(offered, DeliveryOutcome.Refused) with { Reason = "422\r\n" + string.Concat(Enumerable.Repeat("𠮷", 2000)) });

        var read = await city.ReadAsync(delivery);
        Assert.Equal(DeliveryStatus.Refused, read.Status);
        Assert.InRange(read.LastError!.Length, 500, 1000);
        Assert.DoesNotContain('\n', read.LastError);
        Assert.False(char.IsHighSurrogate(read.LastError[^1]));
        Assert.False(Assert.Single(await city.ActsAsync()).ShownToApplicant);
        Assert.Equal(nameof(DeliveryRefused), Assert.Single(await city.OutboxAsync()).Type);
    }

    [Fact]
    public async Task After_three_days_of_trying_again_a_person_must_look()
    {
        await using var city = await DeliveryCity.CreateAsync();
        var delivery = await city.PlanAsync();
        city.Clock.Advance(Delivery.Patience - TimeSpan.FromMilliseconds(1));
        await city.AnswerAsync(DeliveryCity.Answer(Assert.Single(await city.ClaimAsync()), DeliveryOutcome.TryAgain) with { RetryAfterSeconds = 1 });

        Assert.Equal(DeliveryStatus.Refused, (await city.ReadAsync(delivery)).Status);
    }

    [Fact]
    public async Task What_no_worker_ever_offered_is_handed_to_a_person_by_the_sweep()
    {
        await using var city = await DeliveryCity.CreateAsync();
        var delivery = await city.PlanAsync(target: "nobody-knows-it");
        await SweepAsync(city);
        Assert.Equal(DeliveryStatus.Pending, (await city.ReadAsync(delivery)).Status);

        city.Clock.Advance(Delivery.Patience + TimeSpan.FromMinutes(1));
        await SweepAsync(city);
        Assert.Equal(DeliveryStatus.Refused, (await city.ReadAsync(delivery)).Status);
        Assert.Equal("delivery.refused", Assert.Single(await city.ActsAsync()).Kind);
    }

    [Fact]
    public async Task A_recorded_answer_wakes_whoever_waits_for_rows()
    {
        await using var city = await DeliveryCity.CreateAsync();
        await city.PlanAsync();
        var next = city.Database.Services.GetRequiredService<OutboxSignal>().Next;
        await city.AnswerAsync(DeliveryCity.Done(Assert.Single(await city.ClaimAsync())));
        Assert.True(next.IsCompletedSuccessfully);
    }

    private static Task<bool> SweepAsync(DeliveryCity city) => city.Database.InScopeAsync<DeliverySweep, bool>(async sweep =>
    {
        await sweep.RunAsync(CancellationToken.None);
        return true;
    });
}
