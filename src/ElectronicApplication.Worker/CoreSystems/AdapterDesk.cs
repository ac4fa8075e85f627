using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Threading.Channels;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Deliveries;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Worker.CoreSystems;

/// <summary>Takes offers from the bus to the adapter of their core system, and always comes back with an answer.</summary>
internal sealed partial class AdapterDesk(IOptions<CoreSystemsOptions> options, DeliverySeal seal, DeliveryTickets tickets, DeliveryLinks links, WorkerMetrics metrics, TimeProvider time, ILogger<AdapterDesk> log)
    : IAsyncDisposable
{
    /// <summary>Answers that come within so long of one another travel together.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(20);

    private readonly Dictionary<string, Desk> _desks = options.Value.Systems.ToDictionary(s => s.Key, s =>
    {
        var made = TargetLinks.Of(s.Key, options.Value, links, time);
        var kind = Adapters.Kinds[s.Value.Adapter];
        var takes = kind.TakesAttachments(s.Value.Settings);
        return new Desk(kind.Create(new(s.Key, s.Value.Settings, time) { Log = log, Links = made }), s.Value.Timeout, new SemaphoreSlim(s.Value.Concurrency), takes ? made : null, takes && kind.AsFiles);
    }, StringComparer.Ordinal);

    public IAdapter this[string target] => _desks[target].Adapter;

    /// <summary>As links or as files.</summary>
    public bool TakesAttachments(string target) => _desks[target] is { Links: not null } or { TakesFiles: true };

    /// <summary>The answers as they come.</summary>
    /// <param name="beginBefore">What has not begun by then is left: its row is about to be offered again.</param>
    public async IAsyncEnumerable<IReadOnlyList<DeliveryAnswered>> OfferAsync(DeliverSubmissions message, DateTimeOffset beginBefore, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (!_desks.TryGetValue(message.Target, out var desk))
        {
            yield return [.. message.Offers.Select(o => Answer(o, AdapterAnswer.TryAgain("この連携先の設定がありません。"), 0))];
            yield break;
        }
        var answers = Channel.CreateUnbounded<DeliveryAnswered>();
        var work = Task.WhenAll(message.Offers.GroupBy(o => o.IsAsked).SelectMany(g => g.Chunk(g.Key ? 1 : desk.Adapter.BatchSize))
            .Select(offers => OneAsync(desk, message.Target, offers, beginBefore, answers.Writer, cancel)));
        _ = work.ContinueWith(done => answers.Writer.Complete(done.Exception?.InnerException), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        while (await answers.Reader.WaitToReadAsync(cancel))
        {
            if (!work.IsCompleted)
                await Task.WhenAny(work, Task.Delay(Gather, cancel));
            List<DeliveryAnswered> group = [];
            while (answers.Reader.TryRead(out var answer))
                group.Add(answer);
            yield return group;
        }
        await work;
    }

    private async Task OneAsync(Desk desk, string target, DeliverSubmission[] offers, DateTimeOffset beginBefore, ChannelWriter<DeliveryAnswered> answers, CancellationToken cancel)
    {
        await desk.Room.WaitAsync(cancel);
        try
        {
            if (time.GetUtcNow() > beginBefore)
                return;
            var started = Stopwatch.GetTimestamp();
            var said = await AskAsync(desk, target, offers, cancel);
            var took = Stopwatch.GetElapsedTime(started);
            foreach (var (offer, answer) in offers.Zip(said))
            {
                metrics.Attempted(target, answer.Outcome, took);
                if (answer.Outcome is DeliveryOutcome.TryAgain or DeliveryOutcome.Refused)
                    LogNotDone(log, offer.DeliveryId, target, offer.Attempt, answer.Outcome);
                answers.TryWrite(Answer(offer, answer, (int)took.TotalMilliseconds));
            }
        }
        finally
        {
            desk.Room.Release();
        }
    }

    private async Task<IReadOnlyList<AdapterAnswer>> AskAsync(Desk desk, string target, DeliverSubmission[] offers, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(desk.Timeout);
        try
        {
            var opened = await Task.WhenAll(offers.Select(o => OpenAsync(desk, target, o, limit.Token)));
            if (offers[0].IsAsked)
                return [await desk.Adapter.AskAsync(opened[0], limit.Token)];
            var said = await desk.Adapter.OfferAsync(opened, limit.Token);
            return said.Count == offers.Length ? said : throw new InvalidOperationException($"{said.Count} answers to {offers.Length} offers.");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return All(offers, AdapterAnswer.TryAgain($"{desk.Timeout.TotalSeconds:0} 秒以内に応答がありませんでした。"));
        }
        catch (CryptographicException)
        {
            return All(offers, AdapterAnswer.TryAgain("連携データの封印を開けません。ワーカーの鍵ファイルが同じか確認してください。"));
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            LogBroken(log, offers[0].DeliveryId, target, e);
            return All(offers, AdapterAnswer.TryAgain($"アダプターの内部エラー（{e.GetType().Name}）。"));
        }
    }

    private async Task<Offer> OpenAsync(Desk desk, string target, DeliverSubmission offer, CancellationToken cancel)
    {
        var content = seal.Open(target, offer.DeliveryId, offer.SealedData ?? await tickets.FetchAsync(target, offer.Ticket ?? "", cancel));
        return new(offer.Kind, offer.ExternalId, offer.ReceiptNumber, content.Data, offer.DeliveryId, offer.ProcedureCode, offer.Attempt, offer.Progress, content.Text,
            content.Attachments is { } attachments ? desk.Links?.ToAttachments(offer.DeliveryId, attachments) : null)
        {
            Files = desk.TakesFiles ? content.Attachments?.Select(a => new OfferedFile(a.Name, Extension(a.MediaType), a.Sha256,
                stop => links.ReadAsync(target, offer.DeliveryId, a.Id, stop))).ToList() : null,
        };
    }

    private static string Extension(string mediaType) => mediaType switch
    {
        "application/pdf" => ".pdf", "image/jpeg" => ".jpg", "image/png" => ".png", "image/webp" => ".webp", "image/heic" => ".heic", _ => ".bin",
    };

    private static AdapterAnswer[] All(DeliverSubmission[] offers, AdapterAnswer answer) => [.. offers.Select(_ => answer)];

    private static DeliveryAnswered Answer(DeliverSubmission offer, AdapterAnswer answer, int milliseconds) =>
        new(offer.DeliveryId, offer.Attempt, answer.Outcome, answer.RecordId, answer.Reason, answer.RetryAfterSeconds, milliseconds, answer.Progress);

    public async ValueTask DisposeAsync()
    {
        foreach (var desk in _desks.Values)
        {
            await desk.Adapter.DisposeAsync();
            desk.Room.Dispose();
        }
    }

    private sealed record Desk(IAdapter Adapter, TimeSpan Timeout, SemaphoreSlim Room, TargetLinks? Links, bool TakesFiles);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {DeliveryId} to {Target}, attempt {Attempt}: {Outcome}.")]
    private static partial void LogNotDone(ILogger log, Guid deliveryId, string target, int attempt, DeliveryOutcome outcome);

    [LoggerMessage(Level = LogLevel.Error, Message = "The adapter broke on delivery {DeliveryId} to {Target}.")]
    private static partial void LogBroken(ILogger log, Guid deliveryId, string target, Exception e);
}
