using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Review.Decisions;

/// <summary>不在: from when until when somebody is away, and who decides in their place.</summary>
public sealed class StaffAbsence
{
    public required Guid Id { get; init; }

    public required Guid StaffId { get; init; }

    public required Guid DeputyId { get; init; }

    /// <summary>The beginning of a day in Japan.</summary>
    public required DateTime From { get; init; }

    /// <summary>The end of a day in Japan; this moment is no part of it.</summary>
    public required DateTime Until { get; init; }

    /// <summary>Themselves, or whoever administers the staff.</summary>
    public required string EnteredBy { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<StaffAbsence>
    {
        public void Configure(EntityTypeBuilder<StaffAbsence> entity)
        {
            entity.ToTable("StaffAbsences");
            entity.Property(a => a.EnteredBy).HasMaxLength(200);
            entity.HasIndex(a => new { a.DeputyId, a.Until });
            entity.HasIndex(a => new { a.StaffId, a.Until });
        }
    }
}
