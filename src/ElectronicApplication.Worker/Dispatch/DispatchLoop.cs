using ElectronicApplication.Core.Kernel;
using Microsoft.Extensions.Logging;

namespace ElectronicApplication.Worker.Dispatch;

/// <summary>
/// The rhythm of everything that works off rows: again at once while there is more, otherwise when somebody pokes or the idle time is over.
/// A failing step is logged and tried again; the loop ends only with the worker.
/// </summary>
internal sealed partial class DispatchLoop(OutboxSignal signal, TimeProvider time, ILogger<DispatchLoop> log)
{
    /// <summary>After a poke: what is saved together with it is found together with it.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(25);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    /// <param name="step">True when there may be more to do at once.</param>
    public async Task RunAsync(string name, TimeSpan idle, Func<CancellationToken, Task<bool>> step, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var poke = signal.Next;
            try
            {
                if (await step(stopping))
                    continue;
                if (await Task.WhenAny(poke, Task.Delay(idle, time, stopping)) == poke)
                    await Task.Delay(Gather, time, stopping);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                LogFailed(log, name, e);
                await Task.Delay(AfterFailure, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception)
            {
                // The worker stops; what was half done is claimed again.
                return;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Name} failed; it goes on in a second.")]
    private static partial void LogFailed(ILogger log, string name, Exception e);
}
