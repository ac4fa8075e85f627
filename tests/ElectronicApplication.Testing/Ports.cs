using System.Net;
using System.Net.Sockets;

namespace ElectronicApplication.Testing;

public static class Ports
{
    /// <summary>A free port on the loopback address, and the one after it free as well (the sandbox stands beside its host).</summary>
    public static int FreePair()
    {
        while (true)
        {
            using var first = new TcpListener(IPAddress.Loopback, 0);
            first.Start();
            var port = ((IPEndPoint)first.LocalEndpoint).Port;
            if (port == 65535)
                continue;
            try
            {
                using var second = new TcpListener(IPAddress.Loopback, port + 1);
                second.Start();
                return port;
            }
            catch (SocketException)
            {
            }
        }
    }
}
