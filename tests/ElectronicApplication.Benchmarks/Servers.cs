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
        var data = Path.Combine(servers._folder.Path, "data");
        string[] options = ["--Host:Roles=Portal,Sandbox", "--Logging:LogLevel:Default=Warning"];
        var floorConnection = Path.Combine(servers._folder.Path, "floor.db");
        if (provider == "postgresql")
        {
            servers._postgres = await PostgreSqlServer.StartAsync();
            floorConnection = servers._postgres.ConnectionString();
            options = [.. options, "--Database:Provider=PostgreSql", $"--Database:ConnectionString={servers._postgres.ConnectionString()}"];
        }
        var port = Ports.FreePair();
        servers.Floor = new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");
        servers._floor = new ChildProcess("dotnet", [Path.Combine(AppContext.BaseDirectory, "ElectronicApplication.Benchmarks.dll"), "floor-server", provider, floorConnection, servers.Floor.ToString().TrimEnd('/')]);
        servers._host = await HostProcess.StartDevelopmentAsync(data, options);
        using var http = new HttpClient();
        await Wait.ForAsync("the floor", async () => await http.GetStringAsync(new Uri(servers.Floor, "/health/ready")));
        return servers;
    }

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
