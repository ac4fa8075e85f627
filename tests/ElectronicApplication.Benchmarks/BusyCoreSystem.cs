using System.Collections.Concurrent;
using ElectronicApplication.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ElectronicApplication.Benchmarks;

/// <summary>Takes anything, keeps what it was given by external id, and answers after 5 ms; or, told to hang, not at all.</summary>
internal sealed class BusyCoreSystem(WebApplication web) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, byte> _held = new();
    private int _offers, _early;

    public Uri Address { get; } = new(web.Urls.First());

    public DateTimeOffset First { get; private set; }

    public int Distinct => _held.Count;

    public int Offers => _offers;

    /// <summary>Withdrawals of what had not come before.</summary>
    public int Early => _early;

    public bool Hangs { get; set; }

    public static async Task<BusyCoreSystem> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Servers.FreeAddress().ToString());
        var web = builder.Build();
        BusyCoreSystem? core = null;
        web.MapPost("/core/records", http => core!.TakeAsync(http));
        web.MapPut("/core/records/{id}/withdrawal", (string id, HttpContext http) => core!.EndAsync(id, http));
        await web.StartAsync();
        return core = new(web);
    }

    public void Reset()
    {
        _held.Clear();
        (_offers, _early) = (0, 0);
        First = default;
    }

    private async Task TakeAsync(HttpContext http)
    {
        if (Interlocked.Increment(ref _offers) == 1)
            First = DateTimeOffset.UtcNow;
        await http.Request.Body.CopyToAsync(Stream.Null);
        await Task.Delay(Hangs ? Timeout.Infinite : 5, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (http.Request.Headers["Idempotency-Key"] is [{ } id])
            _held.TryAdd(id, 0);
        await AnswerAsync(http, StatusCodes.Status201Created);
    }

    private async Task EndAsync(string id, HttpContext http)
    {
        if (!_held.ContainsKey(id))
            Interlocked.Increment(ref _early);
        await http.Request.Body.CopyToAsync(Stream.Null);
        await Task.Delay(5);
        await AnswerAsync(http, StatusCodes.Status200OK);
    }

    private static async Task AnswerAsync(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync("""{"id":"R-1"}""");
    }

    public async ValueTask DisposeAsync() => await web.DisposeAsync();
}
