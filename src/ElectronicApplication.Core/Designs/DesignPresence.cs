using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Designs;

/// <summary>Who has a design open, and where in it. A row that was not renewed for a while means nothing.</summary>
public sealed class DesignPresence
{
    public required Guid DesignId { get; init; }

    public required Guid StaffId { get; init; }

    public required string StaffName { get; set; }

    /// <summary>The element that is selected, as "field/item_kind"; empty for none.</summary>
    public string Place { get; set; } = "";

    public required DateTime SeenAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<DesignPresence>
    {
        public void Configure(EntityTypeBuilder<DesignPresence> entity)
        {
            entity.ToTable("DesignPresences");
            entity.HasKey(p => new { p.DesignId, p.StaffId });
            entity.Property(p => p.StaffName).HasMaxLength(200);
            entity.Property(p => p.Place).HasMaxLength(200);
        }
    }
}
