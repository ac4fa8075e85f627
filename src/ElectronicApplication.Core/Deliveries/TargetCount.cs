using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Deliveries;

/// <summary>How many records of one day a core system says that it holds: its side of the reconciliation, where it can be asked.</summary>
public sealed class TargetCount
{
    public required string Target { get; init; }

    /// <summary>Of arrival, in Japan.</summary>
    public required DateOnly Day { get; init; }

    public required int Count { get; set; }

    public required DateTime AskedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<TargetCount>
    {
        public void Configure(EntityTypeBuilder<TargetCount> entity)
        {
            entity.ToTable("TargetCounts");
            entity.HasKey(c => new { c.Target, c.Day });
            entity.Property(c => c.Target).HasMaxLength(64);
        }
    }
}

public sealed class TargetCounts(AppDbContext db, TimeProvider time)
{
    public async Task NoteAsync(string target, DateOnly day, int count, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (await db.Set<TargetCount>().SingleOrDefaultAsync(c => c.Target == target && c.Day == day, cancel) is { } known)
            (known.Count, known.AskedAt) = (count, now);
        else
            db.Add(new TargetCount { Target = target, Day = day, Count = count, AskedAt = now });
        await db.SaveChangesAsync(cancel);
    }
}
