using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Worker.CoreSystems;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Worker.Dispatch;

/// <summary>
/// Says once a second that this worker lives and what it sees, hears which core systems a person has stopped, and takes over what dead workers have
/// left. What this worker holds is set free when it stops.
/// </summary>
internal sealed partial class Heartbeat(
    IServiceScopeFactory scopes, IOptions<CoreSystemsOptions> systems, TargetPaces paces, WorkerName worker, TimeProvider time, ILogger<Heartbeat> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>A clock that is set back by more than this would leave deliveries waiting for a time that has been.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, TargetHours> _hours = systems.Value.Systems.ToDictionary(
        s => s.Key, s => TargetHours.Read(s.Value.Hours, s.Value.Closed, s.Value.ClosedOnHolidays).Hours!, StringComparer.Ordinal);

    private volatile IReadOnlyDictionary<string, TargetPause> _pauses = new Dictionary<string, TargetPause>();

    /// <summary>This one among them.</summary>
    public int WorkersAlive { get; private set; } = 1;

    /// <summary>Whether it takes offers at this time, and nobody has stopped it.</summary>
    public bool MayOffer(string target) => !_pauses.ContainsKey(target) && _hours[target].IsOpen(time.GetUtcNow());

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var (clock, monotonic) = (time.GetUtcNow(), time.GetTimestamp());
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var workers = scope.ServiceProvider.GetRequiredService<Workers>();
                var drift = time.GetUtcNow() - clock - time.GetElapsedTime(monotonic);
                if (drift < -ClockTolerance)
                {
                    LogClock(log, -drift.TotalSeconds);
                    await workers.ClockWentBackAsync(stopping);
                }
                (clock, monotonic) = (time.GetUtcNow(), time.GetTimestamp());
                WorkersAlive = await workers.BeatAsync(worker.Value, Readings(), stopping);
                _pauses = await workers.PausesAsync(stopping);
                if (await workers.TakeOverAsync(stopping) is > 0 and var freed)
                    LogTakenOver(log, freed);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                LogFailed(log, e.GetType().Name);
            }
            await Task.Delay(Beat, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public override async Task StopAsync(CancellationToken cancel)
    {
        await base.StopAsync(cancel);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<Workers>().LeaveAsync(worker.Value, cancel);
        }
        catch (Exception e)
        {
            LogFailed(log, e.GetType().Name);
        }
    }

    private List<TargetReading> Readings() => [.. systems.Value.Systems.Select(s =>
        new TargetReading(s.Key, s.Value.Adapter, paces[s.Key].Breaker, _hours[s.Key].IsOpen(time.GetUtcNow()), paces[s.Key].PerSecond))];

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} deliveries of a worker that died are due again.")]
    private static partial void LogTakenOver(ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The clock went back by {Seconds:0} seconds; everything that waits is due.")]
    private static partial void LogClock(ILogger log, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The heartbeat could not be saved ({Error}).")]
    private static partial void LogFailed(ILogger log, string error);
}
