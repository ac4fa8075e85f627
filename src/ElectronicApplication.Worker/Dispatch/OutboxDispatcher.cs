using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Worker.Bus;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ElectronicApplication.Worker.Dispatch;

/// <summary>Carries facts from the outbox to the bus. A row is deleted only after the broker has confirmed its fact.</summary>
internal sealed partial class OutboxDispatcher(IServiceScopeFactory scopes, MessageBus bus, DispatchLoop loop, WorkerName worker, WorkerMetrics metrics, ILogger<OutboxDispatcher> log) : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(150);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    /// <summary>A fact that this version cannot read waits for a worker that can.</summary>
    private static readonly TimeSpan AfterUnknown = TimeSpan.FromMinutes(1);

    protected override Task ExecuteAsync(CancellationToken stopping) => loop.RunAsync("The outbox", Idle, StepAsync, stopping);

    private async Task<bool> StepAsync(CancellationToken cancel)
    {
        if (!bus.IsUp)
            return false;
        await using var scope = scopes.CreateAsyncScope();
        var rows = scope.ServiceProvider.GetRequiredService<OutboxRows>();
        var batch = await rows.ClaimAsync(worker.Value, cancel);
        if (batch.Messages.Count == 0)
            return false;

        var results = await Task.WhenAll(batch.Messages.Select(m => PublishAsync(m, cancel)));
        var published = Of(batch, results, Publication.Confirmed);
        var failed = Of(batch, results, Publication.Failed);
        var unknown = Of(batch, results, Publication.Unknown);
        // Also while stopping: what the broker has must not be published again.
        await rows.ConfirmAsync(batch, published, CancellationToken.None);
        await rows.ReleaseAsync(batch, failed, AfterFailure, CancellationToken.None);
        await rows.ReleaseAsync(batch, unknown, AfterUnknown, CancellationToken.None);
        metrics.Published(published.Count);
        if (failed.Count > 0)
            LogFailed(log, failed.Count, batch.Messages.Count);
        return failed.Count == 0;
    }

    private async Task<Publication> PublishAsync(OutboxMessage message, CancellationToken cancel)
    {
        try
        {
            if (Channels.Read(message) is not { } fact)
            {
                LogUnknown(log, message.Sequence, message.Type);
                return Publication.Unknown;
            }
            await bus.PublishAsync(fact, cancel);
            return Publication.Confirmed;
        }
        catch (System.Text.Json.JsonException)
        {
            LogUnknown(log, message.Sequence, message.Type);
            return Publication.Unknown;
        }
        catch (Exception)
        {
            return Publication.Failed;
        }
    }

    private static List<long> Of(OutboxBatch batch, Publication[] results, Publication wanted) =>
        [.. batch.Messages.Where((_, i) => results[i] == wanted).Select(m => m.Sequence)];

    private enum Publication { Confirmed, Failed, Unknown }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} of {Total} facts were not confirmed by the broker and are published again.")]
    private static partial void LogFailed(ILogger log, int count, int total);

    [LoggerMessage(Level = LogLevel.Error, Message = "Outbox row {Sequence} holds a fact \"{Type}\" that this version cannot read; it stays.")]
    private static partial void LogUnknown(ILogger log, long sequence, string type);
}
