using System.Text.Json;
using System.Text.Json.Serialization;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Worker.CoreSystems;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace ElectronicApplication.Worker.Bus;

/// <summary>
/// Builds the bus: raw JSON, one exchange a fact, a quorum queue a core system. Built by hand and not by the container, so that the transport is
/// chosen when it starts and everything of MassTransit stands in this folder.
/// </summary>
internal static class BusFactory
{
    /// <summary>How many messages of answers may be under way to the database at once; they are saved together.</summary>
    private const int AnswersAtOnce = 50;

    private const int ReportsAtOnce = 8;

    public static IBusControl Create(
        BusOptions options, CoreSystemsOptions systems, ILoggerFactory loggers, BusHandlers handlers)
    {
        // MassTransit reports its use to its makers, and asks the cloud for metadata about the machine, unless it is told not to.
        Environment.SetEnvironmentVariable("MASSTRANSIT_USAGE_TELEMETRY", "false");
        LogContext.ConfigureCurrentLogContext(loggers);
        return options.Transport == BusTransport.RabbitMq ? RabbitMq(options, systems, handlers) : InMemory(systems, handlers);
    }

    private static IBusControl InMemory(CoreSystemsOptions systems, BusHandlers handlers) =>
        MassTransit.Bus.Factory.CreateUsingInMemory(bus =>
        {
            Shape(bus);
            foreach (var (target, settings) in systems.Systems)
            {
                bus.ReceiveEndpoint(Channels.OfTarget(target), endpoint => Offers(endpoint, settings, handlers.OnOffers));
                bus.ReceiveEndpoint(Channels.ReportsOf(target), endpoint => Reports(endpoint, target, handlers.OnReport));
            }
            bus.ReceiveEndpoint(Channels.Answers, endpoint => Answers(endpoint, handlers.OnAnswers));
        });

    private static IBusControl RabbitMq(BusOptions options, CoreSystemsOptions systems, BusHandlers handlers) =>
        MassTransit.Bus.Factory.CreateUsingRabbitMq(bus =>
        {
            var url = new Uri(options.ConnectionString);
            bus.Host(url, host =>
            {
                var user = url.UserInfo.Split(':', 2);
                host.Username(user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : "guest");
                host.Password(user.Length > 1 ? Uri.UnescapeDataString(user[1]) : "guest");
                host.PublisherConfirmation = true;
                host.Heartbeat(TimeSpan.FromSeconds(10));
                host.RequestedConnectionTimeout(TimeSpan.FromSeconds(5));
            });
            Shape(bus);
            foreach (var (target, settings) in systems.Systems)
            {
                bus.ReceiveEndpoint(Channels.OfTarget(target), endpoint =>
                {
                    endpoint.SetQuorumQueue();
                    Offers(endpoint, settings, handlers.OnOffers);
                });
                bus.ReceiveEndpoint(Channels.ReportsOf(target), endpoint =>
                {
                    endpoint.SetQuorumQueue();
                    Reports(endpoint, target, handlers.OnReport);
                });
            }
            bus.ReceiveEndpoint(Channels.Answers, endpoint =>
            {
                endpoint.SetQuorumQueue();
                Answers(endpoint, handlers.OnAnswers);
            });
        });

    private static void Shape(IBusFactoryConfigurator bus)
    {
        bus.MessageTopology.SetEntityNameFormatter(new ExchangeNames());
        bus.Publish<IFact>(fact => fact.Exclude = true);
        bus.UseRawJsonSerializer(RawSerializerOptions.AnyMessageType, isDefault: true);
        bus.ConfigureJsonSerializerOptions(json =>
        {
            json.Encoder = FactJson.Options.Encoder;
            json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.Converters.Insert(0, new JsonStringEnumConverter());
            return json;
        });
    }

    /// <summary>Each core system has its own queue and its own share of the worker, so that a slow one holds up nobody else.</summary>
    private static void Offers(IReceiveEndpointConfigurator endpoint, CoreSystemOptions settings, Func<ConsumeContext<DeliverSubmissions>, Task> onOffers)
    {
        // A message may hold a single offer. What is taken off the queue waits for room at the adapter, which counts offers.
        endpoint.PrefetchCount = settings.Concurrency;
        endpoint.ConcurrentMessageLimit = settings.Concurrency;
        Plain(endpoint);
        endpoint.Handler<DeliverSubmissions>(context => onOffers(context));
    }

    private static void Answers(IReceiveEndpointConfigurator endpoint, Func<DeliveriesAnswered, Task> onAnswers)
    {
        endpoint.PrefetchCount = AnswersAtOnce;
        endpoint.ConcurrentMessageLimit = AnswersAtOnce;
        Plain(endpoint);
        endpoint.Handler<DeliveriesAnswered>(context => onAnswers(context.Message));
    }

    /// <summary>No row comes again by itself if one of these is lost: what cannot be read or saved, or is of another system, goes to <c>core-system-reports.{target}_error</c>.</summary>
    private static void Reports(IReceiveEndpointConfigurator endpoint, string target, Func<CoreSystemReported, CancellationToken, Task> onReport)
    {
        endpoint.PrefetchCount = ReportsAtOnce;
        endpoint.ConcurrentMessageLimit = ReportsAtOnce;
        endpoint.ConfigureConsumeTopology = false;
        endpoint.PublishFaults = false;
        endpoint.Handler<CoreSystemReported>(context => context.Message.Target == target ? onReport(context.Message, context.CancellationToken)
            : throw new InvalidOperationException($"A report of {target} came as one of another core system."));
    }

    /// <summary>Reached by its own exchange only. What fails here is not kept aside: its row comes again by itself.</summary>
    private static void Plain(IReceiveEndpointConfigurator endpoint)
    {
        endpoint.ConfigureConsumeTopology = false;
        endpoint.PublishFaults = false;
        endpoint.DiscardFaultedMessages();
        endpoint.DiscardSkippedMessages();
    }

    private sealed class ExchangeNames : IEntityNameFormatter
    {
        public string FormatEntityName<T>() => Channels.Of(typeof(T));
    }
}

/// <summary>What the worker does with what comes from the bus.</summary>
internal sealed record BusHandlers(Func<ConsumeContext<DeliverSubmissions>, Task> OnOffers, Func<DeliveriesAnswered, Task> OnAnswers, Func<CoreSystemReported, CancellationToken, Task> OnReport);
