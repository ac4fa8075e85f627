using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Designs;

/// <summary>Somebody undid or redid: they wrote no revision, but what stands is their choice, so they do not approve it.</summary>
public sealed class DesignMove
{
    public required Guid Id { get; init; }

    public required Guid DesignId { get; init; }

    public required Guid StaffId { get; init; }

    public required DateTime At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<DesignMove>
    {
        public void Configure(EntityTypeBuilder<DesignMove> entity)
        {
            entity.ToTable("DesignMoves");
            entity.HasIndex(m => new { m.DesignId, m.At });
        }
    }
}
