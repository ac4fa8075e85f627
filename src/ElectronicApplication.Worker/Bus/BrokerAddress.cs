using System.Net.Sockets;

namespace ElectronicApplication.Worker.Bus;

/// <summary>Where the broker is, and whether anybody listens there.</summary>
internal static class BrokerAddress
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2);

    /// <summary>The bus in memory always listens.</summary>
    public static async Task<bool> ListensAsync(BusOptions options, CancellationToken cancel)
    {
        if (options.Transport == BusTransport.InMemory)
            return true;
        var url = new Uri(options.ConnectionString);
        var port = url.Port > 0 ? url.Port : url.Scheme == "amqps" ? 5671 : 5672;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(AnswerWithin);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(url.Host, port, limit.Token);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
