using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Tests;

/// <summary>A real SQLite file in a temporary folder, with the kernel's services. Modules under test are added through <paramref name="configure"/>.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private TestDatabase(string directory, ServiceProvider services) => (Directory, _services) = (directory, services);

    public string Directory { get; }

    public IServiceProvider Services => _services;

    public static async Task<TestDatabase> CreateAsync(Action<IServiceCollection>? configure = null, TimeProvider? time = null)
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("ea-core-").FullName;
        var services = new ServiceCollection().AddLogging();
        if (time is not null)
            services.AddSingleton(time);
        services.AddDatabase(DatabaseOptions.SqliteFile(Path.Combine(directory, "test.db"))).AddKernel(KeyRing.Generate("test"));
        configure?.Invoke(services);
        var database = new TestDatabase(directory, services.BuildServiceProvider(validateScopes: true));
        await database.InScopeAsync<AppDbContext, bool>(db => db.Database.EnsureCreatedAsync());
        return database;
    }

    /// <summary>One unit of work in a scope of its own, as a request has.</summary>
    public async Task<TResult> InScopeAsync<TService, TResult>(Func<TService, Task<TResult>> work)
        where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        System.IO.Directory.Delete(Directory, recursive: true);
    }
}

/// <summary>A clock that moves only when it is told to.</summary>
public sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}
