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

    /// <summary>The version that <see cref="UpdatedBy"/> took over from somebody else: whoever has seen less of it has missed a colleague's work.</summary>
    public int HeldSince { get; set; }

    /// <summary>Windows of one person do not collide, unless a colleague was there in between: their edits arrive one behind the other, each on what the last one left.</summary>
    internal bool IsStale(DesignStamp seen, Guid staffId) => UpdatedBy == staffId.ToString() ? seen.Version < HeldSince : seen.Version != Version;

    internal void MoveHead(int head, Guid staffId, DateTime now)
    {
        if (UpdatedBy != staffId.ToString())
            (UpdatedBy, HeldSince) = (staffId.ToString(), Version);
        (Head, UpdatedAt) = (head, now);
        Version++;
    }

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
