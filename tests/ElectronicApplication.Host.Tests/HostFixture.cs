using ElectronicApplication.Testing;

namespace ElectronicApplication.Host.Tests;

/// <summary>One running program for the tests of a class that do not disturb each other.</summary>
public sealed class HostFixture : IAsyncLifetime
{
    public InProcessHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await InProcessHost.StartAsync();

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
