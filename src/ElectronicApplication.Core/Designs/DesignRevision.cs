using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Designs;

/// <summary>The files of a design after one edit. Never changed: undoing and redoing only move the head.</summary>
public sealed class DesignRevision
{
    public required Guid DesignId { get; init; }

    /// <summary>1, 2, 3 … within the design.</summary>
    public required int Number { get; init; }

    /// <summary>The revision that was edited; null for the first.</summary>
    public required int? Parent { get; init; }

    /// <summary>All files, packed by <see cref="DesignContent"/>.</summary>
    public required byte[] Content { get; init; }

    /// <summary>What was done, in past words: 「項目「氏名」を追加」.</summary>
    public required string Summary { get; init; }

    /// <summary>The text that was being typed, as "field/item:label@ja": while one goes on typing, revisions stand beside each other, so that one undo takes the typing back.</summary>
    public string? Typing { get; init; }

    /// <summary>The revision whose content stands again: it is the work of those who made that one, whoever put it back.</summary>
    public int? RestoredFrom { get; init; }

    public required DateTime At { get; init; }

    public required Guid StaffId { get; init; }

    public required string StaffName { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<DesignRevision>
    {
        public void Configure(EntityTypeBuilder<DesignRevision> entity)
        {
            entity.ToTable("DesignRevisions");
            entity.HasKey(r => new { r.DesignId, r.Number });
            entity.HasIndex(r => new { r.DesignId, r.Parent });
            entity.Property(r => r.Summary).HasMaxLength(400);
            entity.Property(r => r.Typing).HasMaxLength(300);
            entity.Property(r => r.StaffName).HasMaxLength(200);
        }
    }
}
