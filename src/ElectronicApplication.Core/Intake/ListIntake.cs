using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Intake;

/// <summary>One line of the pile: no name and no answer, those are seen where the view is recorded.</summary>
/// <param name="AtIt">Who has had it open in the last minutes.</param>
public sealed record IntakeLine(Guid Id, Channel Channel, string ProcedureCode, string ProcedureTitle, DateOnly ArrivedOn, DateTime CreatedAt, Guid? RunId, int Line, string? ExternalNumber, string? AtIt);

/// <summary>What waits to be keyed or checked in the offices of whoever asks, the oldest first.</summary>
public sealed class ListIntake(AppDbContext db, IntakeDesk desk, ProcedureCatalog catalog, TimeProvider time)
{
    public const int Most = 100;

    public async Task<Result<IReadOnlyList<IntakeLine>>> HandleAsync(Act act, CancellationToken cancel)
    {
        var who = await desk.ReceiverAsync(act, cancel);
        if (who.Error is { } refused)
            return refused;
        var open = db.Set<IntakeItem>().AsNoTracking().Where(i => i.State == IntakeState.Open && db.Set<Draft>().Any(d => d.Id == i.Id));
        if (!who.Value.SeesEveryOffice)
        {
            var offices = who.Value.Offices.ToArray();
            open = open.Where(i => offices.Contains(i.OfficeId));
        }
        if (who.Value.Procedures.Count > 0)
        {
            var procedures = who.Value.Procedures.ToArray();
            open = open.Where(i => procedures.Contains(i.ProcedureCode));
        }
        var since = time.GetUtcNow().UtcDateTime.AddMinutes(-15);
        List<IntakeLine> lines = [];
        foreach (var item in await open.OrderBy(i => i.CreatedAt).ThenBy(i => i.Line).ThenBy(i => i.Id).Take(Most).ToListAsync(cancel))
            lines.Add(new(item.Id, item.Channel, item.ProcedureCode, (await catalog.FindAsync(item.ProcedureCode, cancel))?.Procedure.Title.Ja ?? item.ProcedureCode, item.ArrivedOn, item.CreatedAt,
                item.RunId, item.Line, item.ExternalNumber, item.KeyedAt > since && item.KeyedById != who.Value.Id ? item.KeyedByName : null));
        return lines;
    }
}
