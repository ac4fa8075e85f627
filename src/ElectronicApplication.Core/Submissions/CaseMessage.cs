using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Submissions;

/// <summary>連絡: one message between applicant and office about a submission. Never changed.</summary>
public sealed class CaseMessage
{
    public required Guid Id { get; init; }

    public required Guid SubmissionId { get; init; }

    public required bool FromApplicant { get; init; }

    /// <summary>Whoever wrote for the office.</summary>
    public string? StaffName { get; init; }

    public required DateTime At { get; init; }

    /// <summary>Encrypted under the submission's data key.</summary>
    public required byte[] TextCipher { get; init; }

    /// <summary>Of an applicant's message: the office has answered it, or seen that it needs no answer.</summary>
    public DateTime? HandledAt { get; set; }

    public string Binding => BindingOf(Id);

    public static string BindingOf(Guid id) => $"message:{id:N}";

    internal sealed class Configuration : IEntityTypeConfiguration<CaseMessage>
    {
        public void Configure(EntityTypeBuilder<CaseMessage> entity)
        {
            entity.ToTable("CaseMessages");
            entity.Property(m => m.StaffName).HasMaxLength(200);
            entity.HasIndex(m => new { m.SubmissionId, m.At });
            // What waits for an answer is few, however many there are.
            entity.HasIndex(m => new { m.FromApplicant, m.HandledAt, m.SubmissionId });
        }
    }
}

public sealed record OpenedMessage(bool FromApplicant, string? StaffName, DateTime At, string Text, bool AwaitsAnswer);
