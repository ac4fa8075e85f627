using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Intake;

/// <summary>窓口: staff turn the number that a citizen shows into the prepared draft. The number is used up by it, and the applicant is told who opened the draft.</summary>
public sealed class ClaimAtCounter(AppDbContext db, IntakeDesk desk, ProcedureCatalog catalog, CounterCodes codes, WrongCodes wrong, TimeProvider time)
{
    /// <returns>The item to go on with.</returns>
    public async Task<Result<Guid>> HandleAsync(string typed, Act act, CancellationToken cancel)
    {
        var who = await desk.ReceiverAsync(act, cancel);
        if (who.Error is { } refused)
            return refused;
        var client = "counter:" + who.Value.Id;
        if (wrong.AreTooMany(client, "counter"))
            return IntakeErrors.TooManyCodes;
        var now = time.GetUtcNow().UtcDateTime;
        if (CounterCodes.Parse(typed) is not { } code || await FindAsync(codes.HashOf(code), now, cancel) is not { } row
            || await db.Set<Draft>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == row.DraftId && d.ExpiresAt > now, cancel) is not { } draft
            || (await catalog.VersionAsync(draft.FormVersionId, cancel)).Procedure is not { } procedure || !who.Value.Sees(procedure.Office, procedure.Code))
        {
            wrong.Note(client, "counter");
            return IntakeErrors.CodeWrong;
        }
        row.ClaimedAt = now;
        if (await db.Set<IntakeItem>().SingleOrDefaultAsync(i => i.Id == draft.Id, cancel) is { } before)
        {
            // Brought once before, and taken home again.
            if (before.State == IntakeState.Taken)
                return IntakeErrors.CodeWrong;
            before.ArrivedOn = JapanTime.DayOf(now);
            before.Move(IntakeState.Open, now);
            before.TakeUp(who.Value.Id, who.Value.Name, now);
        }
        else
        {
            var item = new IntakeItem
            {
                Id = draft.Id, Channel = Channel.Counter, ProcedureCode = draft.ProcedureCode, OfficeId = procedure.Office, CreatedAt = now, ArrivedOn = JapanTime.DayOf(now),
            };
            item.Begin(IntakeState.Open);
            item.TakeUp(who.Value.Id, who.Value.Name, now);
            db.Add(item);
        }
        db.Add(ActEntry.Of(act, "counter.claimed", draft.Id, now));
        try
        {
            await db.SaveChangesAsync(cancel);
            return draft.Id;
        }
        catch (DbUpdateException)
        {
            // Two counters scanned the same number in this moment: one of them has it.
            return IntakeErrors.CodeWrong;
        }
    }

    private Task<CounterCode?> FindAsync(byte[] hash, DateTime now, CancellationToken cancel) =>
        db.Set<CounterCode>().SingleOrDefaultAsync(c => c.Hash == hash && c.ClaimedAt == null && c.ExpiresAt > now, cancel);
}
