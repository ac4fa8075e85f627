using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Worker.CoreSystems;
using ElectronicApplication.Worker.Dispatch;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Worker.Recurring;

/// <summary>Reads how long facts and deliveries wait, for the gauges, and says so when it is too long.</summary>
internal sealed partial class BacklogSweep(OutboxRows outbox, DeliveryRows deliveries, IOptions<CoreSystemsOptions> systems, TargetPaces paces, WorkerMetrics metrics, TimeProvider time, ILogger<BacklogSweep> log) : ISweep
{
    private const double TooLongSeconds = 60;

    public TimeSpan Period => TimeSpan.FromSeconds(10);

    public async Task RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var oldestFact = Seconds(now, await outbox.OldestAsync(cancel));
        if (oldestFact > TooLongSeconds)
            LogOutbox(log, oldestFact);
        List<TargetBacklog> targets = [];
        foreach (var target in systems.Value.Systems.Keys)
        {
            var backlog = await deliveries.BacklogAsync(target, cancel);
            var due = Seconds(now, backlog.OldestDue);
            if (due > TooLongSeconds)
                LogTarget(log, target, due);
            targets.Add(new(target, backlog.InFlight, due, backlog.Refused, paces[target].Breaker));
        }
        metrics.Read(new(oldestFact, targets));
    }

    private static double Seconds(DateTime now, DateTime? since) => since is { } at ? Math.Max(0, (now - at).TotalSeconds) : 0;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The oldest fact in the outbox has waited {Seconds:0} seconds; is the broker there?")]
    private static partial void LogOutbox(ILogger log, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A delivery to {Target} has been due for {Seconds:0} seconds; is the core system there?")]
    private static partial void LogTarget(ILogger log, string target, double seconds);
}
