using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Review;

/// <summary>One item of the checklist that somebody has checked. Taking the check back removes the row; both are acts.</summary>
public sealed class CaseCheck
{
    public required Guid SubmissionId { get; init; }

    /// <summary>As the author named it.</summary>
    public required string CheckId { get; init; }

    public required string StaffName { get; init; }

    public required DateTime At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CaseCheck>
    {
        public void Configure(EntityTypeBuilder<CaseCheck> entity)
        {
            entity.ToTable("CaseChecks");
            entity.HasKey(c => new { c.SubmissionId, c.CheckId });
            entity.Property(c => c.CheckId).HasMaxLength(100);
            entity.Property(c => c.StaffName).HasMaxLength(200);
        }
    }
}
