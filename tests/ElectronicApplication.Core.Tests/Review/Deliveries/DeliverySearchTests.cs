using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review.Deliveries;

namespace ElectronicApplication.Core.Tests.Review;

public sealed class DeliverySearchTests
{
    [Fact]
    public async Task A_delivery_is_found_by_target_state_procedure_numbers_and_days()
    {
        await using var console = await ConsoleDesk.OpenAsync();
        var refused = await console.DeliverAsync(DeliveryStatus.Refused);
        console.Clock.Advance(TimeSpan.FromDays(1));
        var done = await console.DeliverAsync(DeliveryStatus.Acknowledged, "planning", d => d.RecordId = "R-77");
        var act = await console.OperatorAsync();

        Assert.Equal([done.Id, refused.Id], await FindAsync(console, new(ConsoleDesk.Target), act));
        Assert.Empty(await FindAsync(console, new("another"), act));
        Assert.Equal([refused.Id], await FindAsync(console, new(Status: DeliveryStatus.Refused), act));
        Assert.Equal([done.Id], await FindAsync(console, new(Procedure: "planning-procedure"), act));
        Assert.Equal([refused.Id], await FindAsync(console, new(Query: refused.ReceiptNumber.Replace("-", "", StringComparison.Ordinal)), act));
        Assert.Equal([refused.Id], await FindAsync(console, new(Query: refused.ExternalId), act));
        Assert.Equal([done.Id], await FindAsync(console, new(Query: "R-77"), act));
        Assert.Equal([refused.Id], await FindAsync(console, new(To: new DateOnly(2026, 4, 1)), act));
        Assert.Equal([done.Id], await FindAsync(console, new(From: new DateOnly(2026, 4, 2), To: new DateOnly(2026, 4, 2)), act));
    }

    [Fact]
    public async Task Only_deliveries_of_the_own_offices_are_found()
    {
        await using var console = await ConsoleDesk.OpenAsync();
        var own = await console.DeliverAsync();
        await console.DeliverAsync(office: "planning");
        Assert.Equal([own.Id], await FindAsync(console, new(), await console.OperatorAsync(offices: "residents")));
        var reviewer = await console.OperatorAsync("review", "*", "reviewer");
        Assert.Equal("role-needed", (await console.Desk.Do<SearchDeliveries, Result<DeliveryPage>>(h => h.HandleAsync(new(), null, reviewer, default))).Error?.Code);
    }

    [Fact]
    public async Task Pages_are_turned_by_key_and_every_delivery_is_on_one_of_them()
    {
        await using var console = await ConsoleDesk.OpenAsync();
        var all = new HashSet<Guid>();
        for (var i = 0; i < SearchDeliveries.PageSize + 3; i++)
            all.Add((await console.DeliverAsync()).Id);
        var act = await console.OperatorAsync();
        var first = (await console.Desk.Do<SearchDeliveries, Result<DeliveryPage>>(h => h.HandleAsync(new(), null, act, default))).Value;
        var second = (await console.Desk.Do<SearchDeliveries, Result<DeliveryPage>>(h => h.HandleAsync(new(), first.Next, act, default))).Value;
        Assert.Equal((SearchDeliveries.PageSize, 3, null), (first.Items.Count, second.Items.Count, second.Next));
        Assert.True(all.SetEquals(first.Items.Concat(second.Items).Select(i => i.Id)));
        Assert.Equal(ErrorKind.Unprocessable, (await console.Desk.Do<SearchDeliveries, Result<DeliveryPage>>(h => h.HandleAsync(new(), "???", act, default))).Error?.Kind);
    }

    [Fact]
    public async Task A_dry_run_says_what_would_happen_and_changes_nothing()
    {
        await using var console = await ConsoleDesk.OpenAsync();
        var refused = await console.DeliverAsync(DeliveryStatus.Refused);
        await console.DeliverAsync(DeliveryStatus.Acknowledged);
        var act = await console.OperatorAsync();
        var plan = (await console.Desk.Do<ReplayMany, Result<ReplayPlan>>(h => h.PlanAsync(new(new(), null), act, default))).Value;
        Assert.Equal((1, false, 2), (plan.Doable, plan.IsCut, plan.Counts.Sum(c => c.Count)));
        Assert.Contains(new ReplayCount(ConsoleDesk.Target, DeliveryStatus.Acknowledged, 1, false), plan.Counts);
        Assert.Equal(DeliveryStatus.Refused, (await console.ReadAsync(refused)).Status);
        Assert.Empty(await console.Desk.ActsAsync("delivery.replayed"));
    }

    [Fact]
    public async Task Many_are_replayed_once_each_with_an_act_and_what_is_finished_is_left_alone()
    {
        await using var console = await ConsoleDesk.OpenAsync();
        List<Delivery> refused = [];
        for (var i = 0; i < 210; i++)
            refused.Add(await console.DeliverAsync(i % 2 == 0 ? DeliveryStatus.Refused : DeliveryStatus.Retrying));
        var done = await console.DeliverAsync(DeliveryStatus.Acknowledged);
        var foreign = await console.DeliverAsync(DeliveryStatus.Refused, "planning");
        var act = await console.OperatorAsync(offices: "residents");

        var outcome = (await console.Desk.Do<ReplayMany, Result<ReplayOutcome>>(h => h.HandleAsync(new(new(), null), act, default))).Value;

        Assert.Equal(new ReplayOutcome(210, 1), outcome);
        Assert.Equal(210, (await console.Desk.ActsAsync("delivery.replayed")).Select(a => a.SubmissionId).Distinct().Count());
        Assert.Equal(DeliveryStatus.Pending, (await console.ReadAsync(refused[0])).Status);
        Assert.Equal(DeliveryStatus.Acknowledged, (await console.ReadAsync(done)).Status);
        Assert.Equal(DeliveryStatus.Refused, (await console.ReadAsync(foreign)).Status);
    }

    [Fact]
    public async Task Chosen_deliveries_are_replayed_and_no_others()
    {
        await using var console = await ConsoleDesk.OpenAsync();
        var (chosen, other) = (await console.DeliverAsync(DeliveryStatus.Refused), await console.DeliverAsync(DeliveryStatus.Refused));
        var act = await console.OperatorAsync();
        await console.Desk.Do<ReplayMany, Result<ReplayOutcome>>(h => h.HandleAsync(new(new(), [chosen.Id]), act, default));
        Assert.Equal((DeliveryStatus.Pending, DeliveryStatus.Refused), ((await console.ReadAsync(chosen)).Status, (await console.ReadAsync(other)).Status));
        Assert.Equal(ErrorKind.Unprocessable, (await console.Desk.Do<ReplayMany, Result<ReplayOutcome>>(h => h.HandleAsync(new(new(), []), act, default))).Error?.Kind);
    }

    private static async Task<List<Guid>> FindAsync(ConsoleDesk console, DeliveryFilter filter, Act act) =>
        [.. (await console.Desk.Do<SearchDeliveries, Result<DeliveryPage>>(h => h.HandleAsync(filter, null, act, default))).Value.Items.Select(i => i.Id)];
}
