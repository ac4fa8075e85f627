using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Submissions;

/// <summary>How a submission came in that staff took in: what they looked at, what was missing, and what another system calls it.</summary>
public sealed class SubmissionOrigin
{
    public required Guid SubmissionId { get; init; }

    /// <summary>The system that it comes from; null for paper and counter.</summary>
    public string? Source { get; init; }

    /// <summary>Its number there.</summary>
    public string? ExternalNumber { get; init; }

    public required string EnteredBy { get; init; }

    public required DateTime EnteredAt { get; init; }

    /// <summary><see cref="OriginDetail"/>, under the submission's data key.</summary>
    public required byte[] DetailCipher { get; init; }

    public static string BindingOf(Guid submissionId) => $"submission.origin:{submissionId:N}";

    internal sealed class Configuration : IEntityTypeConfiguration<SubmissionOrigin>
    {
        public void Configure(EntityTypeBuilder<SubmissionOrigin> entity)
        {
            entity.ToTable("SubmissionOrigins");
            entity.HasKey(o => o.SubmissionId);
            entity.Property(o => o.Source).HasMaxLength(64);
            entity.Property(o => o.ExternalNumber).HasMaxLength(100);
            entity.Property(o => o.EnteredBy).HasMaxLength(200);
            // The same case of another system is taken in once, whoever tries.
            entity.HasIndex(o => new { o.Source, o.ExternalNumber }).IsUnique();
        }
    }
}

/// <param name="Identity">Which document was shown.</param>
/// <param name="Signed">The paper bears a signature.</param>
/// <param name="Missing">What the form asks for and the paper does not say, or says wrongly: for the correction.</param>
/// <param name="MissingReason">Why it was received all the same.</param>
public sealed record OriginDetail(IdentityDocument Identity, bool Signed, FeeHandling Fee, IReadOnlyList<OpenPoint> Missing, string MissingReason);

/// <param name="Path">Of the field; empty for the form as a whole.</param>
public sealed record OpenPoint(string Path, string Message);

/// <summary>本人確認書類: the kind, never the number.</summary>
public enum IdentityDocument { None, MyNumberCard, DriversLicence, Passport, ResidenceCard, DisabilityCertificate, TwoOther, CopyByPost, KnownElsewhere }

/// <summary>How a fee is paid that is not paid online.</summary>
public enum FeeHandling { None, AtCounter, PaymentSlip, Elsewhere }

public static class OriginWords
{
    public static string Japanese(IdentityDocument document) => document switch
    {
        IdentityDocument.None => "確認していない",
        IdentityDocument.MyNumberCard => "マイナンバーカード",
        IdentityDocument.DriversLicence => "運転免許証",
        IdentityDocument.Passport => "旅券（パスポート）",
        IdentityDocument.ResidenceCard => "在留カード・特別永住者証明書",
        IdentityDocument.DisabilityCertificate => "障害者手帳",
        IdentityDocument.TwoOther => "顔写真のない書類2点",
        IdentityDocument.CopyByPost => "写し（郵送）",
        IdentityDocument.KnownElsewhere => "取り込み元で確認済み",
        _ => throw new ArgumentOutOfRangeException(nameof(document), document, null),
    };

    public static string English(IdentityDocument document) => document switch
    {
        IdentityDocument.None => "not checked",
        IdentityDocument.MyNumberCard => "My Number Card",
        IdentityDocument.DriversLicence => "driver's licence",
        IdentityDocument.Passport => "passport",
        IdentityDocument.ResidenceCard => "residence card",
        IdentityDocument.DisabilityCertificate => "disability certificate",
        IdentityDocument.TwoOther => "two documents without a photograph",
        IdentityDocument.CopyByPost => "copy, by post",
        IdentityDocument.KnownElsewhere => "checked where it comes from",
        _ => throw new ArgumentOutOfRangeException(nameof(document), document, null),
    };

    public static string Japanese(FeeHandling fee) => fee switch
    {
        FeeHandling.None => "なし",
        FeeHandling.AtCounter => "窓口で納付",
        FeeHandling.PaymentSlip => "納付書で納付",
        FeeHandling.Elsewhere => "取り込み元で処理",
        _ => throw new ArgumentOutOfRangeException(nameof(fee), fee, null),
    };
}

/// <summary>An origin as whoever may see the submission reads it.</summary>
public sealed record OpenedOrigin(string? Source, string? ExternalNumber, string EnteredBy, DateTime EnteredAt, OriginDetail Detail)
{
    internal static OpenedOrigin Of(SubmissionOrigin row, DataKey key) =>
        new(row.Source, row.ExternalNumber, row.EnteredBy, row.EnteredAt, key.DecryptJson<OriginDetail>(row.DetailCipher, SubmissionOrigin.BindingOf(row.SubmissionId)));
}
