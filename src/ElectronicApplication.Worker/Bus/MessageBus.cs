using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Worker.CoreSystems;
using ElectronicApplication.Worker.Dispatch;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Worker.Bus;

/// <summary>
/// The seam to the bus: whatever else the worker does, it knows four verbs (publish, offer, answer, and whether anybody listens). The bus may be
/// away when the worker starts, go away and come back; nothing is lost, because everything on it is a copy of a row.
/// </summary>
internal sealed partial class MessageBus(
    IOptions<BusOptions> options, IOptions<CoreSystemsOptions> systems, AdapterDesk adapters, AnswerRecorder answers, TimeProvider time,
    ILoggerFactory loggers, ILogger<MessageBus> log) : IHostedService
{
    /// <summary>A publication that the broker has not confirmed by then counts as not made.</summary>
    private static readonly TimeSpan ConfirmWithin = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stopping = new();
    private IBusControl? _bus;
    private Task _started = Task.CompletedTask;

    /// <summary>Whether it is worth claiming rows: a broker that is away would only hold them up.</summary>
    public bool IsUp => _bus is { } bus && _started.IsCompletedSuccessfully && bus.CheckHealth().Status == BusHealthStatus.Healthy;

    public Task StartAsync(CancellationToken cancel)
    {
        _bus = BusFactory.Create(options.Value, systems.Value, loggers, OnOfferAsync, answers.RecordAsync);
        _started = StartBusAsync(_bus);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancel)
    {
        await _stopping.CancelAsync();
        await _started;
        if (_bus is null)
            return;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(StopWithin);
        try
        {
            await _bus.StopAsync(limit.Token);
        }
        catch (Exception e)
        {
            LogStop(log, e.GetType().Name);
        }
    }

    /// <summary>Returns when the broker has confirmed the fact; throws when it has not.</summary>
    public Task PublishAsync(IFact fact, CancellationToken cancel) => WithinAsync(limit => _bus!.Publish(fact, fact.GetType(), context =>
    {
        context.MessageId = fact.FactId;
        CloudEvents.Write(context, fact.FactId, fact.GetType().Name, fact.OccurredAt, fact.SubmissionId);
    }, limit), cancel);

    public Task OfferAsync(DeliverSubmission message, CancellationToken cancel) => WithinAsync(limit => SendAsync(Channels.OfTarget(message.Target), message, context =>
    {
        var now = time.GetUtcNow();
        context.MessageId = message.MessageId;
        // On RabbitMQ the message disappears from a queue that nobody works off; in memory the header does the same.
        context.TimeToLive = TimeSpan.FromSeconds(CoreSystemOptions.StartWithinSeconds);
        context.Headers.Set(CloudEvents.BeginBefore, (now + context.TimeToLive.Value).ToString("O"));
        CloudEvents.Write(context, message.MessageId, nameof(DeliverSubmission), now, message.DeliveryId);
    }, limit), cancel);

    /// <summary>From the queue of a core system to its adapter, and the answer back over the bus, before the offer is taken off the queue.</summary>
    private async Task OnOfferAsync(ConsumeContext<DeliverSubmission> context)
    {
        if (CloudEvents.IsTooLate(context, time.GetUtcNow()))
            return;
        var answer = await adapters.OfferAsync(context.Message, context.CancellationToken);
        await WithinAsync(limit => SendAsync(Channels.Answers, answer, send =>
        {
            send.MessageId = answer.MessageId;
            CloudEvents.Write(send, answer.MessageId, nameof(DeliveryAnswered), time.GetUtcNow(), answer.DeliveryId);
        }, limit), context.CancellationToken);
    }

    /// <summary>To an exchange, never to a queue: naming a queue would declare it anew, without the arguments it has.</summary>
    private async Task SendAsync<T>(string exchange, T message, Action<SendContext<T>> headers, CancellationToken cancel)
        where T : class
    {
        var endpoint = await _bus!.GetSendEndpoint(new Uri("exchange:" + exchange));
        await endpoint.Send(message, Pipe.Execute(headers), cancel);
    }

    private static async Task WithinAsync(Func<CancellationToken, Task> publish, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(ConfirmWithin);
        await publish(limit.Token).WaitAsync(limit.Token);
    }

    private async Task StartBusAsync(IBusControl bus)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await bus.StartAsync(_stopping.Token);
                return;
            }
            catch (Exception e) when (!_stopping.IsCancellationRequested)
            {
                LogStart(log, e.GetType().Name);
                await Task.Delay(TimeSpan.FromSeconds(1), time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception)
            {
                // Stopped before the broker ever came.
                return;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The bus did not start ({Error}); trying again.")]
    private static partial void LogStart(ILogger log, string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The bus did not stop in time ({Error}).")]
    private static partial void LogStop(ILogger log, string error);
}
