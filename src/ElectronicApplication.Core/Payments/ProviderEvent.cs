using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Payments;

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
            entity.HasIndex(e => e.ReceivedAt);
        }
    }
}
