using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review.Bulk;

public sealed record BulkResult(BulkRun Run, IReadOnlyList<BulkItem> Items)
{
    public int Count(BulkItemState state) => Items.Count(i => i.State == state);
}

/// <summary>A run with the outcome of each case, for whoever started it, and their latest runs.</summary>
public sealed class ReadBulk(AppDbContext db, Reviewers reviewers)
{
    public async Task<Result<BulkResult>> HandleAsync(Guid id, Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        if (who.Error is { } unknown)
            return unknown;
        if (await db.Set<BulkRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancel) is not { } run || run.StaffId != who.Value.Id)
            return BulkErrors.NotFound;
        return new BulkResult(run, await db.Set<BulkItem>().AsNoTracking().Where(i => i.RunId == id).OrderBy(i => i.Number).ToListAsync(cancel));
    }

    public async Task<Result<IReadOnlyList<BulkRun>>> LatestAsync(Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        if (who.Error is { } unknown)
            return unknown;
        var me = who.Value.Id;
        return await db.Set<BulkRun>().AsNoTracking().Where(r => r.StaffId == me).OrderByDescending(r => r.CreatedAt).Take(20).ToListAsync(cancel);
    }
}
