using Microsoft.Extensions.Options;

namespace ElectronicApplication.Worker.Bus;

public enum BusTransport { InMemory, RabbitMq }

/// <summary>Section <c>Bus</c>: <c>InMemory</c> inside one process, or <c>RabbitMq</c> at <c>amqp://user:password@host:port/vhost</c>.</summary>
public sealed class BusOptions
{
    public BusTransport Transport { get; set; } = BusTransport.InMemory;

    public string ConnectionString { get; set; } = "";

    internal sealed class Validation : IValidateOptions<BusOptions>
    {
        public ValidateOptionsResult Validate(string? name, BusOptions bus) =>
            bus.Transport == BusTransport.InMemory || Uri.TryCreate(bus.ConnectionString, UriKind.Absolute, out var url) && url.Scheme is "amqp" or "amqps"
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail("Bus:ConnectionString must be an address such as amqp://user:password@host:5672/.");
    }
}
