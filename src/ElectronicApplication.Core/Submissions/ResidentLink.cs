using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Submissions;

/// <summary>宛名番号: which resident of the core systems the holder of a certificate is. Found by a keyed hash of the holder; the number is encrypted.</summary>
public sealed class ResidentLink
{
    public required Guid Id { get; init; }

    /// <summary>HMAC of the account, without one of the four attributes of the certificate, without both of the submission itself; hexadecimal.</summary>
    public required string SubjectHash { get; init; }

    public required WrappedKey Key { get; init; }

    public required byte[] NumberCipher { get; set; }

    /// <summary>The core system that was certain, or the clerk who chose.</summary>
    public required string EstablishedBy { get; set; }

    public required DateTime At { get; set; }

    /// <summary>The submission that it was told for last; the link of a holder without an account goes with it.</summary>
    public required Guid SubmissionId { get; set; }

    public string Binding => BindingOf(Id);

    public static string BindingOf(Guid id) => $"resident.number:{id:N}";

    internal sealed class Configuration : IEntityTypeConfiguration<ResidentLink>
    {
        public void Configure(EntityTypeBuilder<ResidentLink> entity)
        {
            entity.ToTable("ResidentLinks");
            entity.Property(l => l.SubjectHash).HasMaxLength(64);
            entity.Property(l => l.EstablishedBy).HasMaxLength(200);
            entity.OwnsOne(l => l.Key, KeyColumns.Map);
            entity.HasIndex(l => l.SubjectHash).IsUnique();
            entity.HasIndex(l => l.SubmissionId);
        }
    }
}
