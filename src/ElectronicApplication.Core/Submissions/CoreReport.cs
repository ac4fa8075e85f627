using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Submissions;

public enum CoreReportState
{
    /// <summary>Saved, and nothing came of it yet.</summary>
    Waiting,
    /// <summary>It belongs to no delivery that is known here, or cannot be used as it is; whoever runs the hand-over looks at it.</summary>
    Unmatched,
    /// <summary>A proposal, a document or a doubt: a clerk decides.</summary>
    Open,
    /// <summary>Stands on the case; nothing is left to do.</summary>
    Shown,
    /// <summary>Took effect.</summary>
    Applied,
    /// <summary>A person decided that nothing comes of it.</summary>
    Declined,
}

/// <summary>基幹システムからの回答: one report of a core system. Kept before anything comes of it; (target, message id) is unique.</summary>
public sealed class CoreReport
{
    public required Guid Id { get; init; }

    public required Guid MessageId { get; init; }

    public required string Target { get; init; }

    /// <summary>As the core system wrote it.</summary>
    public required string ExternalId { get; init; }

    public required ReportKind Kind { get; init; }

    public required DateTime OccurredAt { get; init; }

    public required DateTime ReceivedAt { get; init; }

    public Guid? SubmissionId { get; private set; }

    public CoreReportState State { get; private set; }

    /// <summary>The applicant sees it: a status, or a document that was handed over.</summary>
    public bool ForApplicant { get; private set; }

    /// <summary>Why nothing came of it by itself, in words for staff; no personal data.</summary>
    public string? Problem { get; private set; }

    public string? SettledBy { get; private set; }

    public DateTime? SettledAt { get; private set; }

    /// <summary>到達: when the applicant fetched the document first.</summary>
    public DateTime? ReachedAt { get; private set; }

    public required WrappedKey Key { get; init; }

    /// <summary><see cref="CoreReportContent"/>, encrypted.</summary>
    public required byte[] ContentCipher { get; init; }

    public int Version { get; private set; }

    public string Binding => BindingOf(Id);

    public static string BindingOf(Guid id) => $"core-report:{id:N}";

    /// <summary>An operator says, or the delivery shows, what it belongs to.</summary>
    internal void Match(Guid submissionId) => (SubmissionId, State, Problem, Version) = (submissionId, CoreReportState.Waiting, null, Version + 1);

    internal void SetAside(string problem) => (SubmissionId, State, Problem, Version) = (null, CoreReportState.Unmatched, problem, Version + 1);

    internal void Show(bool forApplicant) => (State, ForApplicant, Version) = (CoreReportState.Shown, forApplicant, Version + 1);

    internal void Propose(string? problem) => (State, Problem, Version) = (CoreReportState.Open, problem, Version + 1);

    internal void Settle(CoreReportState state, string by, DateTime now, bool forApplicant = false) =>
        (State, SettledBy, SettledAt, ForApplicant, Version) = (state, by, now, forApplicant, Version + 1);

    internal void Reach(DateTime now) => (ReachedAt, Version) = (now, Version + 1);

    internal sealed class Configuration : IEntityTypeConfiguration<CoreReport>
    {
        public void Configure(EntityTypeBuilder<CoreReport> entity)
        {
            entity.ToTable("CoreReports");
            entity.Property(r => r.Target).HasMaxLength(64);
            entity.Property(r => r.ExternalId).HasMaxLength(100);
            entity.Property(r => r.Problem).HasMaxLength(500);
            entity.Property(r => r.SettledBy).HasMaxLength(200);
            entity.Property(r => r.Version).IsConcurrencyToken();
            entity.OwnsOne(r => r.Key, KeyColumns.Map);
            entity.HasIndex(r => new { r.Target, r.MessageId }).IsUnique();
            entity.HasIndex(r => new { r.SubmissionId, r.OccurredAt });
            // The worklists, and what waits for the sweep.
            entity.HasIndex(r => new { r.State, r.Kind, r.SubmissionId });
        }
    }
}

/// <summary>The bytes of a reported document, encrypted under the report's own key. Apart from the row, so that lists do not read them.</summary>
public sealed class CoreReportFile
{
    public required Guid ReportId { get; init; }

    public required byte[] FileCipher { get; init; }

    public static string BindingOf(Guid reportId) => $"core-report.file:{reportId:N}";

    internal sealed class Configuration : IEntityTypeConfiguration<CoreReportFile>
    {
        public void Configure(EntityTypeBuilder<CoreReportFile> entity)
        {
            entity.ToTable("CoreReportFiles");
            entity.HasKey(f => f.ReportId);
        }
    }
}

/// <summary>What a report says. <paramref name="Raw"/>: what came, where it could not be read as a report.</summary>
public sealed record CoreReportContent(ReportedStatus? Status, ReportedDecision? Decision, CoreReportDocument? Document, ReportedPerson? Person, string? Raw = null);

/// <param name="ContentType">Found from the content.</param>
/// <param name="Sha256">Hexadecimal.</param>
public sealed record CoreReportDocument(string Name, string ContentType, int Size, string Sha256);
