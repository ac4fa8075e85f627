using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Submissions;

/// <summary>補正: what a submission says after one correction. Rows are only added; the first content stays in the submission itself.</summary>
public sealed class SubmissionRevision
{
    public required Guid Id { get; init; }

    public required Guid SubmissionId { get; init; }

    /// <summary>From 1; what was filed first is 0.</summary>
    public required int Number { get; init; }

    /// <summary>The correction request that it answers; null for what a clerk corrected on the telephone.</summary>
    public Guid? CorrectionId { get; init; }

    /// <summary>The draft that it was written in: whoever presses the button twice finds what the first press made.</summary>
    public Guid? DraftId { get; init; }

    public required byte[] PayloadSha256 { get; init; }

    /// <summary>The canonical payload, encrypted under the submission's data key.</summary>
    public required byte[] ContentCipher { get; init; }

    public required DateTime At { get; init; }

    public string Binding => BindingOf(Id);

    public static string BindingOf(Guid id) => $"submission.revision:{id:N}";

    internal sealed class Configuration : IEntityTypeConfiguration<SubmissionRevision>
    {
        public void Configure(EntityTypeBuilder<SubmissionRevision> entity)
        {
            entity.ToTable("SubmissionRevisions");
            entity.Property(r => r.PayloadSha256).HasMaxLength(32);
            entity.HasIndex(r => new { r.SubmissionId, r.Number }).IsUnique();
            entity.HasIndex(r => r.DraftId);
        }
    }
}
