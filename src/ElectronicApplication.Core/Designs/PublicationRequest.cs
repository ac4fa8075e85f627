using ElectronicApplication.Core.Procedures;
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

    public PublicationState State { get; set; }

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

    public Guid? DecidedById { get; set; }

    public string? DecidedBy { get; set; }

    public DateTime? DecidedAt { get; set; }

    /// <summary>Remarks of the approver as JSON: <c>[{"place":"field/item_kind","text":"..."}]</c>; the place may be empty.</summary>
    public string Remarks { get; set; } = "[]";

    public int? PublishedVersion { get; set; }

    public int Version { get; set; }

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
        }
    }
}
