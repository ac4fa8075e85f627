using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Procedures;

/// <param name="Changes">What changed since the version before, in words; empty for a first version and where nobody wrote any down.</param>
/// <param name="Policy">What became of people in mid-form; for officials.</param>
public sealed record VersionLine(int Number, DateTime PublishedAt, IReadOnlyList<string> Changes, MidFormPolicy Policy);

/// <summary>様式の変更の記録: every version of a procedure, newest first, for the public as for officials.</summary>
public sealed class ListVersions(AppDbContext db)
{
    private const int Most = 500;

    public async Task<IReadOnlyList<VersionLine>> HandleAsync(string code, CancellationToken cancel)
    {
        var rows = await db.Set<FormVersion>().AsNoTracking().Where(v => v.ProcedureCode == code).OrderByDescending(v => v.Number).Take(Most)
            .Select(v => new { v.Number, v.PublishedAt, v.Changes, v.Policy }).ToListAsync(cancel);
        return [.. rows.Select(v => new VersionLine(v.Number, v.PublishedAt, v.Changes.Split('\n', StringSplitOptions.RemoveEmptyEntries), v.Policy))];
    }
}
