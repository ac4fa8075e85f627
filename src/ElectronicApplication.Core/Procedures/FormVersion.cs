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

    /// <summary>For whoever was in mid-form on an earlier version when this one came.</summary>
    public MidFormPolicy Policy { get; init; }

    /// <summary>What changed since the version before, in words for the public, a line each; empty for a first version and for an imported one.</summary>
    public string Changes { get; init; } = "";

    /// <summary>Samples and target schemas, packed as JSON (<c>{"samples":{...},"neighbours":{...}}</c>): for whoever designs the next version.</summary>
    public byte[]? ExtrasJson { get; init; }

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
