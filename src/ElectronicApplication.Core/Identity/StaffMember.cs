using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Identity;

/// <summary>職員, as the municipality's OpenID provider describes them at each sign-in.</summary>
public sealed class StaffMember
{
    public required Guid Id { get; init; }

    public required string Issuer { get; init; }

    public required string Subject { get; init; }

    public string Name { get; set; } = "";

    /// <summary>Blank-separated: receive review approve author publish administer operate export.</summary>
    public string Roles { get; set; } = "";

    /// <summary>Blank-separated office ids; "*" means every office.</summary>
    public string Offices { get; set; } = "";

    /// <summary>Blank-separated codes of the only procedures of those offices that they work on; empty for all of them.</summary>
    public string Procedures { get; set; } = "";

    /// <summary>At work, as the provider says it.</summary>
    public string? Mail { get; set; }

    /// <summary>Blank-separated kinds of news that are told by mail: new returned message due approval sentback. Empty for none.</summary>
    public string Notices { get; set; } = "";

    /// <summary>News up to this moment have been told.</summary>
    public DateTime NoticedAt { get; set; }

    /// <summary>When the next mail may be sent; moved on by whoever is about to send one.</summary>
    public DateTime NoticeDueAt { get; set; }

    public DateTime LastSignInAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StaffMember>
    {
        public void Configure(EntityTypeBuilder<StaffMember> entity)
        {
            entity.ToTable("StaffMembers");
            entity.Property(s => s.Issuer).HasMaxLength(300);
            entity.Property(s => s.Subject).HasMaxLength(255);
            entity.Property(s => s.Name).HasMaxLength(200);
            entity.Property(s => s.Mail).HasMaxLength(254);
            entity.Property(s => s.Notices).HasMaxLength(200);
            entity.Property(s => s.Roles).HasMaxLength(500);
            entity.Property(s => s.Offices).HasMaxLength(2000);
            entity.Property(s => s.Procedures).HasMaxLength(4000).HasDefaultValue("");
            entity.HasIndex(s => new { s.Issuer, s.Subject }).IsUnique();
        }
    }
}
