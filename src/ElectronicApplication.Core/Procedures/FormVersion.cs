using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Procedures;

/// <summary>One published version of a procedure: its three definition files as they were, never changed afterwards.</summary>
public sealed class FormVersion
{
    public required Guid Id { get; init; }

    public required string ProcedureCode { get; init; }

    /// <summary>1, 2, 3 … for each procedure.</summary>
    public required int Number { get; init; }

    public required byte[] ProcedureJson { get; init; }

    public required byte[] FormJson { get; init; }

    public required byte[] MappingJson { get; init; }

    /// <summary>SHA-256 over the three files: the same files imported twice are the same version.</summary>
    public required byte[] ContentSha256 { get; init; }

    public required DateTime PublishedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<FormVersion>
    {
        public void Configure(EntityTypeBuilder<FormVersion> entity)
        {
            entity.ToTable("FormVersions");
            entity.Property(v => v.ProcedureCode).HasMaxLength(64);
            entity.Property(v => v.ContentSha256).HasMaxLength(32);
            entity.HasIndex(v => new { v.ProcedureCode, v.Number }).IsUnique();
        }
    }
}
