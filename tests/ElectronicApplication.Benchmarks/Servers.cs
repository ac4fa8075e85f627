using System.Globalization;
using ElectronicApplication.Testing;

namespace ElectronicApplication.Benchmarks;

/// <summary>The two servers that are compared, each a process of its own.</summary>
internal sealed class Servers : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new("benchmark");
    private PostgreSqlServer? _postgres;
    private ChildProcess? _floor;
    private HostProcess? _host;

    public Uri Floor { get; private set; } = null!;

    public Uri Host => _host!.Address;

    /// <summary>The portal alone, as it stands in production: delivering is another process's work.</summary>
    public static async Task<Servers> StartAsync(string provider)
    {
        var servers = new Servers();
        try
        {
            await servers.StartBothAsync(provider);
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    /// <summary>The floor alone, ready to answer.</summary>
    public static async Task<ChildProcess> StartFloorAsync(string provider, string connection, Uri address)
    {
        var process = new ChildProcess("dotnet", [Path.Combine(AppContext.BaseDirectory, "ElectronicApplication.Benchmarks.dll"), "floor-server", provider, connection, address.ToString().TrimEnd('/')]);
        using var http = new HttpClient();
        await Wait.ForAsync("the floor", async () => await http.GetStringAsync(new Uri(address, "/health/ready")));
        return process;
    }

    private async Task StartBothAsync(string provider)
    {
        var data = Path.Combine(_folder.Path, "data");
        string[] options = ["--Host:Roles=Portal,Sandbox", "--Logging:LogLevel:Default=Warning"];
        var floorConnection = Path.Combine(_folder.Path, "floor.db");
        if (provider == "postgresql")
        {
            _postgres = await PostgreSqlServer.StartAsync();
            floorConnection = _postgres.ConnectionString();
            options = [.. options, "--Database:Provider=PostgreSql", $"--Database:ConnectionString={_postgres.ConnectionString()}"];
        }
        Floor = FreeAddress();
        _floor = await StartFloorAsync(provider, floorConnection, Floor);
        _host = await HostProcess.StartDevelopmentAsync(data, options);
    }

    public static Uri FreeAddress() => new($"http://127.0.0.1:{Ports.FreePair().ToString(CultureInfo.InvariantCulture)}");

    public async ValueTask DisposeAsync()
    {
        // Whatever it warned of belongs beside the figures.
        await Console.Error.WriteAsync(_host?.Output);
        if (_host is not null)
            await _host.DisposeAsync();
        _floor?.Dispose();
        if (_postgres is not null)
            await _postgres.DisposeAsync();
        _folder.Dispose();
    }
}
