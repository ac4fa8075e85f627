using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Database;
using ElectronicApplication.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Production.Tests;

/// <summary>Many rows saved a table at a time obey the same rules as rows that EF Core saves one by one.</summary>
public sealed class PostgreSqlSavingTests
{
    [ProductionFact]
    public async Task What_changed_and_what_is_new_is_saved_together_or_not_at_all()
    {
        await using var server = await PostgreSqlServer.StartAsync();
        await using var services = new ServiceCollection().AddLogging().AddDatabase(new(DatabaseProvider.PostgreSql, server.ConnectionString())).AddKernel(KeyRing.Generate("test")).BuildServiceProvider();
        await using var first = services.CreateAsyncScope();
        await using var second = services.CreateAsyncScope();
        var (quick, late) = (first.ServiceProvider.GetRequiredService<AppDbContext>(), second.ServiceProvider.GetRequiredService<AppDbContext>());
        await quick.Database.EnsureCreatedAsync();
        quick.AddRange(Enumerable.Range(0, 3).Select(_ => New()));
        await quick.SaveManyAsync(default);

        var now = new DateTime(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc);
        var ours = await quick.Set<Delivery>().OrderBy(d => d.Id).ToListAsync();
        var theirs = await late.Set<Delivery>().OrderBy(d => d.Id).ToListAsync();
        // Of the first only a text changes, of the second everything that an answer changes, of the third nothing.
        ours[0].LastError = "一時的に受け付けられません";
        (ours[1].Status, ours[1].DueAt, ours[1].FinishedAt, ours[1].RecordId, ours[1].LastDuration) = (DeliveryStatus.Acknowledged, null, now, "R-1", 5);
        quick.Add(Attempt(ours[1], now));
        await quick.SaveManyAsync(default);
        Assert.Empty(quick.ChangeTracker.Entries());
        var saved = await quick.Set<Delivery>().AsNoTracking().OrderBy(d => d.Id).ToListAsync();
        Assert.Equal(("一時的に受け付けられません", DeliveryStatus.Pending), (saved[0].LastError, saved[0].Status));
        Assert.Equal((DeliveryStatus.Acknowledged, null, now, "R-1", 5), (saved[1].Status, saved[1].DueAt, saved[1].FinishedAt, saved[1].RecordId, saved[1].LastDuration));
        Assert.Equal((DeliveryStatus.Pending, null), (saved[2].Status, saved[2].RecordId));

        // One of these two is not as it was read: neither is saved, nor what is new.
        theirs[1].LastError = theirs[2].LastError = "late";
        late.Add(Attempt(theirs[2], now));
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => late.SaveManyAsync(default));
        Assert.False(await quick.Set<Delivery>().AnyAsync(d => d.LastError == "late"));
        Assert.Equal(1, await quick.Set<DeliveryAttempt>().CountAsync());

        late.ChangeTracker.Clear();
        late.Add(Attempt(ours[1], now));
        (await late.Set<Delivery>().SingleAsync(d => d.Id == ours[2].Id)).LastError = "twice";
        await Assert.ThrowsAsync<DbUpdateException>(() => late.SaveManyAsync(default));
        Assert.False(await quick.Set<Delivery>().AnyAsync(d => d.LastError == "twice"));
    }

    private static DeliveryAttempt Attempt(Delivery delivery, DateTime at) => new() { DeliveryId = delivery.Id, Number = 1, At = at, Outcome = DeliveryOutcome.Refused, Duration = 5 };

    private static Delivery New()
    {
        var id = Guid.CreateVersion7();
        return new()
        {
            Id = id, SubmissionId = id, ReceiptNumber = "1", ProcedureCode = "p", FormVersionId = id, Target = "records", Kind = DeliveryKind.Submission, Order = 0, ExternalId = id.ToString("N"),
            CreatedAt = DateTime.UtcNow, DueAt = DateTime.UtcNow, RetryUntil = DateTime.UtcNow,
        };
    }
}
