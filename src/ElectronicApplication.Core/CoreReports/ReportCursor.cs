using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.CoreReports;

/// <summary>How far the reports of a core system that is polled were read. Reading some again does no harm.</summary>
public sealed class ReportCursor
{
    public const int MaxLength = 200;

    public required string Target { get; init; }

    /// <summary>The core system's own.</summary>
    public required string After { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ReportCursor>
    {
        public void Configure(EntityTypeBuilder<ReportCursor> entity)
        {
            entity.ToTable("ReportCursors");
            entity.HasKey(c => c.Target);
            entity.Property(c => c.Target).HasMaxLength(64);
            entity.Property(c => c.After).HasMaxLength(MaxLength);
        }
    }
}

public sealed class ReportCursors(AppDbContext db)
{
    public Task<string?> ReadAsync(string target, CancellationToken cancel) =>
        db.Set<ReportCursor>().AsNoTracking().Where(c => c.Target == target).Select(c => (string?)c.After).SingleOrDefaultAsync(cancel);

    public async Task WriteAsync(string target, string after, CancellationToken cancel)
    {
        if (await db.WriteAsync(() => db.Set<ReportCursor>().Where(c => c.Target == target).ExecuteUpdateAsync(c => c.SetProperty(x => x.After, after), cancel), cancel) > 0)
            return;
        db.Add(new ReportCursor { Target = target, After = after });
        await db.SaveChangesAsync(cancel);
    }
}
