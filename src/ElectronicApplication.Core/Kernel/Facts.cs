using System.Text.Json;
using ElectronicApplication.Contracts.V1;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Kernel;

/// <summary>
/// A module that adds rows of its own whenever something happened in another: deliveries, notices.
/// The rows are saved in the transaction of the fact itself, so that neither can exist without the other.
/// </summary>
public interface IFactListener
{
    IEnumerable<object> RowsFor(IFact fact);
}

/// <summary>Turns a fact into the rows that must be saved with it: the outbox row, and what the listeners add.</summary>
public sealed class Facts(IEnumerable<IFactListener> listeners, TimeProvider time)
{
    private readonly IFactListener[] _listeners = [.. listeners];

    public List<object> RowsFor(IFact fact)
    {
        List<object> rows = [OutboxMessage.Of(fact, time.GetUtcNow().UtcDateTime)];
        foreach (var listener in _listeners)
            rows.AddRange(listener.RowsFor(fact));
        return rows;
    }
}

/// <summary>A fact on its way to the bus. The row is deleted once the broker has confirmed it.</summary>
public sealed class OutboxMessage
{
    private OutboxMessage()
    {
    }

    public long Sequence { get; private set; }

    public Guid MessageId { get; private set; }

    public string Type { get; private set; } = "";

    public string Body { get; private set; } = "";

    public DateTime OccurredAt { get; private set; }

    public string? ClaimedBy { get; private set; }

    /// <summary>Another worker may take the row over after this moment.</summary>
    public DateTime ClaimedUntil { get; private set; }

    public int Attempts { get; private set; }

    public static OutboxMessage Of(IFact fact, DateTime at) => new()
    {
        MessageId = fact.FactId, Type = fact.GetType().Name, Body = JsonSerializer.Serialize(fact, fact.GetType(), FactJson.Options), OccurredAt = at,
        ClaimedUntil = DateTime.UnixEpoch,
    };

    internal sealed class Configuration : IEntityTypeConfiguration<OutboxMessage>
    {
        public void Configure(EntityTypeBuilder<OutboxMessage> entity)
        {
            entity.ToTable("Outbox");
            entity.HasKey(m => m.Sequence);
            entity.Property(m => m.Sequence).ValueGeneratedOnAdd();
            entity.Property(m => m.Type).HasMaxLength(100);
            entity.Property(m => m.ClaimedBy).HasMaxLength(100);
        }
    }
}
