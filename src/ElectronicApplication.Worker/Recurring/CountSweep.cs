using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Worker.CoreSystems;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Worker.Recurring;

/// <summary>Asks the core systems that can be asked how many submissions of each of the last days they hold: the other side of the reconciliation.</summary>
internal sealed partial class CountSweep(IOptions<CoreSystemsOptions> systems, AdapterDesk adapters, TargetCounts counts, TimeProvider time, ILogger<CountSweep> log) : ISweep
{
    private const int Days = 14;

    public TimeSpan Period => TimeSpan.FromMinutes(30);

    public async Task RunAsync(CancellationToken cancel)
    {
        var today = JapanTime.Today(time);
        foreach (var target in systems.Value.Systems.Keys)
        {
            try
            {
                for (var back = 0; back < Days; back++)
                {
                    if (await adapters[target].CountAsync(today.AddDays(-back), cancel) is not { } count)
                        break;
                    await counts.NoteAsync(target, today.AddDays(-back), count, cancel);
                }
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                LogFailed(log, target, e.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Target} could not be asked how many records it holds ({Error}).")]
    private static partial void LogFailed(ILogger log, string target, string error);
}
