using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Database;

/// <summary>What happens to the database before a role starts: migrate, or refuse to start on pending migrations; and prove that it works.</summary>
public sealed class DatabaseStartup(IServiceScopeFactory scopes)
{
    public async Task MigrateAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AppDbContext>().Database.MigrateAsync(cancel);
    }

    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        return [.. await scope.ServiceProvider.GetRequiredService<AppDbContext>().Database.GetPendingMigrationsAsync(cancel)];
    }

    public async Task<bool> AnswersAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AppDbContext>().Database.CanConnectAsync(cancel);
    }

    /// <summary>Writes, reads back and deletes a row with a text, a moment and bytes: what a mismatch of library versions would break first.</summary>
    /// <exception cref="InvalidOperationException">What was read is not what was written.</exception>
    public async Task SelfTestAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var name = "self-test:" + Guid.NewGuid().ToString("N");
        var written = new Lease { Name = name, Holder = "髙﨑𠮷葛\U000E0100", Until = new DateTime(2026, 4, 1, 12, 34, 56, 789, DateTimeKind.Utc) };
        db.Add(written);
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        var read = await db.Set<Lease>().AsNoTracking().SingleOrDefaultAsync(l => l.Name == name && l.Until >= written.Until, cancel);
        await db.WriteAsync(() => db.Set<Lease>().Where(l => l.Name == name).ExecuteDeleteAsync(cancel), cancel);
        if (read?.Holder != written.Holder || read.Until != written.Until)
            throw new InvalidOperationException("The database does not give back what was written; the provider and the library do not fit together.");
    }
}
