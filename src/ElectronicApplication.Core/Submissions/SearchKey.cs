using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Submissions;

/// <summary>One word by which staff find a submission, as a keyed hash: the table can be looked into, but not read.</summary>
public sealed class SearchKey
{
    public required Guid SubmissionId { get; init; }

    /// <summary>The first 16 bytes of HMAC-SHA-256 of the folded word, under the municipality's index key.</summary>
    public required byte[] Hash { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<SearchKey>
    {
        public void Configure(EntityTypeBuilder<SearchKey> entity)
        {
            entity.ToTable("SearchKeys");
            entity.HasKey(k => new { k.Hash, k.SubmissionId });
            entity.Property(k => k.Hash).HasMaxLength(16);
            entity.HasIndex(k => k.SubmissionId);
        }
    }
}
