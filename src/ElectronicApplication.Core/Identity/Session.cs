using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Identity;

public enum SessionKind { Citizen, Staff }

/// <summary>A signed-in browser. The cookie holds a secret, this row its hash; ending the row ends the session, whatever the cookie says (ASVS 7.4.1).</summary>
public sealed class Session
{
    /// <summary>SHA-256 of the secret in the cookie.</summary>
    public required byte[] Id { get; init; }

    public required SessionKind Kind { get; init; }

    /// <summary>Account or staff member.</summary>
    public required Guid PersonId { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>Idle time-out counts from here; written at most once a minute.</summary>
    public required DateTime LastSeenAt { get; set; }

    /// <summary>Absolute time-out.</summary>
    public required DateTime ExpiresAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<Session>
    {
        public void Configure(EntityTypeBuilder<Session> entity)
        {
            entity.ToTable("Sessions");
            entity.Property(s => s.Id).HasMaxLength(32);
            entity.HasIndex(s => s.ExpiresAt);
        }
    }
}
