using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Testing;

/// <summary>Anonymous submissions by API, at a fixed concurrency, through every interruption: each is repeated under its own Idempotency-Key until it is answered.</summary>
public sealed class Load(Uri portal, string procedure, Func<int, JsonObject> answers)
{
    public ConcurrentDictionary<string, int> Accepted { get; } = new();

    public int Interrupted => _interrupted;

    private int _interrupted;

    /// <summary>Returns when <paramref name="count"/> submissions were answered with 201.</summary>
    public async Task RunAsync(int count, int concurrency, CancellationToken cancel = default)
    {
        using var http = new HttpClient(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2) }) { BaseAddress = portal, Timeout = TimeSpan.FromSeconds(30) };
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancel }, async (number, stop) =>
        {
            var key = Guid.NewGuid().ToString();
            while (true)
            {
                try
                {
                    using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/submissions")
                    {
                        Content = JsonContent.Create(new JsonObject { ["procedure"] = procedure, ["answers"] = answers(number) }),
                        Headers = { { "Idempotency-Key", key } },
                    };
                    using var response = await http.SendAsync(request, stop);
                    if (response.StatusCode == HttpStatusCode.Created)
                    {
                        var body = (await response.Content.ReadFromJsonAsync<JsonObject>(stop))!;
                        Accepted[(string)body["receiptNumber"]!] = number;
                        return;
                    }
                    if ((int)response.StatusCode is >= 400 and < 500 && response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.Conflict))
                        throw new InvalidOperationException($"Refused: {await response.Content.ReadAsStringAsync(stop)}");
                }
                catch (Exception e) when (e is HttpRequestException or IOException || e is TaskCanceledException && !stop.IsCancellationRequested)
                {
                }
                Interlocked.Increment(ref _interrupted);
                await Task.Delay(100, stop);
            }
        });
    }
}
