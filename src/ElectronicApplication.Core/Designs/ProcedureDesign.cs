using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Designs;

/// <summary>A procedure on the drawing board: what stands at <see cref="Head"/> of its revisions is what its authors see. One for each procedure.</summary>
public sealed class ProcedureDesign
{
    public required Guid Id { get; init; }

    public required string ProcedureCode { get; init; }

    /// <summary>Copies of what stands at the head, for lists and rights.</summary>
    public required string Title { get; set; }

    public required string Office { get; set; }

    /// <summary>Number of the revision that stands. Undoing moves it to the revision before, redoing to one that followed.</summary>
    public int Head { get; set; }

    /// <summary>Number of the newest revision; the next edit gets the number after it.</summary>
    public int LastRevision { get; set; }

    /// <summary>The published version that it was begun from; null for a new procedure.</summary>
    public int? BasedOnVersion { get; set; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime UpdatedAt { get; set; }

    /// <summary>Id of the staff member who moved the head last.</summary>
    public required string UpdatedBy { get; set; }

    /// <summary>Counts every move of the head: two authors do not overwrite each other silently.</summary>
    public int Version { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ProcedureDesign>
    {
        public void Configure(EntityTypeBuilder<ProcedureDesign> entity)
        {
            entity.ToTable("ProcedureDesigns");
            entity.Property(d => d.ProcedureCode).HasMaxLength(64);
            entity.Property(d => d.Title).HasMaxLength(300);
            entity.Property(d => d.Office).HasMaxLength(64);
            entity.Property(d => d.UpdatedBy).HasMaxLength(200);
            entity.Property(d => d.Version).IsConcurrencyToken();
            entity.HasIndex(d => d.ProcedureCode).IsUnique();
            entity.HasIndex(d => d.Office);
        }
    }
}
