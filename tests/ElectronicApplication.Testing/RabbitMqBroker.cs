using System.Globalization;
using System.Net.Sockets;

namespace ElectronicApplication.Testing;

/// <summary>A real RabbitMQ in a temporary folder on the loopback address, as the user rabbitmq when the tests run as root.</summary>
public sealed class RabbitMqBroker : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new("rabbitmq");
    private readonly int _port = Ports.FreePair();
    private readonly int _distributionPort = Ports.FreePair();
    private ChildProcess? _process;

    public string ConnectionString => $"amqp://guest:guest@127.0.0.1:{_port.ToString(CultureInfo.InvariantCulture)}/";

    public static async Task<RabbitMqBroker> StartAsync()
    {
        var broker = new RabbitMqBroker();
        if (InstalledServers.RabbitMqServer is null)
            throw new InvalidOperationException("RabbitMQ is not installed.");
        await File.WriteAllTextAsync(Path.Combine(broker._folder.Path, "rabbitmq.conf"),
            $"listeners.tcp.1 = 127.0.0.1:{broker._port}\nvm_memory_high_watermark.relative = 0.2\ndisk_free_limit.absolute = 500MB\n");
        await File.WriteAllTextAsync(Path.Combine(broker._folder.Path, "enabled_plugins"), "[].\n");
        await File.WriteAllTextAsync(Path.Combine(broker._folder.Path, "env.conf"), "");
        await ChildProcess.RunAsync("chown", ["-R", "rabbitmq", broker._folder.Path]);
        await broker.StartAgainAsync();
        return broker;
    }

    public async Task StartAgainAsync()
    {
        string[] command = [InstalledServers.RabbitMqServer!];
        if (Environment.UserName == "root")
            command = ["setpriv", "--reuid=rabbitmq", "--regid=rabbitmq", "--init-groups", .. command];
        _process = new ChildProcess(command[0], command[1..], new Dictionary<string, string>
        {
            ["HOME"] = _folder.Path,
            ["LC_ALL"] = "C.UTF-8",
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODENAME"] = $"ea{_port.ToString(CultureInfo.InvariantCulture)}@localhost",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = _port.ToString(CultureInfo.InvariantCulture),
            ["RABBITMQ_DIST_PORT"] = _distributionPort.ToString(CultureInfo.InvariantCulture),
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(_folder.Path, "mnesia"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(_folder.Path, "log"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(_folder.Path, "enabled_plugins"),
            ["RABBITMQ_CONFIG_FILE"] = Path.Combine(_folder.Path, "rabbitmq"),
            ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(_folder.Path, "env.conf"),
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
        });
        await Wait.ForAsync("RabbitMQ to listen", async () =>
        {
            if (_process.HasExited)
                throw new InvalidOperationException("RabbitMQ ended: " + _process.Output);
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", _port);
                return client;
            }
            catch (SocketException)
            {
                return null;
            }
        }, TimeSpan.FromSeconds(90));
    }

    public void KillHard() => _process?.KillHard();

    /// <summary>The broker is a tree of processes; the one that holds the connections stops.</summary>
    public async Task SilentAsync(TimeSpan time)
    {
        await SignalAsync("STOP");
        await Task.Delay(time);
        await SignalAsync("CONT");
    }

    private async Task SignalAsync(string signal) =>
        await ChildProcess.RunAsync("pkill", ["-" + signal, "-f", $"beam.*ea{_port.ToString(CultureInfo.InvariantCulture)}@localhost"]);

    /// <summary>
    /// RabbitMQ 3.10 keeps its book of quorum queues in memory for a few seconds, on a busy machine for more. Killed before it has written it down, it comes back with a queue
    /// that never finds its leader, and nobody can consume from it. That is the broker's own loss; a test that kills it waits for this first.
    /// </summary>
    public static Task NewQueuesWrittenDownAsync() => Task.Delay(TimeSpan.FromSeconds(15));

    public ValueTask DisposeAsync()
    {
        KillHard();
        _process?.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
