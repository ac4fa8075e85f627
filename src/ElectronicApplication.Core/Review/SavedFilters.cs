using System.Globalization;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Review;

/// <summary>A filter of the desk that a staff member kept under a name. It holds no search words, which may be names of people.</summary>
public sealed class SavedFilter
{
    public required Guid Id { get; init; }

    public required Guid StaffId { get; init; }

    public required string Name { get; init; }

    /// <summary>As it stands in the address: <c>list=new&amp;procedure=…</c>.</summary>
    public required string Query { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<SavedFilter>
    {
        public void Configure(EntityTypeBuilder<SavedFilter> entity)
        {
            entity.ToTable("SavedFilters");
            entity.Property(f => f.Name).HasMaxLength(200);
            entity.Property(f => f.Query).HasMaxLength(500);
            entity.HasIndex(f => f.StaffId);
        }
    }
}

/// <summary>Everybody keeps their own.</summary>
public sealed class SavedFilters(AppDbContext db, Reviewers reviewers, TimeProvider time)
{
    /// <summary>In graphemes.</summary>
    public const int MaxName = 40;
    public const int Most = 20;

    public Task<List<SavedFilter>> ListAsync(Guid staffId, CancellationToken cancel) => db.Set<SavedFilter>().AsNoTracking().Where(f => f.StaffId == staffId).OrderBy(f => f.Id).ToListAsync(cancel);

    public async Task<Result<Done>> SaveAsync(string name, string query, Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        if (who.Error is { } unknown)
            return unknown;
        name = name.Trim();
        if (name.Length is 0 or > 200 || new StringInfo(name).LengthInTextElements > MaxName)
            return ReviewErrors.FilterName;
        var mine = await db.Set<SavedFilter>().Where(f => f.StaffId == who.Value.Id).ToListAsync(cancel);
        db.RemoveRange(mine.Where(f => f.Name == name));
        if (mine.Count(f => f.Name != name) >= Most)
            return ReviewErrors.TooManyFilters;
        db.Add(new SavedFilter { Id = Guid.CreateVersion7(time.GetUtcNow()), StaffId = who.Value.Id, Name = name, Query = query });
        await db.SaveChangesAsync(cancel);
        return Done.Ok;
    }

    public async Task<Result<Done>> DeleteAsync(Guid id, Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        if (who.Error is { } unknown)
            return unknown;
        await db.WriteAsync(() => db.Set<SavedFilter>().Where(f => f.Id == id && f.StaffId == who.Value.Id).ExecuteDeleteAsync(cancel), cancel);
        return Done.Ok;
    }
}
