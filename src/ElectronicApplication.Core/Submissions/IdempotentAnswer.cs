using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Submissions;

/// <summary>The first answer to a POST with an Idempotency-Key, given again to whoever repeats it; swept after 24 hours.</summary>
public sealed class IdempotentAnswer
{
    /// <summary>Hex SHA-256 over who asked, which address and the key.</summary>
    public required string Key { get; init; }

    public required byte[] RequestSha256 { get; init; }

    public required int StatusCode { get; init; }

    public required WrappedKey DataKey { get; init; }

    /// <summary>The body as it was sent; encrypted, because it may hold an access code.</summary>
    public required byte[] BodyCipher { get; init; }

    public required DateTime CreatedAt { get; init; }

    public string Binding => $"idempotent:{Key}";

    internal sealed class Configuration : IEntityTypeConfiguration<IdempotentAnswer>
    {
        public void Configure(EntityTypeBuilder<IdempotentAnswer> entity)
        {
            entity.ToTable("IdempotentAnswers");
            entity.HasKey(a => a.Key);
            entity.Property(a => a.Key).HasMaxLength(64);
            entity.Property(a => a.RequestSha256).HasMaxLength(32);
            entity.OwnsOne(a => a.DataKey, KeyColumns.Map);
            entity.HasIndex(a => a.CreatedAt);
        }
    }
}
