using System.Globalization;
using System.Net.Sockets;

namespace ElectronicApplication.Testing;

/// <summary>A real OpenSSH server on the loopback address with keys of its own, for the user that the tests run as; files by its own SFTP.</summary>
public sealed class SshServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new("ssh");
    private ChildProcess? _process;

    public int Port { get; } = Ports.FreePair();

    /// <summary>A folder to leave files in.</summary>
    public string Files => Path.Combine(_folder.Path, "files");

    public string KeyFile => Path.Combine(_folder.Path, "client");

    /// <summary>A key that the server does not know.</summary>
    public string OtherKeyFile => Path.Combine(_folder.Path, "other");

    public string KnownHostsFile => Path.Combine(_folder.Path, "known_hosts");

    /// <summary>Names the server's address with a key that it does not have.</summary>
    public string WrongKnownHostsFile => Path.Combine(_folder.Path, "wrong_hosts");

    public static async Task<SshServer> StartAsync()
    {
        var server = new SshServer();
        if (InstalledServers.SshServer is null)
            throw new InvalidOperationException("OpenSSH's server is not installed.");
        Directory.CreateDirectory(server.Files);
        foreach (var key in new[] { "host", "client", "other" })
            await ChildProcess.RunAsync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(server._folder.Path, key)]);
        await server.KnownAsync(server.KnownHostsFile, "host.pub");
        await server.KnownAsync(server.WrongKnownHostsFile, "other.pub");
        await File.WriteAllTextAsync(Path.Combine(server._folder.Path, "sshd_config"), $"""
            Port {server.Port.ToString(CultureInfo.InvariantCulture)}
            ListenAddress 127.0.0.1
            HostKey {server._folder.Path}/host
            AuthorizedKeysFile {server._folder.Path}/client.pub
            PidFile none
            UsePAM no
            StrictModes no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin prohibit-password
            Subsystem sftp internal-sftp

            """);
        if (Environment.UserName == "root")
            Directory.CreateDirectory("/run/sshd");
        await server.StartAgainAsync();
        return server;
    }

    public async Task StartAgainAsync()
    {
        _process = new ChildProcess(InstalledServers.SshServer!, ["-D", "-e", "-f", Path.Combine(_folder.Path, "sshd_config")]);
        await Wait.ForAsync("sshd to listen", async () =>
        {
            if (_process.HasExited)
                throw new InvalidOperationException("sshd ended: " + _process.Output);
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", Port);
                return client;
            }
            catch (SocketException)
            {
                return null;
            }
        });
    }

    public void KillHard() => _process?.KillHard();

    public ValueTask DisposeAsync()
    {
        KillHard();
        _process?.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task KnownAsync(string file, string publicKey) =>
        await File.WriteAllTextAsync(file, $"[127.0.0.1]:{Port.ToString(CultureInfo.InvariantCulture)} {await File.ReadAllTextAsync(Path.Combine(_folder.Path, publicKey))}");
}
