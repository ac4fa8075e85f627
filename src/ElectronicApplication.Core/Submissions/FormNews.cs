using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

/// <summary>What a person in mid-form is told about the versions that came since.</summary>
/// <param name="Changes">In words, oldest first; empty where nobody wrote any down.</param>
public sealed record FormNews(int From, int To, IReadOnlyList<string> Changes)
{
    internal static async Task<FormNews> SinceAsync(AppDbContext db, string code, int from, int to, CancellationToken cancel)
    {
        var changes = await db.Set<FormVersion>().AsNoTracking().Where(v => v.ProcedureCode == code && v.Number > from && v.Number <= to)
            .OrderBy(v => v.Number).Select(v => v.Changes).ToListAsync(cancel);
        return new(from, to, [.. changes.SelectMany(c => c.Split('\n', StringSplitOptions.RemoveEmptyEntries))]);
    }
}
