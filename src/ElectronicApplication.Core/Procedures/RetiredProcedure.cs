using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Procedures;

/// <summary>廃止: nothing new is begun or accepted; what was submitted stays readable on its version.</summary>
public sealed class RetiredProcedure
{
    public required string ProcedureCode { get; init; }

    public required DateTime RetiredAt { get; init; }

    /// <summary>What people are told: where to go instead.</summary>
    public required string Reason { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<RetiredProcedure>
    {
        public void Configure(EntityTypeBuilder<RetiredProcedure> entity)
        {
            entity.ToTable("RetiredProcedures");
            entity.HasKey(p => p.ProcedureCode);
            entity.Property(p => p.ProcedureCode).HasMaxLength(64);
            entity.Property(p => p.Reason).HasMaxLength(1000);
        }
    }
}
