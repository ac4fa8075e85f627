using System.Net;
using System.Net.Sockets;

namespace ElectronicApplication.Sandbox.Tests;

public sealed class StartTests
{
    [Fact]
    public async Task A_start_that_fails_leaves_nothing_open()
    {
        var folder = Directory.CreateTempSubdirectory("sandbox-");
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var options = new SandboxOptions { DataDirectory = folder.FullName, Urls = "http://127.0.0.1:0" };
        await Assert.ThrowsAsync<SocketException>(() => SandboxServer.StartAsync(options with { SmtpPort = ((IPEndPoint)taken.LocalEndpoint).Port }));
        await using (await SandboxServer.StartAsync(options))
        {
        }
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Two_sandboxes_cannot_share_one_folder()
    {
        var folder = Directory.CreateTempSubdirectory("sandbox-");
        var options = new SandboxOptions { DataDirectory = folder.FullName, Urls = "http://127.0.0.1:0" };
        await using (await SandboxServer.StartAsync(options))
        {
            await Assert.ThrowsAsync<IOException>(() => SandboxServer.StartAsync(options));
        }
        folder.Delete(recursive: true);
    }
}
