using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Notifications;

public enum NoticeStatus { Pending, Sent, Undeliverable, NoAddress }

/// <summary>通知: a mail to the applicant about one fact. Text and address are made when it is sent, so that the row holds no personal data.</summary>
public sealed class Notice
{
    public required Guid Id { get; init; }

    public required Guid SubmissionId { get; init; }

    /// <summary>Name of the fact: SubmissionReceived, SubmissionDecided …</summary>
    public required string Kind { get; init; }

    /// <summary>One notice a fact.</summary>
    public required Guid FactId { get; init; }

    public NoticeStatus Status { get; set; }

    public int Attempts { get; set; }

    public required DateTime CreatedAt { get; init; }

    public DateTime DueAt { get; set; }

    public string? ClaimedBy { get; set; }

    public DateTime? SentAt { get; set; }

    public string? LastError { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Notice>
    {
        public void Configure(EntityTypeBuilder<Notice> entity)
        {
            entity.ToTable("Notices");
            entity.Property(n => n.Kind).HasMaxLength(100);
            entity.Property(n => n.ClaimedBy).HasMaxLength(100);
            entity.Property(n => n.LastError).HasMaxLength(1000);
            entity.HasIndex(n => n.FactId).IsUnique();
            entity.HasIndex(n => new { n.Status, n.DueAt });
            entity.HasIndex(n => n.SubmissionId);
        }
    }
}
