using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Submissions;

/// <summary>添付書類. The bytes stand encrypted in the object store under <see cref="Id"/>; this row says what they are.</summary>
public sealed class Attachment
{
    public required Guid Id { get; init; }

    public Guid? DraftId { get; set; }

    public Guid? SubmissionId { get; set; }

    /// <summary>The revision of the submission from which on it is not part of it any more; it is kept for whoever looks back.</summary>
    public int? ReplacedIn { get; set; }

    /// <summary>Uploaded through the API by this account, or by whoever holds the secret with this hash; until it is submitted.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>The field that it answers; null until a submission through the API says so.</summary>
    public string? FieldPath { get; set; }

    public required WrappedKey Key { get; init; }

    /// <summary>The file's name as the applicant named it, encrypted.</summary>
    public required byte[] NameCipher { get; init; }

    /// <summary>Found from the content, never believed from the sender.</summary>
    public required string ContentType { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>SHA-256 of the file as it was sent.</summary>
    public required byte[] Sha256 { get; init; }

    public required DateTime CreatedAt { get; init; }

    public string NameBinding => $"attachment.name:{Id:N}";

    public string BytesBinding => $"attachment.bytes:{Id:N}";

    internal sealed class Configuration : IEntityTypeConfiguration<Attachment>
    {
        public void Configure(EntityTypeBuilder<Attachment> entity)
        {
            entity.ToTable("Attachments");
            // Two submissions that name the same file, or a file taken away while its draft is handed in: only one of them finds the row as it read it.
            entity.Property(a => a.DraftId).IsConcurrencyToken();
            entity.Property(a => a.SubmissionId).IsConcurrencyToken();
            entity.Property(a => a.FieldPath).HasMaxLength(200);
            entity.Property(a => a.ContentType).HasMaxLength(100);
            entity.Property(a => a.Sha256).HasMaxLength(32);
            entity.OwnsOne(a => a.Key, KeyColumns.Map);
            entity.HasIndex(a => a.DraftId);
            entity.HasIndex(a => a.SubmissionId);
            entity.HasIndex(a => a.CreatedAt);
        }
    }
}
