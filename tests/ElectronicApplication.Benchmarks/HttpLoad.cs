using System.Buffers.Text;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace ElectronicApplication.Benchmarks;

/// <summary>
/// Sends the same request over kept-alive connections as fast as it is answered. Plain sockets, because on a small machine the client
/// must cost little beside the server; responses must have a Content-Length or be chunked.
/// </summary>
internal sealed class HttpLoad(Uri server, byte[] request, int expectedStatus)
{
    /// <returns>Answered requests per second.</returns>
    public async Task<double> RunAsync(int connections, TimeSpan time)
    {
        using var stop = new CancellationTokenSource();
        var watch = Stopwatch.StartNew();
        stop.CancelAfter(time);
        var counts = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => ConnectionAsync(stop.Token))));
        return counts.Sum() / watch.Elapsed.TotalSeconds;
    }

    public static byte[] Request(Uri server, string method, string path, string? json = null, string? headers = null)
    {
        var body = json is null ? [] : Encoding.UTF8.GetBytes(json);
        var head = $"{method} {path} HTTP/1.1\r\nHost: {server.Authority}\r\n{headers}" + (json is null ? "" : $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n") + "\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    private async Task<long> ConnectionAsync(CancellationToken stop)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server.Host, server.Port);
        var buffer = new byte[256 * 1024];
        long count = 0;
        while (!stop.IsCancellationRequested)
        {
            await socket.SendAsync(request);
            await ReadResponseAsync(socket, buffer);
            count++;
        }
        return count;
    }

    private async Task ReadResponseAsync(Socket socket, byte[] buffer)
    {
        var have = 0;
        var headEnd = -1;
        var total = -1;
        while (total < 0 || have < total)
        {
            if (have == buffer.Length)
                throw new InvalidOperationException("The response is larger than the buffer.");
            var read = await socket.ReceiveAsync(buffer.AsMemory(have));
            if (read == 0)
                throw new InvalidOperationException("The server closed the connection.");
            have += read;
            if (headEnd < 0 && (headEnd = buffer.AsSpan(0, have).IndexOf("\r\n\r\n"u8)) < 0)
                continue;
            if (total < 0)
            {
                var head = buffer.AsSpan(0, headEnd);
                if (!Utf8Parser.TryParse(head[9..12], out int status, out _) || status != expectedStatus)
                    throw new InvalidOperationException($"Expected {expectedStatus}: {Encoding.UTF8.GetString(buffer, 0, Math.Min(have, 2000))}");
                var length = head.IndexOf("Content-Length: "u8);
                if (length >= 0)
                {
                    Utf8Parser.TryParse(head[(length + 16)..], out int size, out _);
                    total = headEnd + 4 + size;
                }
            }
            if (total < 0 && buffer.AsSpan(0, have).EndsWith("0\r\n\r\n"u8))
                return;
        }
    }
}
