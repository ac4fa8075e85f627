using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review.Deliveries;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Tests.Review;

public sealed class DeliveryReplayTests
{
    [Fact]
    public async Task A_refused_delivery_of_the_own_office_is_listed_and_offered_again()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var id = await DeliverAsync(desk, DeliveryStatus.Refused);
        var operatorOfOffice = await desk.ClerkAsync("operate", "residents");
        Assert.Equal(id, Assert.Single((await ListAsync(desk, operatorOfOffice)).Value.Refused).Id);
        Assert.True((await ReplayAsync(desk, id, operatorOfOffice)).IsOk);
        var delivery = await desk.Do<AppDbContext, Delivery>(db => db.Set<Delivery>().SingleAsync());
        Assert.Equal((DeliveryStatus.Pending, desk.Clock.GetUtcNow().UtcDateTime), (delivery.Status, delivery.DueAt));
        Assert.False(Assert.Single(await desk.ActsAsync("delivery.replayed")).ShownToApplicant);
    }

    [Fact]
    public async Task A_delivery_that_is_not_done_after_a_quarter_of_an_hour_is_listed_as_stalled()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var id = await DeliverAsync(desk, DeliveryStatus.InFlight);
        var act = await desk.ClerkAsync("operate", "*");
        Assert.Empty((await ListAsync(desk, act)).Value.Stalled);
        desk.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(id, Assert.Single((await ListAsync(desk, act)).Value.Stalled).Id);
    }

    [Theory]
    [InlineData(DeliveryStatus.Acknowledged)]
    [InlineData(DeliveryStatus.InFlight)]
    public async Task What_is_finished_or_on_its_way_is_not_offered_again(DeliveryStatus status)
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var id = await DeliverAsync(desk, status);
        Assert.Equal("delivery-not-replayable", (await ReplayAsync(desk, id, await desk.ClerkAsync("operate", "*"))).Error?.Code);
    }

    [Fact]
    public async Task Deliveries_belong_to_operators_of_the_office()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var id = await DeliverAsync(desk, DeliveryStatus.Refused);
        Assert.Equal("role-needed", (await ReplayAsync(desk, id, await desk.ClerkAsync("approve", "*"))).Error?.Code);
        var stranger = await desk.ClerkAsync("operate", "planning", "stranger");
        Assert.Empty((await ListAsync(desk, stranger)).Value.Refused);
        Assert.Equal("delivery-not-found", (await ReplayAsync(desk, id, stranger)).Error?.Code);
    }

    private static Task<Result<DeliveryTrouble>> ListAsync(ReviewDesk desk, Act act) => desk.Do<ListDeliveries, Result<DeliveryTrouble>>(h => h.HandleAsync(act, default));

    private static Task<Result<Done>> ReplayAsync(ReviewDesk desk, Guid id, Act act) => desk.Do<ReplayDelivery, Result<Done>>(h => h.HandleAsync(id, act, default));

    private static async Task<Guid> DeliverAsync(ReviewDesk desk, DeliveryStatus status)
    {
        var submission = await desk.SubmissionAsync(await desk.SubmitAsync("residents"));
        var now = desk.Clock.GetUtcNow().UtcDateTime;
        var delivery = new Delivery
        {
            Id = Guid.CreateVersion7(), SubmissionId = submission.Id, ReceiptNumber = submission.ReceiptNumber, ProcedureCode = submission.ProcedureCode,
            FormVersionId = submission.FormVersionId, Target = "resident-register", Kind = DeliveryKind.Submission, Order = 1, ExternalId = submission.Id.ToString("N"),
            Status = status, CreatedAt = now, DueAt = now.AddHours(1),
        };
        await desk.Do<AppDbContext, int>(db =>
        {
            db.Add(delivery);
            return db.SaveChangesAsync();
        });
        return delivery.Id;
    }
}
