using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Identity;

/// <summary>A citizen who has signed in with a card. Bound to the 利用者証明用 certificate, of which only a keyed hash is kept.</summary>
public sealed class Account
{
    public required Guid Id { get; init; }

    /// <summary>Keyed hash of the certificate's issuer and serial number.</summary>
    public required byte[] CertificateHash { get; set; }

    /// <summary>Keyed hash of birth date and sex from the 署名用 certificate first used: another person's card does not sign for this account.</summary>
    public byte[]? HolderHash { get; set; }

    public required WrappedKey Key { get; init; }

    /// <summary>Mail address, encrypted.</summary>
    public byte[]? MailCipher { get; set; }

    public required DateTime CreatedAt { get; init; }

    public DateTime LastSignInAt { get; set; }

    public string MailBinding => $"account.mail:{Id:N}";

    internal sealed class Configuration : IEntityTypeConfiguration<Account>
    {
        public void Configure(EntityTypeBuilder<Account> entity)
        {
            entity.ToTable("Accounts");
            entity.Property(a => a.CertificateHash).HasMaxLength(32);
            entity.Property(a => a.HolderHash).HasMaxLength(32);
            entity.OwnsOne(a => a.Key, KeyColumns.Map);
            entity.HasIndex(a => a.CertificateHash).IsUnique();
        }
    }
}
