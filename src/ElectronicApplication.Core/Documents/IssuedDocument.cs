using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms.Documents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Documents;

public enum DocumentState { Issued, Withdrawn, Replaced }

/// <summary>Portal: fetched by the applicant on the submission's page. Post: printed and sent.</summary>
public enum DocumentDelivery { Portal, Post }

/// <summary>交付物: a notice or certificate that left the house under a number. The row says what it is; the file stands apart (<see cref="DocumentFile"/>).</summary>
public sealed class IssuedDocument
{
    public required Guid Id { get; init; }

    public required Guid SubmissionId { get; init; }

    /// <summary>The id of its template.</summary>
    public required string Template { get; init; }

    public required DocumentKind Kind { get; init; }

    public required string Title { get; init; }

    public required string OfficeId { get; init; }

    public required string OfficeTitle { get; init; }

    public required string Series { get; init; }

    /// <summary>From 1 April; 2026 is 令和8年度.</summary>
    public required int FiscalYear { get; init; }

    public required int Number { get; init; }

    /// <summary>As it is written on it.</summary>
    public required string NumberText { get; init; }

    public required DateTime IssuedAt { get; init; }

    public required string IssuedBy { get; init; }

    public required DocumentDelivery Delivery { get; init; }

    /// <summary>SHA-256 of the signed file.</summary>
    public required byte[] Sha256 { get; init; }

    /// <summary>SHA-256 of the secret in its QR code.</summary>
    public required byte[] TokenSha256 { get; init; }

    /// <summary>Submission and template while it is in force, null afterwards: at most one of a template is in force.</summary>
    public string? CurrentKey { get; private set; }

    public DocumentState State { get; private set; }

    public DateTime? EndedAt { get; private set; }

    public Guid? ReplacedById { get; private set; }

    /// <summary>到達: when the applicant fetched it first.</summary>
    public DateTime? ReachedAt { get; private set; }

    public DateOnly? PostedOn { get; private set; }

    public string? PostedBy { get; private set; }

    public int Version { get; private set; }

    public bool WaitsForPost => State == DocumentState.Issued && Delivery == DocumentDelivery.Post && PostedOn is null;

    public static string KeyOf(Guid submissionId, string template) => $"{submissionId:N}:{template}";

    internal void TakeForce() => CurrentKey = KeyOf(SubmissionId, Template);

    /// <returns>False when it was not in force any more.</returns>
    internal bool End(DocumentState state, Guid? replacedBy, DateTime now)
    {
        if (State != DocumentState.Issued)
            return false;
        (State, ReplacedById, EndedAt, CurrentKey, Version) = (state, replacedBy, now, null, Version + 1);
        return true;
    }

    internal void Reach(DateTime now) => (ReachedAt, Version) = (now, Version + 1);

    internal void Post(DateOnly day, string by) => (PostedOn, PostedBy, Version) = (day, by, Version + 1);

    internal sealed class Configuration : IEntityTypeConfiguration<IssuedDocument>
    {
        public void Configure(EntityTypeBuilder<IssuedDocument> entity)
        {
            entity.ToTable("IssuedDocuments");
            entity.Property(d => d.Template).HasMaxLength(40);
            entity.Property(d => d.Title).HasMaxLength(200);
            entity.Property(d => d.OfficeId).HasMaxLength(64);
            entity.Property(d => d.OfficeTitle).HasMaxLength(200);
            entity.Property(d => d.Series).HasMaxLength(64);
            entity.Property(d => d.NumberText).HasMaxLength(100);
            entity.Property(d => d.IssuedBy).HasMaxLength(200);
            entity.Property(d => d.PostedBy).HasMaxLength(200);
            entity.Property(d => d.CurrentKey).HasMaxLength(100);
            entity.Property(d => d.Sha256).HasMaxLength(32);
            entity.Property(d => d.TokenSha256).HasMaxLength(32);
            entity.Property(d => d.Version).IsConcurrencyToken();
            entity.HasIndex(d => d.SubmissionId);
            entity.HasIndex(d => d.TokenSha256).IsUnique();
            entity.HasIndex(d => d.CurrentKey).IsUnique();
            entity.HasIndex(d => new { d.Series, d.FiscalYear, d.Number }).IsUnique();
            entity.HasIndex(d => new { d.Delivery, d.State, d.PostedOn, d.IssuedAt });
        }
    }
}

/// <summary>The signed file, and the filled-in content of which copies are drawn; both encrypted under the submission's data key.</summary>
public sealed class DocumentFile
{
    public required Guid DocumentId { get; init; }

    public required byte[] FileCipher { get; init; }

    public required byte[] ContentCipher { get; init; }

    public static string FileBinding(Guid id) => $"document.file:{id:N}";

    public static string ContentBinding(Guid id) => $"document.content:{id:N}";

    internal sealed class Configuration : IEntityTypeConfiguration<DocumentFile>
    {
        public void Configure(EntityTypeBuilder<DocumentFile> entity)
        {
            entity.ToTable("DocumentFiles");
            entity.HasKey(f => f.DocumentId);
        }
    }
}

/// <summary>The last number given of a series in a fiscal year.</summary>
public sealed class NumberSeries
{
    public required string Series { get; init; }

    public required int FiscalYear { get; init; }

    public int Last { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<NumberSeries>
    {
        public void Configure(EntityTypeBuilder<NumberSeries> entity)
        {
            entity.ToTable("NumberSeries");
            entity.HasKey(s => new { s.Series, s.FiscalYear });
            entity.Property(s => s.Series).HasMaxLength(64);
        }
    }
}
