namespace ElectronicApplication.Worker.CoreSystems.Amqp;

/// <summary>Section <c>CoreSystems:&lt;name&gt;</c> of a core system that consumes a queue of a RabbitMQ broker (adapter <c>amqp</c>).</summary>
public sealed class AmqpOptions
{
    /// <summary>amqp://user:password@host:port/vhost, or amqps.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Where the records go: a quorum queue. Empty: "electronic-application.&lt;name&gt;".</summary>
    public string Queue { get; set; } = "";

    /// <summary>Where the answers come from. Empty: the queue's name and ".answers". What cannot be understood goes to that and ".broken".</summary>
    public string AnswerQueue { get; set; } = "";

    /// <summary>Whether the queues are made where they are missing; false where our account may not.</summary>
    public bool Declare { get; set; } = true;

    public int BatchSize { get; set; } = 50;

    public int TimeoutSeconds { get; set; } = 5;

    internal IEnumerable<string> Problems()
    {
        if (!Uri.TryCreate(ConnectionString, UriKind.Absolute, out var url) || url.Scheme is not ("amqp" or "amqps"))
            yield return "ConnectionString must be an address such as amqp://user:password@host:5672/.";
        if (BatchSize is < 1 or > 1000)
            yield return "BatchSize must be between 1 and 1000.";
    }
}
