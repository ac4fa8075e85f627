using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ElectronicApplication.Core.Kernel;

/// <summary>The one database. Provider contexts in Database derive from it; what only one provider can do is an override there.</summary>
public abstract class AppDbContext(DbContextOptions options) : DbContext(options)
{
    /// <summary>
    /// Saves finished row sets of several requests in one durable transaction: all or none.
    /// Providers override it with the fastest way they have.
    /// </summary>
    public virtual async Task InsertAsync(IReadOnlyList<IReadOnlyList<object>> rowSets, CancellationToken cancel)
    {
        ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var rows in rowSets)
            AddRange(rows);
        await SaveChangesAsync(cancel);
        ChangeTracker.Clear();
    }

    /// <summary>
    /// Saves what changed of many tracked rows, in one durable transaction, and forgets them. Providers override it with the fastest way they have.
    /// </summary>
    /// <exception cref="DbUpdateConcurrencyException">One of them is not as it was read; nothing was saved.</exception>
    /// <exception cref="DbUpdateException">A row is there already, or breaks another rule of the database; nothing was saved.</exception>
    public virtual async Task SaveManyAsync(CancellationToken cancel)
    {
        await SaveChangesAsync(cancel);
        ChangeTracker.Clear();
    }

    /// <summary>Runs bulk statements (ExecuteUpdate, ExecuteDelete) as the provider needs it: SQLite has one writer at a time.</summary>
    public virtual Task<T> WriteAsync<T>(Func<Task<T>> statement, CancellationToken cancel) => statement();

    /// <summary>
    /// Runs work that decides by what it reads and saves at its end, in one transaction: nobody else is in such work under the same name meanwhile,
    /// in any process. What the work saved is kept when it returns, and none of it when it throws.
    /// </summary>
    /// <param name="name">At most 255 characters.</param>
    public virtual async Task<T> AloneAsync<T>(string name, Func<Task<T>> work, CancellationToken cancel)
    {
        await using var transaction = await Database.BeginTransactionAsync(cancel);
        await LockAsync(name, cancel);
        var done = await work();
        await transaction.CommitAsync(cancel);
        return done;
    }

    /// <summary>Waits until nobody else holds the name; held until the transaction ends.</summary>
    protected abstract Task LockAsync(string name, CancellationToken cancel);

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<DateTime>().HaveConversion<UtcConverter>();
        conventions.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
    }

    protected override void OnModelCreating(ModelBuilder model) => model.ApplyConfigurationsFromAssembly(typeof(AppDbContext).Assembly);

    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        v => v.Kind == DateTimeKind.Utc ? v : v.ToUniversalTime(),
        v => DateTime.SpecifyKind(v, DateTimeKind.Utc));
}
