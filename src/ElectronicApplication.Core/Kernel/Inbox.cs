using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Kernel;

/// <summary>A message that a consumer has taken effect of. Saved with the effect; the same message a second time does nothing.</summary>
public sealed class InboxMessage
{
    public required string Consumer { get; init; }

    public required Guid MessageId { get; init; }

    public required DateTime At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<InboxMessage>
    {
        public void Configure(EntityTypeBuilder<InboxMessage> entity)
        {
            entity.ToTable("Inbox");
            entity.HasKey(m => new { m.Consumer, m.MessageId });
            entity.Property(m => m.Consumer).HasMaxLength(100);
            entity.HasIndex(m => m.At);
        }
    }
}

/// <summary>The right of one worker to do a thing that must not be done twice at once, until a moment.</summary>
public sealed class Lease
{
    public required string Name { get; init; }

    public string Holder { get; set; } = "";

    public DateTime Until { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Lease>
    {
        public void Configure(EntityTypeBuilder<Lease> entity)
        {
            entity.ToTable("Leases");
            entity.HasKey(l => l.Name);
            entity.Property(l => l.Name).HasMaxLength(100);
            entity.Property(l => l.Holder).HasMaxLength(100);
        }
    }
}
