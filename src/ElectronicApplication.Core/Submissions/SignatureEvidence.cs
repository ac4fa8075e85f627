using System.Security.Cryptography;
using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Submissions;

/// <summary>電子署名: what was signed, the signature, the revocation list used and the report of every check, kept so that it can be verified again.</summary>
public sealed class SignatureEvidence
{
    public required Guid Id { get; init; }

    public required Guid SubmissionId { get; init; }

    /// <summary>SHA-256 of the signer's certificate.</summary>
    public required byte[] CertificateSha256 { get; init; }

    /// <summary>A <see cref="SignatureRecord"/>, encrypted under the submission's data key.</summary>
    public required byte[] RecordCipher { get; init; }

    public required DateTime VerifiedAt { get; init; }

    public string Binding => $"signature:{Id:N}";

    internal static SignatureEvidence Of(Guid submissionId, DataKey key, VerifiedCard card, DateTimeOffset now)
    {
        var verification = card.Verification;
        var id = Guid.CreateVersion7(now);
        var record = new SignatureRecord(card.Content, card.Cms, card.Crl, verification.AnchorSha256!, verification.SerialNumber!,
            [.. verification.Checks.Select(c => new SignatureCheck(c.Name, c.Passed, c.Detail))]);
        return new()
        {
            Id = id, SubmissionId = submissionId, CertificateSha256 = SHA256.HashData(verification.Certificate!),
            RecordCipher = key.EncryptJson(record, $"signature:{id:N}"), VerifiedAt = now.UtcDateTime,
        };
    }

    internal sealed class Configuration : IEntityTypeConfiguration<SignatureEvidence>
    {
        public void Configure(EntityTypeBuilder<SignatureEvidence> entity)
        {
            entity.ToTable("Signatures");
            entity.Property(s => s.CertificateSha256).HasMaxLength(32);
            entity.HasIndex(s => s.SubmissionId);
        }
    }
}

/// <param name="Content">The exact bytes that were signed.</param>
/// <param name="Cms">CMS SignedData (RFC 5652), detached, with the certificate.</param>
public sealed record SignatureRecord(byte[] Content, byte[] Cms, byte[] Crl, string AnchorSha256, string CertificateSerialNumber, IReadOnlyList<SignatureCheck> Checks);

public sealed record SignatureCheck(string Name, bool Passed, string? Detail);
