using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Intake;

/// <summary>The number by which a prepared draft is found at the counter. It stands nowhere in clear: it follows from the draft and the salt under the municipality's key.</summary>
public sealed class CounterCode
{
    public required Guid DraftId { get; init; }

    public required byte[] Salt { get; set; }

    /// <summary>Keyed hash of the number, by which it is looked up.</summary>
    public required byte[] Hash { get; set; }

    public required DateTime ExpiresAt { get; set; }

    /// <summary>Used: it opens nothing any more.</summary>
    public DateTime? ClaimedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<CounterCode>
    {
        public void Configure(EntityTypeBuilder<CounterCode> entity)
        {
            entity.ToTable("CounterCodes");
            entity.HasKey(c => c.DraftId);
            entity.Property(c => c.Salt).HasMaxLength(16);
            entity.Property(c => c.Hash).HasMaxLength(32);
            entity.Property(c => c.ClaimedAt).IsConcurrencyToken();
            entity.HasIndex(c => c.Hash).IsUnique();
            entity.HasIndex(c => c.ExpiresAt);
        }
    }
}
