using System.Diagnostics;
using System.Security.Cryptography;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Deliveries;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Worker.CoreSystems;

/// <summary>Takes an offer from the bus to the adapter of its core system, and always comes back with an answer.</summary>
internal sealed partial class AdapterDesk(IOptions<CoreSystemsOptions> options, DeliverySeal seal, WorkerMetrics metrics, TimeProvider time, ILogger<AdapterDesk> log) : IAsyncDisposable
{
    private readonly Dictionary<string, IAdapter> _adapters = options.Value.Systems.ToDictionary(
        s => s.Key, s => Adapters.Kinds[s.Value.Adapter].Create(new(s.Key, s.Value.Settings, time)), StringComparer.Ordinal);

    public async Task<DeliveryAnswered> OfferAsync(DeliverSubmission message, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = await AskAsync(message, cancel);
        var took = Stopwatch.GetElapsedTime(started);
        metrics.Attempted(message.Target, answer.Outcome, took);
        if (answer.Outcome is DeliveryOutcome.TryAgain or DeliveryOutcome.Refused)
            LogNotDone(log, message.DeliveryId, message.Target, message.Attempt, answer.Outcome);
        return new(Guid.CreateVersion7(time.GetUtcNow()), message.DeliveryId, message.Attempt, answer.Outcome, answer.RecordId, answer.Reason, answer.RetryAfterSeconds, (int)took.TotalMilliseconds);
    }

    private async Task<AdapterAnswer> AskAsync(DeliverSubmission message, CancellationToken cancel)
    {
        if (!_adapters.TryGetValue(message.Target, out var adapter))
            return AdapterAnswer.TryAgain("この連携先の設定がありません。");
        try
        {
            var data = seal.Open(message.Target, message.DeliveryId, message.SealedData);
            return (await adapter.OfferAsync([new(message.Kind, message.ExternalId, message.ReceiptNumber, data, message.DeliveryId, message.ProcedureCode, message.Attempt)], cancel))[0];
        }
        catch (CryptographicException)
        {
            return AdapterAnswer.TryAgain("連携データの封印を開けません。ワーカーの鍵ファイルが同じか確認してください。");
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            LogBroken(log, message.DeliveryId, message.Target, e);
            return AdapterAnswer.TryAgain($"アダプターの内部エラー（{e.GetType().Name}）。");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var adapter in _adapters.Values)
            await adapter.DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {DeliveryId} to {Target}, attempt {Attempt}: {Outcome}.")]
    private static partial void LogNotDone(ILogger log, Guid deliveryId, string target, int attempt, DeliveryOutcome outcome);

    [LoggerMessage(Level = LogLevel.Error, Message = "The adapter broke on delivery {DeliveryId} to {Target}.")]
    private static partial void LogBroken(ILogger log, Guid deliveryId, string target, Exception e);
}
