using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Deliveries;

/// <summary>A worker that lives: it says so every second, and what it has claimed is taken over when it stops saying so.</summary>
public sealed class WorkerBeat
{
    public required string Worker { get; init; }

    public required DateTime StartedAt { get; init; }

    public DateTime At { get; set; }

    /// <summary>What it sees of the core systems: <see cref="TargetReading"/>s as JSON, for the console.</summary>
    public string Targets { get; set; } = "[]";

    internal sealed class Configuration : IEntityTypeConfiguration<WorkerBeat>
    {
        public void Configure(EntityTypeBuilder<WorkerBeat> entity)
        {
            entity.ToTable("WorkerBeats");
            entity.HasKey(b => b.Worker);
            entity.Property(b => b.Worker).HasMaxLength(100);
        }
    }
}

/// <summary>Closed: offers go out. Open: it failed again and again and is left alone. Probing: single offers find out whether it is back.</summary>
public enum BreakerState { Closed, Open, Probing }

/// <param name="IsOpen">Whether it takes offers at this time of day.</param>
/// <param name="PerSecond">Answers in the last whole second.</param>
public sealed record TargetReading(string Target, string Adapter, BreakerState Breaker, bool IsOpen, int PerSecond);

/// <summary>A core system that a person stopped: nothing is offered to it until a person lets it go on.</summary>
public sealed class TargetPause
{
    public required string Target { get; init; }

    public required DateTime At { get; init; }

    public required string By { get; init; }

    public required string Reason { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<TargetPause>
    {
        public void Configure(EntityTypeBuilder<TargetPause> entity)
        {
            entity.ToTable("TargetPauses");
            entity.HasKey(p => p.Target);
            entity.Property(p => p.Target).HasMaxLength(64);
            entity.Property(p => p.By).HasMaxLength(200);
            entity.Property(p => p.Reason).HasMaxLength(1000);
        }
    }
}
