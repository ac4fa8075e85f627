using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Designs;

/// <param name="Parent">The revision that was edited; not the one before where something was undone in between.</param>
public sealed record RevisionLine(int Number, int? Parent, string Summary, DateTime At, string StaffName);

/// <param name="Next">Where the next page begins; null: this is the end.</param>
public sealed record RevisionList(IReadOnlyList<RevisionLine> Lines, int Total, int? Next);

/// <summary>履歴: every revision of a design, newest first, those that were undone too.</summary>
public sealed class ListRevisions(AppDbContext db, DesignDesk desk)
{
    public const int PageSize = 50;

    /// <param name="upTo">The newest to show; null for the newest of all.</param>
    public async Task<Result<RevisionList>> HandleAsync(string code, int? upTo, Act act, CancellationToken cancel)
    {
        var found = await desk.FindAsync(code, act, cancel);
        if (found.Error is { } error)
            return error;
        var (id, newest) = (found.Value.Design.Id, upTo ?? int.MaxValue);
        var lines = await db.Set<DesignRevision>().Where(r => r.DesignId == id && r.Number <= newest).OrderByDescending(r => r.Number).Take(PageSize + 1)
            .Select(r => new RevisionLine(r.Number, r.Parent, r.Summary, r.At, r.StaffName)).ToListAsync(cancel);
        return new RevisionList([.. lines.Take(PageSize)], found.Value.Design.LastRevision, lines.Count > PageSize ? lines[PageSize].Number : null);
    }
}
