using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Review;

/// <summary>When a staff member last had a submission open: for unread marks, and for telling others that somebody is at it. The audit is the act of viewing, not this.</summary>
public sealed class CaseRead
{
    public required Guid SubmissionId { get; init; }

    public required Guid StaffId { get; init; }

    public required string StaffName { get; set; }

    public required DateTime At { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<CaseRead>
    {
        public void Configure(EntityTypeBuilder<CaseRead> entity)
        {
            entity.ToTable("CaseReads");
            entity.HasKey(r => new { r.SubmissionId, r.StaffId });
            entity.Property(r => r.StaffName).HasMaxLength(200);
        }
    }
}
