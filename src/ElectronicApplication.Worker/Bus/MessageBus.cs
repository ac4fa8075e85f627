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
    IOptions<BusOptions> options, IOptions<CoreSystemsOptions> systems, AdapterDesk adapters, AnswerRecorder answers, ReportDesk reports, TimeProvider time,
    ILoggerFactory loggers, ILogger<MessageBus> log) : BackgroundService
{
    /// <summary>A publication that the broker has not confirmed by then counts as not made.</summary>
    private static readonly TimeSpan ConfirmWithin = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>What a new connection may take before it is given up: a broker that has just begun to listen may not be ready. After each that was given up twice as long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(16);

    /// <summary>Where only single queues are missing: the others are disturbed each time.</summary>
    private static readonly TimeSpan LongestPatienceForSingle = TimeSpan.FromMinutes(10);

    private volatile Connection? _connection;

    /// <summary>Whether it is worth claiming rows: a broker that is away would only hold them up.</summary>
    public bool IsUp => _connection?.Has(Channels.Answers) ?? false;

    /// <summary>Whether offers to this core system would be taken off its queue. A queue that is broken stops its own system only.</summary>
    public bool IsUpFor(string target) => IsUp && _connection!.Has(Channels.OfTarget(target));

    private IBusControl Bus => _connection?.Bus ?? throw new InvalidOperationException("The bus has not started.");

    /// <summary>
    /// MassTransit waits ever longer between its tries to reconnect, up to a minute. Here the broker is looked for twice a second, and once it
    /// listens without the bus having come back by itself, the bus is made anew; for the sake of single queues ever more rarely.
    /// </summary>
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var (lastWhole, patience) = (time.GetTimestamp(), TimeSpan.Zero);
        while (!stopping.IsCancellationRequested)
        {
            if (_connection is { IsWhole: true })
                (lastWhole, patience) = (time.GetTimestamp(), TimeSpan.Zero);
            else if (await BrokerAddress.ListensAsync(options.Value, stopping)
                && (_connection is null || _connection.IsOlderThan(IsUp ? patience : Shorter(patience, LongestPatience)) && time.GetElapsedTime(lastWhole) > Patience / 2))
            {
                patience = patience == TimeSpan.Zero ? Patience : Shorter(patience * 2, IsUp ? LongestPatienceForSingle : LongestPatience);
                await DropAsync(TimeSpan.FromSeconds(2));
                _connection = Connection.Open(BusFactory.Create(options.Value, systems.Value, loggers, new(OnOffersAsync, answers.RecordAsync, reports.RecordAsync)), time);
            }
            await Task.Delay(LookEvery, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    public override async Task StopAsync(CancellationToken cancel)
    {
        await base.StopAsync(cancel);
        await DropAsync(StopWithin);
    }

    private async Task DropAsync(TimeSpan within)
    {
        if (_connection is not { } old)
            return;
        try
        {
            await old.CloseAsync(within);
        }
        catch (Exception e)
        {
            LogDropped(log, e.GetType().Name);
        }
    }

    /// <summary>Returns when the broker has confirmed the fact; throws when it has not.</summary>
    public Task PublishAsync(IFact fact, CancellationToken cancel) => WithinAsync(limit => Bus.Publish(fact, fact.GetType(), context =>
    {
        context.MessageId = fact.FactId;
        CloudEvents.Write(context, fact.FactId, fact.GetType().Name, fact.OccurredAt, fact.SubmissionId);
    }, limit), cancel);

    /// <param name="beginBefore">Early enough that the attempt and its answer end before the claim does.</param>
    public Task OfferAsync(DeliverSubmissions message, DateTimeOffset beginBefore, CancellationToken cancel) => WithinAsync(limit => SendAsync(Channels.OfTarget(message.Target), message, context =>
    {
        var now = time.GetUtcNow();
        context.MessageId = message.MessageId;
        // On RabbitMQ the message disappears from a queue that nobody works off; in memory the header does the same.
        context.TimeToLive = beginBefore > now ? beginBefore - now : TimeSpan.FromMilliseconds(1);
        context.Headers.Set(CloudEvents.BeginBefore, beginBefore.ToString("O"));
        CloudEvents.Write(context, message.MessageId, nameof(DeliverSubmissions), now, message.MessageId);
    }, limit), cancel);

    /// <summary>From the queue of a core system to its adapter, and the answers back over the bus, before the offers are taken off the queue.</summary>
    private async Task OnOffersAsync(ConsumeContext<DeliverSubmissions> context)
    {
        var before = CloudEvents.BeginBeforeOf(context) ?? DateTimeOffset.MaxValue;
        if (time.GetUtcNow() > before)
            return;
        await foreach (var group in adapters.OfferAsync(context.Message, before, context.CancellationToken))
        {
            var answered = new DeliveriesAnswered(Guid.CreateVersion7(time.GetUtcNow()), context.Message.Target, group);
            await WithinAsync(limit => SendAsync(Channels.Answers, answered, send =>
            {
                send.MessageId = answered.MessageId;
                CloudEvents.Write(send, answered.MessageId, nameof(DeliveriesAnswered), time.GetUtcNow(), context.Message.MessageId);
            }, limit), context.CancellationToken);
        }
    }

    /// <summary>To an exchange, never to a queue: naming a queue would declare it anew, without the arguments it has.</summary>
    private async Task SendAsync<T>(string exchange, T message, Action<SendContext<T>> headers, CancellationToken cancel)
        where T : class
    {
        var endpoint = await Bus.GetSendEndpoint(new Uri("exchange:" + exchange));
        await endpoint.Send(message, Pipe.Execute(headers), cancel);
    }

    private static async Task WithinAsync(Func<CancellationToken, Task> publish, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(ConfirmWithin);
        await publish(limit.Token).WaitAsync(limit.Token);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A connection to the bus did not end cleanly ({Error}).")]
    private static partial void LogDropped(ILogger log, string error);

    /// <summary>One bus from its start to its end. Starting may take as long as it likes; nobody waits for it.</summary>
    private sealed class Connection
    {
        private readonly CancellationTokenSource _closing = new();
        private readonly TimeProvider _time;
        private readonly long _opened;
        private readonly Task _started;

        private Connection(IBusControl bus, TimeProvider time)
        {
            (Bus, _time, _opened) = (bus, time, time.GetTimestamp());
            _started = bus.StartAsync(_closing.Token);
        }

        public IBusControl Bus { get; }

        /// <summary>Every queue is there and worked off.</summary>
        public bool IsWhole => IsOpen && _started.IsCompleted && Bus.CheckHealth().Status == BusHealthStatus.Healthy;

        /// <summary>Whether this queue is there and worked off.</summary>
        public bool Has(string queue) => IsOpen && Bus.CheckHealth().Endpoints.Values.Any(e => e.Status == BusHealthStatus.Healthy && e.InputAddress.AbsolutePath.EndsWith("/" + queue, StringComparison.Ordinal));

        /// <summary>It has not started before all its queues are there; those that are there are worked off meanwhile.</summary>
        private bool IsOpen => !_started.IsFaulted && !_closing.IsCancellationRequested;

        public static Connection Open(IBusControl bus, TimeProvider time) => new(bus, time);

        public bool IsOlderThan(TimeSpan age) => _started.IsFaulted || _time.GetElapsedTime(_opened) > age;

        public async Task CloseAsync(TimeSpan within)
        {
            await _closing.CancelAsync();
            using var limit = new CancellationTokenSource(within);
            await ((Task)_started).WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Bus.StopAsync(limit.Token).WaitAsync(limit.Token);
        }
    }
}
