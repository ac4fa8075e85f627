using System.Globalization;

namespace ElectronicApplication.Testing;

/// <summary>The production shape on one machine: portal, staff desk, worker and the outside world as processes of their own, over PostgreSQL and RabbitMQ.</summary>
public sealed class StagingCity : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new("staging");

    public PostgreSqlServer Database { get; private set; } = null!;

    public RabbitMqBroker Broker { get; private set; } = null!;

    public HostProcess Sandbox { get; private set; } = null!;

    public HostProcess Portal { get; private set; } = null!;

    public HostProcess Staff { get; private set; } = null!;

    public HostProcess Worker { get; private set; } = null!;

    public string DataDirectory => Path.Combine(_folder.Path, "data");

    public static async Task<StagingCity> StartAsync()
    {
        var city = new StagingCity();
        try
        {
            await city.StartPartsAsync();
            return city;
        }
        catch
        {
            await city.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in new[] { Portal, Staff, Worker, Sandbox })
            if (process is not null)
                await process.DisposeAsync();
        if (Broker is not null)
            await Broker.DisposeAsync();
        if (Database is not null)
            await Database.DisposeAsync();
        _folder.Dispose();
    }

    private async Task StartPartsAsync()
    {
        var broker = RabbitMqBroker.StartAsync();
        Database = await PostgreSqlServer.StartAsync();
        Broker = await broker;
        int sandbox = Ports.FreePair(), portal = Ports.FreePair(), staff = Ports.FreePair(), worker = Ports.FreePair(), smtp = Ports.FreePair();
        string[] database = [$"--Data:Directory={DataDirectory}", "--Database:Provider=PostgreSql", $"--Database:ConnectionString={Database.ConnectionString()}"];
        string[] world =
        [
            $"--Sandbox:Url={Local(sandbox)}", $"--Sandbox:SmtpPort={Number(smtp)}", $"--Portal:PublicUrl={Local(portal)}", $"--Staff:PublicUrl={Local(staff)}",
            "--Bus:Transport=RabbitMq", $"--Bus:ConnectionString={Broker.ConnectionString}",
        ];
        Sandbox = await HostProcess.StartAsync("Staging", sandbox, "/", "--Host:Roles=Sandbox", $"--Data:Directory={DataDirectory}", $"--Sandbox:SmtpPort={Number(smtp)}", $"--Portal:PublicUrl={Local(portal)}");
        var (code, output) = await HostProcess.RunVerbAsync("Staging", ["migrate", .. database]);
        if (code != 0)
            throw new InvalidOperationException($"migrate ended with {code}: {output}");
        Portal = await HostProcess.StartAsync("Staging", portal, "/health/ready", ["--Host:Roles=Portal", .. database, .. world]);
        Staff = await HostProcess.StartAsync("Staging", staff, "/health/ready", ["--Host:Roles=Staff", .. database, .. world]);
        Worker = await HostProcess.StartAsync("Staging", worker, "/health/ready", ["--Host:Roles=Worker", .. database, .. world]);
    }

    private static string Local(int port) => $"http://127.0.0.1:{Number(port)}";

    private static string Number(int port) => port.ToString(CultureInfo.InvariantCulture);
}
