using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.CoreReports;
using ElectronicApplication.Core.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ElectronicApplication.Worker.CoreSystems;

/// <summary>Hands reports of core systems to the case work. It returns only when the report is saved: nobody else holds it.</summary>
internal sealed partial class ReportDesk(IServiceScopeFactory scopes, OutboxSignal signal, TimeProvider time, ILogger<ReportDesk> log)
{
    private const int MostTries = 24;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>From the bus: the database may be away for a while.</summary>
    public async Task RecordAsync(CoreSystemReported report, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await ReceiveAsync(r => r.HandleAsync(report, cancel));
                return;
            }
            catch (Exception e) when (!cancel.IsCancellationRequested && attempt < MostTries)
            {
                LogFailed(log, report.MessageId, e);
                await Task.Delay(Pause, time, cancel);
            }
        }
    }

    public async Task<bool> ReceiveAsync(Func<ReceiveCoreReport, Task<bool>> receive)
    {
        await using var scope = scopes.CreateAsyncScope();
        var isNew = await receive(scope.ServiceProvider.GetRequiredService<ReceiveCoreReport>());
        if (isNew)
            signal.Poke();
        return isNew;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The report {MessageId} of a core system could not be saved; it is tried again.")]
    private static partial void LogFailed(ILogger log, Guid messageId, Exception e);
}
