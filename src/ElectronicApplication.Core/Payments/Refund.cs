using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Payments;

public enum RefundCause
{
    /// <summary>The submission was withdrawn.</summary>
    Withdrawn,
    /// <summary>過納: the same fee was paid a second time.</summary>
    PaidTwice,
}

public enum RefundStatus
{
    /// <summary>Not asked for yet, or asked for without an answer.</summary>
    Due,
    /// <summary>The provider has it in hand; a payer at a convenience store must first name an account.</summary>
    Requested,
    Done,
    /// <summary>The provider could not give the money back; a person must.</summary>
    Failed,
}

/// <summary>還付: one sum of money that goes back to the payer.</summary>
public sealed class Refund
{
    public required Guid Id { get; init; }

    public required Guid PaymentId { get; init; }

    /// <summary>The money at the provider ("pi_…"); it is given back once.</summary>
    public required string PaymentIntentId { get; init; }

    public required long AmountYen { get; init; }

    public required RefundCause Cause { get; init; }

    public RefundStatus Status { get; set; }

    /// <summary>The provider's id of the refund ("re_…").</summary>
    public string? ProviderId { get; set; }

    public int Attempts { get; set; }

    public required DateTime CreatedAt { get; init; }

    public DateTime DueAt { get; set; }

    public int Version { get; set; }

    public string IdempotencyKey => $"refund-{Id:N}";

    internal sealed class Configuration : IEntityTypeConfiguration<Refund>
    {
        public void Configure(EntityTypeBuilder<Refund> entity)
        {
            entity.ToTable("Refunds");
            entity.Property(r => r.PaymentIntentId).HasMaxLength(255);
            entity.Property(r => r.ProviderId).HasMaxLength(255);
            entity.Property(r => r.Version).IsConcurrencyToken();
            entity.HasIndex(r => r.PaymentIntentId).IsUnique();
            entity.HasIndex(r => new { r.Status, r.DueAt });
            entity.HasIndex(r => r.PaymentId);
        }
    }
}
