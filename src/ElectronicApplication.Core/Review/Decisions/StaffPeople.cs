using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review.Decisions;

/// <summary>A member of staff as a definition names them.</summary>
public sealed record StaffPerson(string Issuer, string Subject, string Name);

/// <summary>Who can be named in a route: everybody who works on submissions and has signed in once.</summary>
public sealed class StaffPeople(AppDbContext db)
{
    public async Task<IReadOnlyList<StaffPerson>> ListAsync(CancellationToken cancel) =>
        [.. (await db.Set<StaffMember>().AsNoTracking().Where(s => s.Roles != "").OrderBy(s => s.Name).ToListAsync(cancel))
            .Where(s => Reviewer.Of(s).MayOpen).Select(s => new StaffPerson(s.Issuer, s.Subject, s.Name))];
}
