using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Deliveries;

public enum DeliveryStatus
{
    /// <summary>Was never offered: waits for its due time, or for the delivery before it.</summary>
    Pending,
    /// <summary>Offered; the answer is awaited until <see cref="Delivery.DueAt"/>.</summary>
    InFlight,
    /// <summary>The core system took it and has not finished; it is asked again, or says so by itself.</summary>
    AcceptedLater,
    /// <summary>Offered in vain; offered again at <see cref="Delivery.DueAt"/>.</summary>
    Retrying,
    Acknowledged,
    /// <summary>The core system will not have it; a person must look.</summary>
    Refused,
    /// <summary>A person decided, with a reason, that this core system does not get it.</summary>
    Skipped,
    /// <summary>A later delivery to the same core system said the same and more.</summary>
    Superseded,
}

/// <summary>連携: one submission for one core system. Rows decide when; the bus carries what.</summary>
public sealed class Delivery
{
    /// <summary>How long a core system may stay away before a person is asked: a long weekend.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromDays(3);

    /// <summary>How long a core system may work on what it took before a person is asked.</summary>
    public static TimeSpan WorkingPatience { get; } = TimeSpan.FromDays(14);

    public required Guid Id { get; init; }

    public required Guid SubmissionId { get; init; }

    public required string ReceiptNumber { get; init; }

    public required string ProcedureCode { get; init; }

    public required Guid FormVersionId { get; init; }

    public required string Target { get; init; }

    public required DeliveryKind Kind { get; init; }

    /// <summary>The place of a withdrawal: after every correction and the decision.</summary>
    public const int Last = 1000;

    /// <summary>The place in the order of one submission and target; a later one waits for the earlier.</summary>
    public required int Order { get; init; }

    /// <summary>The core system's key against doubles: fixed for the submission, the same in all its deliveries to a target.</summary>
    public required string ExternalId { get; init; }

    public DeliveryStatus Status { get; set; }

    public int Attempts { get; set; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>When somebody may claim it next: the claim of one in flight ends then. Null when it is finished, so that an index over it holds only what is to be done.</summary>
    public DateTime? DueAt { get; set; }

    /// <summary>"Try again" is taken for an answer until this moment; afterwards a person must look.</summary>
    public DateTime RetryUntil { get; set; }

    public string? ClaimedBy { get; set; }

    /// <summary>What the adapter said of how far it came; given to it again with the next offer.</summary>
    public string? Progress { get; set; }

    /// <summary>How long the last offer took, in milliseconds.</summary>
    public int? LastDuration { get; set; }

    /// <summary>The data that a person put in place of what the mapping makes: JSON, encrypted with the submission's key.</summary>
    public byte[]? Edited { get; set; }

    /// <summary>When the core system first said that it had taken it and was not finished.</summary>
    public DateTime? AcceptedAt { get; set; }

    public DateTime? FinishedAt { get; set; }

    /// <summary>The core system's own id of the record.</summary>
    public string? RecordId { get; set; }

    public string? LastError { get; set; }

    public bool IsFinished => DueAt is null;

    /// <summary>A person may offer it again, change it or let it be: nobody else is busy with it, and it has not arrived.</summary>
    public bool MayBeHandled => Status is DeliveryStatus.Pending or DeliveryStatus.Retrying or DeliveryStatus.AcceptedLater or DeliveryStatus.Refused;

    /// <summary>A submission's, a correction's and a withdrawal's data are encrypted under names of their own.</summary>
    public string EditedBinding => "delivery:" + Id.ToString("N");

    /// <summary>Due again at once, with all the patience of a new one; the external id stays, so that the core system cannot take it twice.</summary>
    public void Replay(DateTime now)
    {
        Status = DeliveryStatus.Pending;
        DueAt = now;
        RetryUntil = now + Patience;
        AcceptedAt = null;
        FinishedAt = null;
        ClaimedBy = null;
    }

    internal void Finish(DeliveryStatus status, DateTime now)
    {
        Status = status;
        DueAt = null;
        FinishedAt = now;
        ClaimedBy = null;
    }

    public void Skip(DateTime now) => Finish(DeliveryStatus.Skipped, now);

    /// <summary>It comes back to the review desk: a person decides what to do. The applicant has nothing to do and is not troubled with it.</summary>
    internal void Refuse(string reason, DateTimeOffset now, Facts facts, AppDbContext db)
    {
        Finish(DeliveryStatus.Refused, now.UtcDateTime);
        LastError = reason;
        var act = new Act(ActorKind.CoreSystem, Target, Target, Door.Worker) { Reason = reason };
        db.Add(ActEntry.Of(act, "delivery.refused", SubmissionId, now.UtcDateTime, Target, shownToApplicant: false));
        db.AddRange(facts.RowsFor(new DeliveryRefused(Guid.CreateVersion7(now), now, SubmissionId, ReceiptNumber, ProcedureCode, Id, Target, reason)));
    }

    internal sealed class Configuration : IEntityTypeConfiguration<Delivery>
    {
        public void Configure(EntityTypeBuilder<Delivery> entity)
        {
            entity.ToTable("Deliveries");
            // Two answers at once, or an answer and a person: only one of them finds the row as it read it.
            entity.Property(d => d.Status).IsConcurrencyToken();
            entity.Property(d => d.Attempts).IsConcurrencyToken();
            entity.Property(d => d.ReceiptNumber).HasMaxLength(20);
            entity.Property(d => d.ProcedureCode).HasMaxLength(64);
            entity.Property(d => d.Target).HasMaxLength(64);
            entity.Property(d => d.ExternalId).HasMaxLength(100);
            entity.Property(d => d.ClaimedBy).HasMaxLength(100);
            entity.Property(d => d.RecordId).HasMaxLength(200);
            entity.Property(d => d.LastError).HasMaxLength(1000);
            entity.Property(d => d.Progress).HasMaxLength(2000);
            entity.HasIndex(d => new { d.SubmissionId, d.Target, d.Order }).IsUnique();
            entity.HasIndex(d => new { d.Target, d.DueAt });
            entity.HasIndex(d => new { d.Status, d.Target, d.CreatedAt });
            entity.HasIndex(d => new { d.CreatedAt, d.Id });
        }
    }
}
