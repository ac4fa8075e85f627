using System.Globalization;
using System.Text.Json;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Worker.CoreSystems.Files;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ElectronicApplication.Worker.CoreSystems.Amqp;

/// <summary>
/// A core system that consumes a queue, in whatever language: one persistent message a record, confirmed by the broker. It answers with messages on
/// another queue; these are taken off when what they say has been saved. A record may come twice: the consumer goes by its external id. Data that no
/// message should carry are fetched with a link.
/// </summary>
internal sealed partial class AmqpAdapter : IAdapter
{
    private const int LargestBody = 256 * 1024;

    private const int AnswersAtOnce = 500;

    private readonly string _name;
    private readonly AmqpOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly TargetLinks? _links;
    private readonly string _queue;
    private readonly string _answers;
    private readonly ConnectionFactory _factory;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly SemaphoreSlim _collecting = new(1);
    private readonly List<(ulong Tag, LateAnswer Answer)> _unsettled = [];
    private Open? _open;
    private Open? _collectedFrom;

    public AmqpAdapter(string name, AmqpOptions options, TimeProvider time, ILogger log, TargetLinks? links = null)
    {
        (_name, _options, _time, _log, _links) = (name, options, time, log, links);
        _queue = options.Queue.Length > 0 ? options.Queue : "electronic-application." + name;
        _answers = options.AnswerQueue.Length > 0 ? options.AnswerQueue : _queue + ".answers";
        _factory = new ConnectionFactory
        {
            Uri = new Uri(options.ConnectionString), ClientProvidedName = "electronic-application." + name, AutomaticRecoveryEnabled = false,
            RequestedConnectionTimeout = TimeSpan.FromSeconds(options.TimeoutSeconds), ContinuationTimeout = TimeSpan.FromSeconds(options.TimeoutSeconds), RequestedHeartbeat = TimeSpan.FromSeconds(10),
        };
        // For amqps addresses the client would by itself take a certificate of another name.
        (_factory.Ssl.ServerName, _factory.Ssl.AcceptablePolicyErrors) = (_factory.HostName, System.Net.Security.SslPolicyErrors.None);
    }

    public int BatchSize => _options.BatchSize;

    public async Task<IReadOnlyList<AdapterAnswer>> OfferAsync(IReadOnlyList<Offer> offers, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(_options.TimeoutSeconds));
        try
        {
            var open = await OpenAsync(limit.Token);
            return await Task.WhenAll(offers.Select(o => PublishAsync(open.Offers, o, limit.Token)));
        }
        catch (Exception e) when (IsAway(e, cancel))
        {
            return [.. offers.Select(_ => Away(e))];
        }
    }

    public async Task<IReadOnlyList<LateAnswer>> CollectAsync(CancellationToken cancel)
    {
        var open = await OpenAsync(cancel);
        await _collecting.WaitAsync(cancel);
        try
        {
            // What was not settled on a connection that is lost comes again by itself.
            if (open != _collectedFrom)
                _unsettled.Clear();
            _collectedFrom = open;
            while (_unsettled.Count < AnswersAtOnce && await open.Answers.BasicGetAsync(_answers, autoAck: false, cancel) is { } message)
            {
                if (AmqpAnswer.Read(message.Body.Span) is { } answer)
                {
                    _unsettled.Add((message.DeliveryTag, answer));
                    continue;
                }
                LogBroken(_log, _name);
                if (_options.Declare)
                    await open.Offers.BasicPublishAsync("", _answers + ".broken", mandatory: true, new BasicProperties { Persistent = true }, message.Body.ToArray(), cancel);
                // To where the queue's own policy sends it (dead letters), if we may not make a queue for it.
                await open.Answers.BasicRejectAsync(message.DeliveryTag, requeue: false, cancel);
            }
            return [.. _unsettled.Select(u => u.Answer)];
        }
        finally
        {
            _collecting.Release();
        }
    }

    public async Task SettleAsync(IReadOnlyList<LateAnswer> saved, CancellationToken cancel)
    {
        var settled = saved.ToHashSet();
        await _collecting.WaitAsync(cancel);
        try
        {
            foreach (var (tag, answer) in _unsettled.Where(u => settled.Contains(u.Answer)).ToList())
            {
                // On a connection that was lost there is nothing to take off any more: the message comes again, and says the same again.
                if (_collectedFrom is { IsOpen: true } open)
                    await open.Answers.BasicAckAsync(tag, multiple: false, cancel);
                _unsettled.Remove((tag, answer));
            }
        }
        finally
        {
            _collecting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_open is { } open)
            await open.DisposeAsync();
        _gate.Dispose();
        _collecting.Dispose();
    }

    private async Task<AdapterAnswer> PublishAsync(IChannel channel, Offer offer, CancellationToken cancel)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(FileText.ToJson(offer), FactJson.Options);
        if (body.Length > LargestBody && _links is not null)
            body = JsonSerializer.SerializeToUtf8Bytes(FileText.ToJson(offer, _links.ToContent(offer.DeliveryId)), FactJson.Options);
        if (body.Length > LargestBody)
            return AdapterAnswer.Refused(string.Create(CultureInfo.InvariantCulture, $"一件のデータが {body.Length / 1024} KB あり、メッセージの上限（256 KB）を超えています。リンクで渡す（クレームチェック）には、設定 Worker:PublicUrl に、連携先から見たワーカーのアドレスを入れてください。"));
        try
        {
            await channel.BasicPublishAsync("", _queue, mandatory: true, Properties(offer), body, cancel);
            return AdapterAnswer.Accepted();
        }
        catch (PublishException e)
        {
            return AdapterAnswer.TryAgain(e.IsReturn ? $"ブローカーにキュー「{_queue}」がありません。" : "ブローカーがメッセージを受け取りませんでした。");
        }
        catch (Exception e) when (IsAway(e, CancellationToken.None))
        {
            // Perhaps it is in the queue and only the confirmation was lost: the consumer knows the external id.
            return Away(e);
        }
    }

    /// <summary>CloudEvents 1.0, AMQP binding, binary mode. The message's id is the delivery's.</summary>
    private BasicProperties Properties(Offer offer) => new()
    {
        Persistent = true, ContentType = "application/json", ContentEncoding = "utf-8", MessageId = offer.DeliveryId.ToString(), CorrelationId = offer.ExternalId, ReplyTo = _answers,
        Headers = new Dictionary<string, object?>
        {
            ["cloudEvents:specversion"] = "1.0", ["cloudEvents:id"] = offer.DeliveryId.ToString(), ["cloudEvents:source"] = "/electronic-application/core-systems/" + _name,
            ["cloudEvents:type"] = "jp.electronic-application.v1.record." + JsonNamingPolicy.CamelCase.ConvertName(offer.Kind.ToString()), ["cloudEvents:subject"] = offer.ExternalId,
            ["cloudEvents:time"] = _time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture), ["cloudEvents:datacontenttype"] = "application/json",
        },
    };

    private async Task<Open> OpenAsync(CancellationToken cancel)
    {
        if (_open is { IsOpen: true } standing)
            return standing;
        await _gate.WaitAsync(cancel);
        try
        {
            if (_open is { IsOpen: true } made)
                return made;
            if (_open is { } broken)
                await broken.DisposeAsync();
            _open = null;
            return _open = await Open.MakeAsync(_factory, _options.Declare ? [_queue, _answers, _answers + ".broken"] : [], cancel);
        }
        finally
        {
            _gate.Release();
        }
    }

    private static bool IsAway(Exception e, CancellationToken cancel) =>
        e is BrokerUnreachableException or OperationInterruptedException or RabbitMQClientException or IOException or System.Net.Sockets.SocketException or TimeoutException or ObjectDisposedException
        || e is OperationCanceledException && !cancel.IsCancellationRequested;

    private static AdapterAnswer Away(Exception e) => AdapterAnswer.TryAgain(e is OperationInterruptedException { ShutdownReason.ReplyCode: >= 400 and < 500 } refused
        ? string.Create(CultureInfo.InvariantCulture, $"ブローカーが断りました（{refused.ShutdownReason!.ReplyCode}）。権限とキューの種類を確認してください。")
        : "連携先のブローカーに接続できないか、応答がありません。");

    /// <summary>One connection, a channel for offers and one for answers: what goes wrong on one channel closes it.</summary>
    private sealed record Open(IConnection Connection, IChannel Offers, IChannel Answers) : IAsyncDisposable
    {
        public bool IsOpen => Connection.IsOpen && Offers.IsOpen && Answers.IsOpen;

        public static async Task<Open> MakeAsync(ConnectionFactory factory, IEnumerable<string> queues, CancellationToken cancel)
        {
            var connection = await factory.CreateConnectionAsync(cancel);
            try
            {
                var offers = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancel);
                var answers = await connection.CreateChannelAsync(cancellationToken: cancel);
                foreach (var queue in queues)
                    await answers.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: cancel);
                return new(connection, offers, answers);
            }
            catch
            {
                await connection.DisposeAsync();
                throw;
            }
        }

        public ValueTask DisposeAsync() => Connection.DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An answer of {Target} could not be understood and was put aside.")]
    private static partial void LogBroken(ILogger log, string target);
}
