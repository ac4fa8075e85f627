using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Submissions;

/// <summary>下書き. Belongs to an account, or to the browser that holds the secret whose hash is kept here.</summary>
public sealed class Draft
{
    public required Guid Id { get; init; }

    public required string ProcedureCode { get; init; }

    /// <summary>The version it is on: the one it was begun with, unless a later one takes it along (<see cref="MoveForward"/>).</summary>
    public required Guid FormVersionId { get; set; }

    /// <summary>The <see cref="CorrectionRequest"/> that it answers: then it stays on the submission's version and takes only what was asked for.</summary>
    public Guid? CorrectionId { get; init; }

    /// <summary>Number of the version that it came from, when it was taken along or begun anew; from then on it may hold answers that its form does not know.</summary>
    public int? MovedFrom { get; set; }

    /// <summary>Number of the version since which the changes have not been told yet; null when the person has gone on since they were.</summary>
    public int? UntoldFrom { get; set; }

    public Guid? AccountId { get; init; }

    public byte[]? BrowserSha256 { get; init; }

    /// <summary>Keyed by staff: nobody outside owns it, and what came on paper does not expire.</summary>
    public bool IsOfDesk => AccountId is null && BrowserSha256 is null && CorrectionId is null;

    public required WrappedKey Key { get; init; }

    /// <summary>Answers as typed, hidden ones included (<see cref="System.Text.Json.Nodes.JsonObject"/>), encrypted.</summary>
    public required byte[] AnswersCipher { get; set; }

    /// <summary>The four attributes read from the 署名用 certificate (<see cref="CertificateHolder"/>), encrypted.</summary>
    public byte[]? HolderCipher { get; set; }

    /// <summary>SHA-256 of the certificate that the attributes came from: the declaration must be signed with the same.</summary>
    public byte[]? HolderCertificateSha256 { get; set; }

    /// <summary>Counts saves; two windows do not overwrite each other silently.</summary>
    public int Revision { get; set; }

    /// <summary>The window that saved last as one types, until it turns the page: its saves do not collide with each other.</summary>
    public string? LastWindow { get; set; }

    /// <summary>Blank-separated ids of the pages that were handed in once: only there are mistakes shown.</summary>
    public string VisitedPages { get; set; } = "";

    public required DateTime CreatedAt { get; init; }

    public required DateTime UpdatedAt { get; set; }

    /// <summary>The sweep deletes the draft after this moment.</summary>
    public required DateTime ExpiresAt { get; set; }

    public string AnswersBinding => $"draft.answers:{Id:N}";

    public string HolderBinding => $"draft.holder:{Id:N}";

    internal sealed class Configuration : IEntityTypeConfiguration<Draft>
    {
        public void Configure(EntityTypeBuilder<Draft> entity)
        {
            entity.ToTable("Drafts");
            entity.Property(d => d.ProcedureCode).HasMaxLength(64);
            entity.Property(d => d.BrowserSha256).HasMaxLength(32);
            entity.Property(d => d.HolderCertificateSha256).HasMaxLength(32);
            entity.Property(d => d.LastWindow).HasMaxLength(40);
            entity.Property(d => d.VisitedPages).HasMaxLength(4000);
            entity.Property(d => d.Revision).IsConcurrencyToken();
            entity.OwnsOne(d => d.Key, KeyColumns.Map);
            entity.HasIndex(d => d.CorrectionId);
            entity.HasIndex(d => d.AccountId);
            entity.HasIndex(d => d.BrowserSha256);
            entity.HasIndex(d => d.ExpiresAt);
        }
    }
}
