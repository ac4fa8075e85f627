using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Administration;

/// <summary>One link of the chain over the acts: altering, removing or inserting an act afterwards breaks every link behind it.</summary>
public sealed class ActSeal
{
    /// <summary>1, 2, 3 … without gaps; the sealer's own sequence.</summary>
    public required long Sequence { get; init; }

    public required Guid ActId { get; init; }

    /// <summary>HMAC-SHA256, under a key derived from the municipality's, over the previous hash, the sequence and the act's content hash.</summary>
    public required byte[] Hash { get; init; }

    public required DateTime SealedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<ActSeal>
    {
        public void Configure(EntityTypeBuilder<ActSeal> entity)
        {
            entity.ToTable("ActSeals");
            entity.HasKey(s => s.Sequence);
            entity.Property(s => s.Sequence).ValueGeneratedNever();
            entity.Property(s => s.Hash).HasMaxLength(32);
            entity.HasIndex(s => s.ActId).IsUnique();
        }
    }
}

/// <summary>A key of ASP.NET Core Data Protection (cookies, antiforgery), shared by every process of a role; the XML is encrypted with the municipality's key.</summary>
public sealed class DataProtectionKey
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required byte[] XmlCipher { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<DataProtectionKey>
    {
        public void Configure(EntityTypeBuilder<DataProtectionKey> entity)
        {
            entity.ToTable("DataProtectionKeys");
            entity.Property(k => k.Name).HasMaxLength(200);
        }
    }
}
