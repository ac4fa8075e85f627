using System.Globalization;
using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review.Decisions;

/// <param name="StaffId">Who is away; the asker, or somebody else when the asker administers the staff.</param>
/// <param name="From">The first day in Japan.</param>
/// <param name="To">The last day.</param>
public sealed record AbsenceRequest(Guid StaffId, Guid DeputyId, DateOnly From, DateOnly To);

public sealed record AbsenceLine(Guid Id, Guid StaffId, string StaffName, string DeputyName, DateOnly From, DateOnly To, bool IsNow, string EnteredBy);

/// <summary>Enters and removes absences, and lists those that are not over.</summary>
public sealed class Absences(AppDbContext db, Reviewers reviewers, TimeProvider time)
{
    public const int MaxDays = 400;

    public async Task<Result<Guid>> EnterAsync(AbsenceRequest request, Act act, CancellationToken cancel)
    {
        var who = await MayAsync(request.StaffId, act, cancel);
        if (who.Error is { } refused)
            return refused;
        if (request.To < request.From || request.To.DayNumber - request.From.DayNumber > MaxDays || request.To < JapanTime.Today(time))
            return DecisionErrors.AbsencePeriod(MaxDays);
        if (await reviewers.FindAsync(request.StaffId, cancel) is not { MayOpen: true } absent)
            return DecisionErrors.NobodyToRepresent;
        if (request.DeputyId == request.StaffId || await reviewers.FindAsync(request.DeputyId, cancel) is not { MayOpen: true } deputy)
            return DecisionErrors.NoDeputy;
        var (from, until) = (Start(request.From), Start(request.To.AddDays(1)));
        if (await db.Set<StaffAbsence>().AnyAsync(a => a.StaffId == absent.Id && a.From < until && a.Until > from, cancel))
            return DecisionErrors.AbsentAlready;
        var absence = new StaffAbsence { Id = Guid.CreateVersion7(time.GetUtcNow()), StaffId = absent.Id, DeputyId = deputy.Id, From = from, Until = until, EnteredBy = who.Value.Name };
        db.Add(absence);
        db.Add(ActEntry.Of(act, "absence.entered", null, time.GetUtcNow().UtcDateTime, Detail(absent.Name, deputy.Name, request.From, request.To), shownToApplicant: false));
        await db.SaveChangesAsync(cancel);
        return absence.Id;
    }

    public async Task<Result<Done>> RemoveAsync(Guid id, Act act, CancellationToken cancel)
    {
        if (await db.Set<StaffAbsence>().SingleOrDefaultAsync(a => a.Id == id, cancel) is not { } absence)
            return DecisionErrors.AbsenceGone;
        if ((await MayAsync(absence.StaffId, act, cancel)).Error is { } refused)
            return refused;
        db.Remove(absence);
        var names = await NamesAsync([absence.StaffId, absence.DeputyId], cancel);
        db.Add(ActEntry.Of(act, "absence.removed", null, time.GetUtcNow().UtcDateTime,
            Detail(names[absence.StaffId], names[absence.DeputyId], JapanTime.DayOf(absence.From), JapanTime.DayOf(absence.Until).AddDays(-1)), shownToApplicant: false));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return DecisionErrors.AbsenceGone;
        }
        return Done.Ok;
    }

    /// <summary>Those that are not over: the asker's own and those they stand in for; whoever administers the staff sees all.</summary>
    public async Task<Result<IReadOnlyList<AbsenceLine>>> ListAsync(Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        if (who.Error is { } unknown)
            return unknown;
        var (now, me, all) = (time.GetUtcNow().UtcDateTime, who.Value.Id, who.Value.Is(StaffRoles.Administer));
        var rows = await db.Set<StaffAbsence>().AsNoTracking().Where(a => a.Until > now && (all || a.StaffId == me || a.DeputyId == me)).OrderBy(a => a.From).Take(500).ToListAsync(cancel);
        var names = await NamesAsync([.. rows.SelectMany(r => new[] { r.StaffId, r.DeputyId })], cancel);
        return rows.ConvertAll(r => new AbsenceLine(r.Id, r.StaffId, names[r.StaffId], names[r.DeputyId], JapanTime.DayOf(r.From), JapanTime.DayOf(r.Until).AddDays(-1), r.From <= now, r.EnteredBy));
    }

    /// <summary>Who can be away and who can stand in: everybody who works on submissions.</summary>
    public async Task<IReadOnlyList<Reviewer>> PeopleAsync(CancellationToken cancel) =>
        [.. (await db.Set<StaffMember>().AsNoTracking().Where(s => s.Roles != "").OrderBy(s => s.Name).ToListAsync(cancel)).Select(Reviewer.Of).Where(r => r.MayOpen)];

    private async Task<Result<Reviewer>> MayAsync(Guid staffId, Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        return who.Error is not null || who.Value.Id == staffId || who.Value.Is(StaffRoles.Administer) ? who : ReviewErrors.RoleNeeded("管理", "administer");
    }

    private async Task<Dictionary<Guid, string>> NamesAsync(Guid[] ids, CancellationToken cancel) =>
        await db.Set<StaffMember>().AsNoTracking().Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Name, cancel);

    private static DateTime Start(DateOnly day) => JapanTime.At(day, TimeOnly.MinValue).UtcDateTime;

    private static string Detail(string absent, string deputy, DateOnly from, DateOnly to) =>
        string.Create(CultureInfo.InvariantCulture, $"{absent} → {deputy}（{from:yyyy-MM-dd}～{to:yyyy-MM-dd}）");
}
