using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Review.Bulk;

public enum BulkKind { StartReview, Approve, Refuse }

/// <summary>What was to be done with many cases at once. Each case is done by the handler that does it alone, in a transaction of its own.</summary>
public sealed class BulkRun
{
    /// <summary>Made with the preview: pressing the button twice makes one run.</summary>
    public required Guid Id { get; init; }

    public required BulkKind Kind { get; init; }

    public required Guid StaffId { get; init; }

    public required string StaffName { get; init; }

    /// <summary>Told to the applicants.</summary>
    public string? Reason { get; init; }

    public required int Total { get; init; }

    public required DateTime CreatedAt { get; init; }

    public DateTime? FinishedAt { get; private set; }

    /// <summary>Until then somebody is at it; after that, anybody may go on with it.</summary>
    public DateTime LeaseUntil { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<BulkRun>
    {
        public void Configure(EntityTypeBuilder<BulkRun> entity)
        {
            entity.ToTable("BulkRuns");
            entity.Property(r => r.StaffName).HasMaxLength(200);
            entity.Property(r => r.Reason).HasMaxLength(2000);
            entity.HasIndex(r => new { r.FinishedAt, r.LeaseUntil });
            entity.HasIndex(r => new { r.StaffId, r.CreatedAt });
        }
    }
}

public enum BulkItemState { Pending, Done, Refused }

/// <summary>One case of a run. It is marked done in the transaction that does it, and in no other.</summary>
public sealed class BulkItem
{
    public required Guid RunId { get; init; }

    public required int Number { get; init; }

    public required string ReceiptNumber { get; init; }

    /// <summary>The submission's version that the preview showed.</summary>
    public required int SeenVersion { get; init; }

    /// <summary>The step of the route that the preview showed.</summary>
    public Guid? StepId { get; init; }

    public BulkItemState State { get; private set; }

    /// <summary>What was done, or why it was not.</summary>
    public string? Outcome { get; private set; }

    public DateTime? At { get; private set; }

    public void Finish(BulkItemState state, string outcome, DateTime now) => (State, Outcome, At) = (state, outcome, now);

    internal sealed class Configuration : IEntityTypeConfiguration<BulkItem>
    {
        public void Configure(EntityTypeBuilder<BulkItem> entity)
        {
            entity.ToTable("BulkItems");
            entity.HasKey(i => new { i.RunId, i.Number });
            entity.Property(i => i.ReceiptNumber).HasMaxLength(20);
            entity.Property(i => i.Outcome).HasMaxLength(500);
            // Of two who are at the same case one fails, and with it everything that it was about to save.
            entity.Property(i => i.State).IsConcurrencyToken();
            entity.HasIndex(i => new { i.RunId, i.State });
        }
    }
}
