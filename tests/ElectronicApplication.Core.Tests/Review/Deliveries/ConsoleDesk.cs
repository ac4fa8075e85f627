using System.Text.Json.Nodes;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review.Deliveries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Tests.Review;

/// <summary>A desk whose procedures hand over to one core system, "records", which wants a name.</summary>
internal sealed class ConsoleDesk(ReviewDesk desk) : IAsyncDisposable
{
    public const string Target = "records";

    private const string Mapping = """
        {"targets":[{"system":"records","adapter":"rest","schema":"records.schema.json","data":{"number":"facts.receiptNumber","applicant":{"name":"name"},"thing":"thing"} }]}
        """;

    private const string Schemas = """
        {"records.schema.json":{"type":"object","properties":{"applicant":{"type":"object","properties":{"name":{"type":"string","minLength":1}},"required":["name"]}},"required":["number","applicant"]}}
        """;

    public ReviewDesk Desk => desk;

    public TestClock Clock => desk.Clock;

    public static async Task<ConsoleDesk> OpenAsync(Action<IServiceCollection>? configure = null) => new(await ReviewDesk.OpenAsync(mapping: Mapping, schemas: Schemas, configure: configure));

    public Task<Act> OperatorAsync(string roles = "operate", string offices = "*", string subject = "operator") => desk.ClerkAsync(roles, offices, subject);

    /// <summary>A submission with the delivery that its mapping plans, brought into a state.</summary>
    public async Task<Delivery> DeliverAsync(DeliveryStatus status = DeliveryStatus.Pending, string office = "residents", Action<Delivery>? change = null)
    {
        var submission = await desk.SubmissionAsync(await desk.SubmitAsync(office));
        return await desk.Do<AppDbContext, Delivery>(async db =>
        {
            var delivery = await db.Set<Delivery>().SingleAsync(d => d.SubmissionId == submission.Id);
            delivery.Status = status;
            if (status is DeliveryStatus.Acknowledged or DeliveryStatus.Refused or DeliveryStatus.Skipped)
                (delivery.DueAt, delivery.FinishedAt) = (null, Clock.GetUtcNow().UtcDateTime);
            change?.Invoke(delivery);
            await db.SaveChangesAsync();
            return delivery;
        });
    }

    public Task<Delivery> OnListAsync(string office = "residents") => DeliverAsync(DeliveryStatus.AcceptedLater, office, d => d.Progress = TransferList.OnList);

    public Task<Delivery> ReadAsync(Delivery delivery) => desk.Do<AppDbContext, Delivery>(db => db.Set<Delivery>().AsNoTracking().SingleAsync(d => d.Id == delivery.Id));

    public async Task BeatAsync(params TargetReading[] readings) => await desk.Do<Workers, int>(w => w.BeatAsync("w1", readings, default));

    public Task<Result<OpenedDelivery>> OpenAsync(Delivery delivery, Act act) => desk.Do<OpenDelivery, Result<OpenedDelivery>>(h => h.HandleAsync(delivery.Id, act, default));

    public Task<Result<Done>> RevealAsync(Delivery delivery, string? reason, Act act) => desk.Do<OpenDelivery, Result<Done>>(h => h.RevealAsync(delivery.Id, reason, act, default));

    public Task<JsonObject> ContentAsync(Delivery delivery) => desk.Do<BuildDelivery, JsonObject>(async b => (await b.ContentAsync(await ReadAsync(delivery), withAttachments: false, default))!.Data);

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    public static TargetReading Reading(BreakerState breaker = BreakerState.Closed, bool isOpen = true) => new(Target, "rest", breaker, isOpen, 7);
}
