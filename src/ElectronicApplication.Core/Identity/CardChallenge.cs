using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Identity;

public enum CardPurpose
{
    /// <summary>Sign-in: the 利用者証明用 certificate signs a nonce.</summary>
    SignIn,
    /// <summary>The applicant agrees that name, address, birth date and sex are taken over from the 署名用 certificate into a draft.</summary>
    Attributes,
    /// <summary>The applicant declares the submission: the 署名用 certificate signs the canonical payload.</summary>
    Declaration,
}

/// <summary>
/// What a card is asked to sign. Made by the server, bound to the browser that asked, good for a few minutes and used once; consumed in the
/// transaction that stores the effect.
/// </summary>
public sealed class CardChallenge
{
    public required Guid Id { get; init; }

    public required CardPurpose Purpose { get; init; }

    /// <summary>SHA-256 of a secret in a cookie of the browser that asked.</summary>
    public required byte[] BrowserSha256 { get; init; }

    public Guid? AccountId { get; init; }

    public Guid? DraftId { get; init; }

    /// <summary>The draft's revision at the time: a declaration signs what was checked, not what was changed since.</summary>
    public int? DraftRevision { get; init; }

    public required WrappedKey Key { get; init; }

    /// <summary>The exact bytes to be signed, encrypted.</summary>
    public required byte[] ContentCipher { get; init; }

    /// <summary>The CMS as it came back, not yet verified; the verification happens in the browser's own session.</summary>
    public byte[]? Cms { get; set; }

    public required DateTime ExpiresAt { get; init; }

    public DateTime? ConsumedAt { get; set; }

    /// <summary>Where the browser goes on, a local path.</summary>
    public required string ReturnPath { get; init; }

    public int Version { get; set; }

    public string ContentBinding => $"challenge:{Id:N}";

    internal sealed class Configuration : IEntityTypeConfiguration<CardChallenge>
    {
        public void Configure(EntityTypeBuilder<CardChallenge> entity)
        {
            entity.ToTable("CardChallenges");
            entity.Property(c => c.BrowserSha256).HasMaxLength(32);
            entity.Property(c => c.ReturnPath).HasMaxLength(500);
            entity.Property(c => c.Version).IsConcurrencyToken();
            entity.OwnsOne(c => c.Key, KeyColumns.Map);
            entity.HasIndex(c => c.ExpiresAt);
        }
    }
}
