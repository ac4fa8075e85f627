using System.Net.Http.Headers;
using System.Text.Json;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.CoreReports;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Worker.CoreSystems;

/// <summary>
/// Asks core systems that have REST only what they report: <c>GET {BaseUrl}/reports?after={cursor}</c> → <c>{"items":[report, …],"next":"cursor"}</c>, the oldest first,
/// <c>next</c> null or unchanged when there is nothing more. The cursor moves only when everything before it is saved.
/// </summary>
internal sealed partial class ReportPoller(IOptions<CoreSystemsOptions> systems, IServiceScopeFactory scopes, ReportDesk desk, TimeProvider time, ILogger<ReportPoller> log) : BackgroundService
{
    /// <summary>A page of reports, documents included.</summary>
    private const int LongestPage = 16 * 1024 * 1024;

    protected override Task ExecuteAsync(CancellationToken stopping) => Task.WhenAll(systems.Value.Systems
        .Where(s => string.Equals(s.Value.Adapter, Adapters.Default, StringComparison.OrdinalIgnoreCase))
        .Select(s => (Name: s.Key, Options: s.Value.Settings.Get<RestOptions>() ?? new()))
        .Where(s => s.Options.ReportsEverySeconds > 0).Select(s => PollAsync(s.Name, s.Options, stopping)));

    private async Task PollAsync(string target, RestOptions options, CancellationToken stopping)
    {
        using var http = new HttpClient(RestAdapter.Handler(options, time))
        {
            BaseAddress = new Uri(options.BaseUrl.TrimEnd('/') + "/"), Timeout = TimeSpan.FromSeconds(Math.Max(options.TimeoutSeconds, 10)), MaxResponseContentBufferSize = LongestPage,
        };
        if (options.ApiKey.Length > 0)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
        http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.ReportsEverySeconds), time);
        var isFailing = false;
        try
        {
            do
            {
                try
                {
                    while (await PageAsync(http, target, stopping))
                    {
                    }
                    isFailing = false;
                }
                catch (Exception e) when (!stopping.IsCancellationRequested)
                {
                    // Told once: a core system that is away is away for many rounds.
                    if (!isFailing)
                        LogFailed(log, target, e.GetType().Name, e is HttpRequestException or TaskCanceledException ? e.Message : "");
                    isFailing = true;
                }
            }
            while (await timer.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException)
        {
            // The worker stops.
        }
    }

    /// <returns>True when there may be more.</returns>
    private async Task<bool> PageAsync(HttpClient http, string target, CancellationToken cancel)
    {
        var after = await CursorsAsync(c => c.ReadAsync(target, cancel));
        using var answer = await http.GetAsync(after is null ? "reports" : "reports?after=" + Uri.EscapeDataString(after), cancel);
        answer.EnsureSuccessStatusCode();
        using var page = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancel));
        var items = page.RootElement.GetProperty("items");
        foreach (var item in items.EnumerateArray())
            await ReceiveAsync(target, item, cancel);
        if (page.RootElement.TryGetProperty("next", out var next) is false || next.ValueKind != JsonValueKind.String || next.GetString() is not { Length: > 0 and <= ReportCursor.MaxLength } cursor || cursor == after)
            return false;
        await CursorsAsync(async c =>
        {
            await c.WriteAsync(target, cursor, cancel);
            return "";
        });
        return items.GetArrayLength() > 0;
    }

    private Task ReceiveAsync(string target, JsonElement item, CancellationToken cancel)
    {
        try
        {
            // Whatever it says, it speaks for itself only.
            if (item.Deserialize<CoreSystemReported>(FactJson.Options) is { } report)
                return desk.ReceiveAsync(r => r.HandleAsync(report with { Target = target }, cancel));
        }
        catch (JsonException)
        {
            // Kept for the operator, so that one of them does not hold up the rest.
        }
        return desk.ReceiveAsync(r => r.KeepUnreadableAsync(target, item.GetRawText(), cancel));
    }

    private async Task<string?> CursorsAsync(Func<ReportCursors, Task<string?>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<ReportCursors>());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The reports of {Target} cannot be read: {Error} {Message}")]
    private static partial void LogFailed(ILogger log, string target, string error, string message);
}
