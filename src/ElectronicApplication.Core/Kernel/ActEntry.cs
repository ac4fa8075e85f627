using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Kernel;

/// <summary>
/// One act as it is kept: the timeline (for the applicant) and the audit trail (for the auditor) are two views of these rows.
/// A row is never changed; its content is hashed here and sealed into a chain by the worker.
/// </summary>
public sealed class ActEntry
{
    private ActEntry()
    {
    }

    public Guid Id { get; private set; }

    public Guid? SubmissionId { get; private set; }

    /// <summary>What happened, past tense and dotted: "submission.received", "delivery.acknowledged".</summary>
    public string Kind { get; private set; } = "";

    public ActorKind ActorKind { get; private set; }

    public string? ActorId { get; private set; }

    public string? ActorName { get; private set; }

    public Door Door { get; private set; }

    public string? OnBehalfOf { get; private set; }

    public string? Reason { get; private set; }

    /// <summary>A fact that is no personal data: a target's record id, an amount, a status.</summary>
    public string? Detail { get; private set; }

    public bool ShownToApplicant { get; private set; }

    public DateTime At { get; private set; }

    public byte[] ContentSha256 { get; private set; } = [];

    public static ActEntry Of(Act act, string kind, Guid? submissionId, DateTime at, string? detail = null, bool shownToApplicant = true)
    {
        // PostgreSQL keeps microseconds: what is hashed must be what can be read back.
        at = new DateTime(at.Ticks / 10 * 10, DateTimeKind.Utc);
        var entry = new ActEntry
        {
            Id = Guid.CreateVersion7(at), SubmissionId = submissionId, Kind = kind, ActorKind = act.ActorKind, ActorId = act.ActorId,
            ActorName = act.ActorName, Door = act.Door, OnBehalfOf = act.OnBehalfOf, Reason = act.Reason, Detail = detail,
            ShownToApplicant = shownToApplicant, At = at,
        };
        entry.ContentSha256 = entry.ComputeSha256();
        return entry;
    }

    /// <summary>SHA-256 over the fields in a fixed order, each preceded by its length, so that no two rows share a text.</summary>
    public byte[] ComputeSha256()
    {
        var text = new StringBuilder(256);
        foreach (var part in new[]
        {
            Id.ToString("N"), SubmissionId?.ToString("N"), Kind, ActorKind.ToString(), ActorId, ActorName, Door.ToString(), OnBehalfOf, Reason, Detail,
            ShownToApplicant ? "1" : "0", At.Ticks.ToString(System.Globalization.CultureInfo.InvariantCulture),
        })
            text.Append(part?.Length ?? -1).Append(':').Append(part).Append('\n');
        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }

    internal sealed class Configuration : IEntityTypeConfiguration<ActEntry>
    {
        public void Configure(EntityTypeBuilder<ActEntry> entity)
        {
            entity.ToTable("Acts");
            entity.Property(a => a.Kind).HasMaxLength(64);
            entity.Property(a => a.ActorId).HasMaxLength(100);
            entity.Property(a => a.ActorName).HasMaxLength(200);
            entity.Property(a => a.OnBehalfOf).HasMaxLength(200);
            entity.Property(a => a.Reason).HasMaxLength(2000);
            entity.Property(a => a.Detail).HasMaxLength(2000);
            entity.Property(a => a.ContentSha256).HasMaxLength(32);
            entity.HasIndex(a => new { a.SubmissionId, a.At });
            entity.HasIndex(a => a.At);
        }
    }
}
