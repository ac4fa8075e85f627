using System.Net;
using System.Net.Sockets;

namespace ElectronicApplication.Sandbox.Mail;

/// <summary>Listens for senders and gives each a conversation of its own.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private const int MostConversations = 100;

    private readonly TcpListener listener;
    private readonly MailBox box;
    private readonly CancellationTokenSource stopping = new();
    private readonly SemaphoreSlim places = new(MostConversations);
    private readonly Task accepting;

    private SmtpServer(TcpListener listener, MailBox box)
    {
        (this.listener, this.box) = (listener, box);
        accepting = Task.Run(AcceptAsync);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public static SmtpServer Start(string address, int port, MailBox box)
    {
        var listener = new TcpListener(IPAddress.Parse(address), port);
        listener.Start();
        return new(listener, box);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
        for (var place = 0; place < MostConversations; place++)
        {
            // All places free again: no conversation is left.
            await places.WaitAsync();
        }
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await places.WaitAsync(stopping.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            try
            {
                _ = ConverseAsync(await listener.AcceptTcpClientAsync(stopping.Token));
            }
            catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                places.Release();
            }
        }
    }

    private async Task ConverseAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                await new SmtpConversation(client.GetStream(), box).RunAsync(stopping.Token);
            }
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException)
        {
            // The sender left, or the server stops; a mail that was not acknowledged is the sender's to send again.
        }
        finally
        {
            places.Release();
        }
    }
}
