using System.Globalization;

namespace ElectronicApplication.Testing;

/// <summary>A real PostgreSQL in a temporary folder on the loopback address, durable (fsync on), as the user postgres when the tests run as root.</summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new("postgresql");
    private readonly int _port = Ports.FreePair();

    public string ConnectionString(string database = "postgres") => $"Host=127.0.0.1;Port={_port};Username=postgres;Database={database};Maximum Pool Size=60";

    private string DataFolder => Path.Combine(_folder.Path, "data");

    public static async Task<PostgreSqlServer> StartAsync()
    {
        var server = new PostgreSqlServer();
        if (InstalledServers.PostgreSqlBinaries is null)
            throw new InvalidOperationException("PostgreSQL is not installed.");
        await RunAsync("chown", "postgres", server._folder.Path);
        await server.AsPostgresAsync("initdb", "-D", server.DataFolder, "-A", "trust", "-U", "postgres", "--encoding=UTF8", "--locale=C.UTF-8");
        await File.AppendAllTextAsync(Path.Combine(server.DataFolder, "postgresql.conf"),
            $"port={server._port.ToString(CultureInfo.InvariantCulture)}\nlisten_addresses='127.0.0.1'\nunix_socket_directories='{server._folder.Path}'\nmax_connections=200\n");
        await server.StartAgainAsync();
        return server;
    }

    public Task StartAgainAsync() => AsPostgresAsync("pg_ctl", "-D", DataFolder, "-l", Path.Combine(_folder.Path, "log"), "-w", "start");

    /// <summary>Immediate shutdown: as a power cut, recovered from the log at the next start.</summary>
    public Task CrashAsync() => AsPostgresAsync("pg_ctl", "-D", DataFolder, "-m", "immediate", "-w", "stop");

    public async ValueTask DisposeAsync()
    {
        await CrashAsync();
        _folder.Dispose();
    }

    private Task AsPostgresAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(InstalledServers.PostgreSqlBinaries!, program);
        return Environment.UserName == "root"
            ? RunAsync("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", path, .. arguments])
            : RunAsync(path, arguments);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // pg_ctl leaves the server behind, which holds the pipes: output goes to a file of its own.
        var (code, output) = await ChildProcess.RunAsync("sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments]);
        if (code != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {code}. {output}");
    }
}
