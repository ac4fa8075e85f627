using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Records;

public enum DestructionState { Proposed, Confirmed, Done, Cancelled }

/// <summary>廃棄の伺い: a list of files whose retention is over, proposed by one and confirmed by another. Afterwards it is the certificate of what was destroyed.</summary>
public sealed class DestructionOrder
{
    /// <summary>Chosen by the page: whoever presses twice gets the same order.</summary>
    public required Guid Id { get; init; }

    public required string OfficeId { get; init; }

    public DestructionState State { get; private set; }

    public required Guid ProposedById { get; init; }

    public required string ProposedByName { get; init; }

    public required DateTime ProposedAt { get; init; }

    public Guid? ConfirmedById { get; private set; }

    public string? ConfirmedByName { get; private set; }

    public DateTime? ConfirmedAt { get; private set; }

    public DateTime? DoneAt { get; private set; }

    public required int Count { get; init; }

    /// <summary>SHA-256 of the list as it was proposed (<see cref="DestructionList"/>).</summary>
    public required byte[] ListSha256 { get; init; }

    public int Version { get; private set; }

    internal void Confirm(Guid by, string name, DateTime now) =>
        (State, ConfirmedById, ConfirmedByName, ConfirmedAt, Version) = (DestructionState.Confirmed, by, name, now, Version + 1);

    internal void Cancel() => (State, Version) = (DestructionState.Cancelled, Version + 1);

    internal void Finish(DateTime now) => (State, DoneAt, Version) = (DestructionState.Done, now, Version + 1);

    internal sealed class Configuration : IEntityTypeConfiguration<DestructionOrder>
    {
        public void Configure(EntityTypeBuilder<DestructionOrder> entity)
        {
            entity.ToTable("DestructionOrders");
            entity.Property(o => o.Id).ValueGeneratedNever();
            entity.Property(o => o.OfficeId).HasMaxLength(64);
            entity.Property(o => o.ProposedByName).HasMaxLength(200);
            entity.Property(o => o.ConfirmedByName).HasMaxLength(200);
            entity.Property(o => o.ListSha256).HasMaxLength(32);
            entity.Property(o => o.Version).IsConcurrencyToken();
            entity.HasIndex(o => new { o.State, o.ProposedAt });
        }
    }
}

/// <summary>One file of the list: the skeleton that also stays in the submission.</summary>
public sealed class DestructionItem
{
    public required Guid OrderId { get; init; }

    public required int Number { get; init; }

    public required Guid SubmissionId { get; init; }

    public required string ReceiptNumber { get; init; }

    public required string ProcedureCode { get; init; }

    public required DateTime SubmittedAt { get; init; }

    public required DateTime ClosedAt { get; init; }

    public required SubmissionStatus Outcome { get; init; }

    public required RetentionClass Kept { get; init; }

    public required DateOnly KeptUntil { get; init; }

    public DateTime? DestroyedAt { get; private set; }

    /// <summary>Why it was left out when its turn came: its retention was extended meanwhile.</summary>
    public bool IsSpared { get; private set; }

    internal void Destroy(DateTime now) => DestroyedAt = now;

    internal void Spare() => IsSpared = true;

    internal sealed class Configuration : IEntityTypeConfiguration<DestructionItem>
    {
        public void Configure(EntityTypeBuilder<DestructionItem> entity)
        {
            entity.ToTable("DestructionItems");
            entity.HasKey(i => new { i.OrderId, i.Number });
            entity.Property(i => i.ReceiptNumber).HasMaxLength(20);
            entity.Property(i => i.ProcedureCode).HasMaxLength(64);
            entity.Property(i => i.DestroyedAt).IsConcurrencyToken();
            entity.HasIndex(i => i.SubmissionId);
        }
    }
}

/// <summary>保存期間の延長 of one file, with its reason. The last one counts.</summary>
public sealed class RetentionExtension
{
    public required Guid Id { get; init; }

    public required Guid SubmissionId { get; init; }

    public required DateOnly Until { get; init; }

    public required string Reason { get; init; }

    public required string ByName { get; init; }

    public required DateTime At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<RetentionExtension>
    {
        public void Configure(EntityTypeBuilder<RetentionExtension> entity)
        {
            entity.ToTable("RetentionExtensions");
            entity.Property(e => e.Reason).HasMaxLength(1000);
            entity.Property(e => e.ByName).HasMaxLength(200);
            entity.HasIndex(e => new { e.SubmissionId, e.Until });
        }
    }
}
