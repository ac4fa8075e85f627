using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Tests.Deliveries;

public sealed class WorkerTests
{
    [Fact]
    public async Task What_a_dead_worker_held_is_due_at_once_and_a_living_workers_is_not()
    {
        await using var city = await DeliveryCity.CreateAsync();
        await city.PlanAsync();
        await city.PlanAsync();
        await BeatAsync(city, "w1");
        await BeatAsync(city, "w10");
        await city.ClaimAsync("w1", most: 1);
        await city.ClaimAsync("w10", most: 1);

        city.Clock.Advance(Workers.DeadAfter - TimeSpan.FromSeconds(1));
        Assert.Equal(2, await BeatAsync(city, "w10"));
        Assert.Equal(0, await city.Database.InScopeAsync<Workers, int>(w => w.TakeOverAsync(CancellationToken.None)));
        city.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, await BeatAsync(city, "w10"));
        Assert.Equal(1, await city.Database.InScopeAsync<Workers, int>(w => w.TakeOverAsync(CancellationToken.None)));

        Assert.Equal(2, Assert.Single(await city.ClaimAsync("w10")).Attempts);
        Assert.Equal("w10", await city.Database.InScopeAsync<AppDbContext, string>(db => db.Set<WorkerBeat>().Select(b => b.Worker).SingleAsync()));
    }

    [Fact]
    public async Task A_clock_that_went_back_leaves_nothing_waiting_for_a_time_that_has_been()
    {
        await using var city = await DeliveryCity.CreateAsync();
        await city.PlanAsync();
        await city.ClaimAsync();
        city.Clock.Advance(TimeSpan.FromHours(-1));
        Assert.Empty(await city.ClaimAsync());

        await city.Database.InScopeAsync<Workers, bool>(async w =>
        {
            await w.ClockWentBackAsync(CancellationToken.None);
            return true;
        });
        Assert.Single(await city.ClaimAsync());
    }

    [Fact]
    public async Task A_system_that_is_back_is_offered_at_once_what_failed_meanwhile()
    {
        await using var city = await DeliveryCity.CreateAsync();
        await city.PlanAsync();
        await city.AnswerAsync(DeliveryCity.Answer(Assert.Single(await city.ClaimAsync()), Contracts.V1.DeliveryOutcome.TryAgain) with { RetryAfterSeconds = 600 });
        Assert.Empty(await city.ClaimAsync());

        Assert.Equal(1, await city.Database.InScopeAsync<DeliveryRows, int>(rows => rows.WakeAsync(DeliveryCity.Target, CancellationToken.None)));
        Assert.Single(await city.ClaimAsync());
    }

    private static Task<int> BeatAsync(DeliveryCity city, string worker) => city.Database.InScopeAsync<Workers, int>(w => w.BeatAsync(worker, [], CancellationToken.None));
}
