using ElectronicApplication.Contracts.V1;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Deliveries;

public enum DeliveryStatus
{
    /// <summary>Waits for its due time, or for the delivery before it.</summary>
    Pending,
    /// <summary>Offered; the answer is awaited until <see cref="Delivery.ClaimedUntil"/>.</summary>
    InFlight,
    Acknowledged,
    /// <summary>The core system will not have it; a person must look.</summary>
    Refused,
    /// <summary>Not needed any more: withdrawn before it was ever offered.</summary>
    Superseded,
}

/// <summary>連携: one submission for one core system. Rows decide when; the bus carries what.</summary>
public sealed class Delivery
{
    public required Guid Id { get; init; }

    public required Guid SubmissionId { get; init; }

    public required string ReceiptNumber { get; init; }

    public required string ProcedureCode { get; init; }

    public required Guid FormVersionId { get; init; }

    public required string Target { get; init; }

    public required DeliveryKind Kind { get; init; }

    /// <summary>The place in the order of one submission and target; a later one waits for the earlier.</summary>
    public required int Order { get; init; }

    /// <summary>The core system's key against doubles: fixed for the submission, the same in all its deliveries to a target.</summary>
    public required string ExternalId { get; init; }

    public DeliveryStatus Status { get; set; }

    public int Attempts { get; set; }

    public required DateTime CreatedAt { get; init; }

    public DateTime DueAt { get; set; }

    public string? ClaimedBy { get; set; }

    public DateTime? ClaimedUntil { get; set; }

    public DateTime? FinishedAt { get; set; }

    /// <summary>The core system's own id of the record.</summary>
    public string? RecordId { get; set; }

    public string? LastError { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Delivery>
    {
        public void Configure(EntityTypeBuilder<Delivery> entity)
        {
            entity.ToTable("Deliveries");
            entity.Property(d => d.ReceiptNumber).HasMaxLength(20);
            entity.Property(d => d.ProcedureCode).HasMaxLength(64);
            entity.Property(d => d.Target).HasMaxLength(64);
            entity.Property(d => d.ExternalId).HasMaxLength(100);
            entity.Property(d => d.ClaimedBy).HasMaxLength(100);
            entity.Property(d => d.RecordId).HasMaxLength(200);
            entity.Property(d => d.LastError).HasMaxLength(1000);
            entity.HasIndex(d => new { d.SubmissionId, d.Target, d.Order }).IsUnique();
            entity.HasIndex(d => new { d.Status, d.DueAt });
        }
    }
}
