using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Payments;

public enum PaymentStatus
{
    /// <summary>Asked for; no checkout is open.</summary>
    Due,
    /// <summary>A checkout is open, or the provider waits for the money.</summary>
    Pending,
    Paid,
    /// <summary>Withdrawn before it was paid.</summary>
    Cancelled,
    /// <summary>Paid for something that was withdrawn, or twice (過納): to be given back.</summary>
    RefundDue,
    Refunded,
}

/// <summary>納付: the one obligation of a submission, from estimate to refund. Amounts in yen.</summary>
public sealed class Payment
{
    public required Guid Id { get; init; }

    /// <summary>One obligation a submission.</summary>
    public required Guid SubmissionId { get; init; }

    public required long AmountYen { get; init; }

    public PaymentStatus Status { get; set; }

    /// <summary>Counts checkouts: the idempotency key towards the provider is made of id and attempt, so that a repeated request after a crash is the same request.</summary>
    public int Attempt { get; set; }

    /// <summary>The provider's id of the open checkout ("cs_…").</summary>
    public string? CheckoutSessionId { get; set; }

    /// <summary>The provider's id of the money ("pi_…").</summary>
    public string? PaymentIntentId { get; set; }

    public string? RefundId { get; set; }

    public required DateTime CreatedAt { get; init; }

    public DateTime? PaidAt { get; set; }

    /// <summary>When the sweep asks the provider again about a payment whose news may have been lost.</summary>
    public DateTime CheckAt { get; set; }

    public int Version { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Payment>
    {
        public void Configure(EntityTypeBuilder<Payment> entity)
        {
            entity.ToTable("Payments");
            entity.Property(p => p.CheckoutSessionId).HasMaxLength(255);
            entity.Property(p => p.PaymentIntentId).HasMaxLength(255);
            entity.Property(p => p.RefundId).HasMaxLength(255);
            entity.Property(p => p.Version).IsConcurrencyToken();
            entity.HasIndex(p => p.SubmissionId).IsUnique();
            entity.HasIndex(p => p.CheckoutSessionId);
            entity.HasIndex(p => new { p.Status, p.CheckAt });
        }
    }
}

/// <summary>An event of the payment provider that has taken effect; it may come twice and out of order.</summary>
public sealed class ProviderEvent
{
    public required string Id { get; init; }

    public required string Type { get; init; }

    public required DateTime ReceivedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<ProviderEvent>
    {
        public void Configure(EntityTypeBuilder<ProviderEvent> entity)
        {
            entity.ToTable("ProviderEvents");
            entity.Property(e => e.Id).HasMaxLength(255);
            entity.Property(e => e.Type).HasMaxLength(100);
        }
    }
}
