using System.Globalization;
using ElectronicApplication.Host;

namespace ElectronicApplication.Testing;

/// <summary>The whole program in the test's own process, on real ports, with an empty data folder of its own.</summary>
public sealed class InProcessHost : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new("host");
    private RunningHost _host = null!;

    public Uri Address => _host.Address;

    public Uri SandboxAddress => _host.Sandbox!.Address;

    public IServiceProvider Services => _host.App!.Services;

    public string DataDirectory => Path.Combine(_folder.Path, "data");

    public static async Task<InProcessHost> StartAsync(params string[] options)
    {
        Environment.SetEnvironmentVariable("MASSTRANSIT_USAGE_TELEMETRY", "false");
        var fixture = new InProcessHost();
        // Away from the test runner's own synchronisation context, as a program starts.
        fixture._host = await Task.Run(() => RunningHost.StartAsync(
        [
            "--environment=Development", $"--urls=http://127.0.0.1:{Ports.FreePair().ToString(CultureInfo.InvariantCulture)}", $"--Data:Directory={fixture.DataDirectory}",
            "--Logging:LogLevel:Default=Warning", .. options,
        ]));
        return fixture;
    }

    public HttpClient Client() => new() { BaseAddress = Address };

    public OutsideWorld World() => new(SandboxAddress);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }
}
