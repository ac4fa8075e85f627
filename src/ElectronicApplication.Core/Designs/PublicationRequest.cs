using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Designs;

public enum PublicationState
{
    /// <summary>Waits for a second person.</summary>
    Asked,

    /// <summary>Returned to the author with remarks.</summary>
    SentBack,

    /// <summary>Taken back by the author, or overtaken by another request.</summary>
    Withdrawn,

    /// <summary>Approved; published when its time comes.</summary>
    Approved,

    Published,
}

/// <summary>公開の依頼: one revision of a design, asked for by its author and decided by another person.</summary>
public sealed class PublicationRequest
{
    public required Guid Id { get; init; }

    public required Guid DesignId { get; init; }

    public required string ProcedureCode { get; init; }

    public required string Office { get; init; }

    /// <summary>The revision that is to be published, whatever is edited meanwhile.</summary>
    public required int Revision { get; init; }

    /// <summary>The design while the request waits for something, then null: each design has one open request at most, and the database sees to it.</summary>
    public Guid? OpenDesignId { get; private set; }

    public PublicationState State { get; private set; }

    public required Guid AskedById { get; init; }

    public required string AskedBy { get; init; }

    public required DateTime AskedAt { get; init; }

    /// <summary>What the author says to the approver.</summary>
    public string Note { get; init; } = "";

    /// <summary>When it is to be published; null: as soon as it is approved.</summary>
    public DateTime? PublishAt { get; init; }

    /// <summary>What becomes of people in mid-form.</summary>
    public required MidFormPolicy Policy { get; init; }

    /// <summary>Warnings that the author has seen and takes upon themselves, a line each: <c>code place</c>.</summary>
    public string AcknowledgedWarnings { get; init; } = "";

    public Guid? DecidedById { get; private set; }

    public string? DecidedBy { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    /// <summary>Remarks of the approver as JSON: <c>[{"place":"field/item_kind","text":"..."}]</c>; the place may be empty.</summary>
    public string Remarks { get; private set; } = "[]";

    public int? PublishedVersion { get; private set; }

    /// <summary>Counts changes; two who decide at once do not overwrite each other.</summary>
    public int Version { get; private set; }

    /// <summary>Number of the published version with which the approver compared it, 0 for none: what was approved is the difference to that version.</summary>
    public int? AgainstVersion { get; private set; }

    public bool IsOpen => State is PublicationState.Asked or PublicationState.Approved;

    public void Ask() => (State, OpenDesignId) = (PublicationState.Asked, DesignId);

    /// <param name="against">Number of the published version with which it was compared; 0 for none.</param>
    public Error? Approve(Reviewer by, int against, DateTime now)
    {
        if (State != PublicationState.Asked)
            return PublicationErrors.NotOpen(State);
        AgainstVersion = against;
        return Decide(PublicationState.Approved, by, now);
    }

    public Error? SendBack(Reviewer by, IReadOnlyList<PublicationRemark> remarks, DateTime now)
    {
        if (State != PublicationState.Asked)
            return PublicationErrors.NotOpen(State);
        Remarks = PublicationRemark.Write(remarks);
        return Decide(PublicationState.SentBack, by, now);
    }

    public Error? Withdraw() => IsOpen ? Move(PublicationState.Withdrawn) : PublicationErrors.NotOpen(State);

    public Error? Publish(int version)
    {
        if (State != PublicationState.Approved)
            return PublicationErrors.NotOpen(State);
        PublishedVersion = version;
        return Move(PublicationState.Published);
    }

    /// <summary>What was approved turned out not to be usable when its time came.</summary>
    public Error? Fail(IReadOnlyList<PublicationRemark> remarks)
    {
        if (State != PublicationState.Approved)
            return PublicationErrors.NotOpen(State);
        Remarks = PublicationRemark.Write(remarks);
        return Move(PublicationState.SentBack);
    }

    private Error? Decide(PublicationState state, Reviewer by, DateTime now)
    {
        (DecidedById, DecidedBy, DecidedAt) = (by.Id, by.Name, now);
        return Move(state);
    }

    private Error? Move(PublicationState state)
    {
        State = state;
        Version++;
        if (!IsOpen)
            OpenDesignId = null;
        return null;
    }

    internal sealed class Configuration : IEntityTypeConfiguration<PublicationRequest>
    {
        public void Configure(EntityTypeBuilder<PublicationRequest> entity)
        {
            entity.ToTable("PublicationRequests");
            entity.Property(r => r.ProcedureCode).HasMaxLength(64);
            entity.Property(r => r.Office).HasMaxLength(64);
            entity.Property(r => r.AskedBy).HasMaxLength(200);
            entity.Property(r => r.DecidedBy).HasMaxLength(200);
            entity.Property(r => r.Note).HasMaxLength(2000);
            entity.Property(r => r.Version).IsConcurrencyToken();
            entity.HasIndex(r => new { r.DesignId, r.AskedAt });
            entity.HasIndex(r => new { r.State, r.PublishAt });
            entity.HasIndex(r => r.OpenDesignId).IsUnique();
        }
    }
}
