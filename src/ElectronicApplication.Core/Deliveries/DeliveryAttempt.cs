using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Deliveries;

/// <summary>One offer of a delivery that did not end it: what came back, and when. The one that did end it stands in the delivery itself.</summary>
public sealed class DeliveryAttempt
{
    public required Guid DeliveryId { get; init; }

    public required int Number { get; init; }

    public required DateTime At { get; init; }

    public required DeliveryOutcome Outcome { get; init; }

    public string? Reason { get; init; }

    /// <summary>In milliseconds.</summary>
    public required int Duration { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<DeliveryAttempt>
    {
        public void Configure(EntityTypeBuilder<DeliveryAttempt> entity)
        {
            entity.ToTable("DeliveryAttempts");
            // An accepted delivery is asked about again and again under one attempt.
            entity.HasKey(a => new { a.DeliveryId, a.Number, a.At });
            entity.Property(a => a.Reason).HasMaxLength(1000);
        }
    }
}
