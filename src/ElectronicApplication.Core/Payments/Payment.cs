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

    /// <summary>The provider's id of the open checkout ("cs_…"); null while it is asked for, and again when it came to nothing.</summary>
    public string? CheckoutSessionId { get; set; }

    /// <summary>The provider's id of the money ("pi_…").</summary>
    public string? PaymentIntentId { get; set; }

    public required DateTime CreatedAt { get; init; }

    public DateTime? PaidAt { get; set; }

    /// <summary>When the sweep asks the provider again about a payment whose news may have been lost.</summary>
    public DateTime CheckAt { get; set; }

    /// <summary>Until when it should be paid: of a fee that is due after the review. Null for one that is due beforehand: nothing happens before it is paid.</summary>
    public DateTime? DueAt { get; init; }

    /// <summary>When the applicant was told that it is late.</summary>
    public DateTime? RemindedAt { get; set; }

    public int Version { get; set; }

    public string CheckoutKey => $"checkout-{Id:N}-{Attempt}";

    internal sealed class Configuration : IEntityTypeConfiguration<Payment>
    {
        public void Configure(EntityTypeBuilder<Payment> entity)
        {
            entity.ToTable("Payments");
            entity.Property(p => p.CheckoutSessionId).HasMaxLength(255);
            entity.Property(p => p.PaymentIntentId).HasMaxLength(255);
            entity.Property(p => p.Version).IsConcurrencyToken();
            entity.HasIndex(p => p.SubmissionId).IsUnique();
            entity.HasIndex(p => p.CheckoutSessionId);
            entity.HasIndex(p => new { p.Status, p.CheckAt });
            entity.HasIndex(p => new { p.Status, p.DueAt });
        }
    }
}
