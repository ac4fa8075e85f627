using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Tests.Deliveries;

/// <summary>A database with deliveries in it, whose clock stands still.</summary>
public sealed class DeliveryCity(TestDatabase database, TestClock clock) : IAsyncDisposable
{
    public const string Target = "documents";

    public static TimeSpan Claim { get; } = TimeSpan.FromSeconds(12);

    public TestClock Clock => clock;

    public TestDatabase Database => database;

    public static async Task<DeliveryCity> CreateAsync()
    {
        var clock = new TestClock(new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero));
        var database = await TestDatabase.CreateAsync(services =>
        {
            // The planner belongs to published procedures; here the rows are planned by hand.
            services.AddDeliveries();
            services.Remove(services.Single(s => s.ServiceType == typeof(IFactListener)));
            services.AddScoped<BuildDelivery>(_ => throw new NotSupportedException());
        }, clock);
        return new(database, clock);
    }

    public async Task<Delivery> PlanAsync(Guid? submission = null, DeliveryKind kind = DeliveryKind.Submission, string target = Target)
    {
        var now = clock.GetUtcNow();
        var id = submission ?? Guid.CreateVersion7(now);
        var delivery = new Delivery
        {
            Id = Guid.CreateVersion7(now), SubmissionId = id, ReceiptNumber = "260401-000000-000000", ProcedureCode = "public-comment", FormVersionId = Guid.CreateVersion7(now),
            Target = target, Kind = kind, Order = kind == DeliveryKind.Submission ? 1 : 2, ExternalId = id.ToString("N"), CreatedAt = now.UtcDateTime,
            DueAt = now.UtcDateTime, RetryUntil = now.UtcDateTime + Delivery.Patience,
        };
        await database.InScopeAsync<AppDbContext, int>(db =>
        {
            db.Add(delivery);
            return db.SaveChangesAsync();
        });
        return delivery;
    }

    public async Task<IReadOnlyList<Delivery>> ClaimAsync(string worker = "w1", int most = 100, string target = Target) =>
        [.. (await ClaimsAsync(worker, most, target)).Select(c => c.Delivery)];

    public Task<IReadOnlyList<ClaimedDelivery>> ClaimsAsync(string worker = "w1", int most = 100, string target = Target) =>
        database.InScopeAsync<DeliveryRows, IReadOnlyList<ClaimedDelivery>>(rows => rows.ClaimAsync(rows.NewClaim(worker), target, most, Claim, CancellationToken.None));

    public Task<IReadOnlyList<RecordedAnswer>> AnswerAsync(params DeliveryAnswered[] answers) =>
        database.InScopeAsync<RecordDeliveryAnswer, IReadOnlyList<RecordedAnswer>>(record => record.HandleAsync(answers, CancellationToken.None));

    public static DeliveryAnswered Done(Delivery delivery, string recordId = "BUN-0000001") => Answer(delivery, DeliveryOutcome.Done) with { RecordId = recordId };

    public static DeliveryAnswered Answer(Delivery delivery, DeliveryOutcome outcome) =>
        new(delivery.Id, delivery.Attempts, outcome, null, outcome == DeliveryOutcome.Done ? null : "理由", null, 3);

    public Task<Delivery> ReadAsync(Delivery delivery) =>
        database.InScopeAsync<AppDbContext, Delivery>(db => db.Set<Delivery>().AsNoTracking().SingleAsync(d => d.Id == delivery.Id));

    public Task<List<ActEntry>> ActsAsync() => database.InScopeAsync<AppDbContext, List<ActEntry>>(db => db.Set<ActEntry>().AsNoTracking().ToListAsync());

    public Task<List<OutboxMessage>> OutboxAsync() => database.InScopeAsync<AppDbContext, List<OutboxMessage>>(db => db.Set<OutboxMessage>().AsNoTracking().ToListAsync());

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
