using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Tests.Deliveries;

public sealed class OutboxClaimTests
{
    [Fact]
    public async Task Workers_that_claim_at_once_never_hold_the_same_fact()
    {
        await using var city = await DeliveryCity.CreateAsync();
        await FillAsync(city, 450);

        var batches = await Task.WhenAll(Enumerable.Range(0, 8).Select(w => Task.Run(async () =>
        {
            List<long> mine = [];
            while (await ClaimAsync(city, $"w{w}") is { Messages.Count: > 0 } batch)
                mine.AddRange(batch.Messages.Select(m => m.Sequence));
            return mine;
        })));

        // A worker whose rows another was quicker with comes away empty; whatever it left is claimed by the next look.
        var all = batches.SelectMany(b => b).ToList();
        for (var rest = await ClaimAsync(city, "last"); rest.Messages.Count > 0; rest = await ClaimAsync(city, "last"))
            all.AddRange(rest.Messages.Select(m => m.Sequence));
        Assert.Equal(450, all.Count);
        Assert.Equal(450, all.Distinct().Count());
    }

    [Fact]
    public async Task The_oldest_facts_are_claimed_first_and_a_batch_is_bounded()
    {
        await using var city = await DeliveryCity.CreateAsync();
        await FillAsync(city, OutboxRows.BatchSize + 1);
        var first = await ClaimAsync(city, "w1");
        var second = await ClaimAsync(city, "w1");
        Assert.Equal(OutboxRows.BatchSize, first.Messages.Count);
        Assert.Single(second.Messages);
        Assert.True(first.Messages.Max(m => m.Sequence) < second.Messages[0].Sequence);
    }

    [Fact]
    public async Task A_fact_is_gone_only_when_whoever_holds_it_confirms_it()
    {
        await using var city = await DeliveryCity.CreateAsync();
        await FillAsync(city, 1);
        var lost = await ClaimAsync(city, "w1");
        city.Clock.Advance(OutboxRows.ClaimLength);
        var held = await ClaimAsync(city, "w2");
        Assert.Equal(lost.Messages[0].MessageId, Assert.Single(held.Messages).MessageId);

        Assert.Equal(0, await ConfirmAsync(city, lost));
        Assert.Single(await city.OutboxAsync());
        Assert.Equal(1, await ConfirmAsync(city, held));
        Assert.Empty(await city.OutboxAsync());
    }

    [Fact]
    public async Task A_released_fact_is_free_again_after_the_wait()
    {
        await using var city = await DeliveryCity.CreateAsync();
        await FillAsync(city, 1);
        var batch = await ClaimAsync(city, "w1");
        await city.Database.InScopeAsync<OutboxRows, int>(rows => rows.ReleaseAsync(batch, [batch.Messages[0].Sequence], TimeSpan.FromSeconds(2), CancellationToken.None));
        Assert.Empty((await ClaimAsync(city, "w1")).Messages);
        city.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Single((await ClaimAsync(city, "w1")).Messages);
    }

    private static Task<OutboxBatch> ClaimAsync(DeliveryCity city, string worker) =>
        city.Database.InScopeAsync<OutboxRows, OutboxBatch>(rows => rows.ClaimAsync(worker, CancellationToken.None));

    private static Task<int> ConfirmAsync(DeliveryCity city, OutboxBatch batch) =>
        city.Database.InScopeAsync<OutboxRows, int>(rows => rows.ConfirmAsync(batch, [.. batch.Messages.Select(m => m.Sequence)], CancellationToken.None));

    private static Task<int> FillAsync(DeliveryCity city, int count) => city.Database.InScopeAsync<AppDbContext, int>(db =>
    {
        var now = city.Clock.GetUtcNow();
        for (var i = 0; i < count; i++)
            db.Add(OutboxMessage.Of(new ReviewStarted(Guid.CreateVersion7(), now, Guid.NewGuid(), "260401-000000-000000", "public-comment", Guid.NewGuid()), now.UtcDateTime));
        return db.SaveChangesAsync();
    });
}
