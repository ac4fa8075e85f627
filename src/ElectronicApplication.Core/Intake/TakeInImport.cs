using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Intake;

/// <summary>Takes the clean items of agreed runs in, each in a transaction of its own: whoever goes on after a stop finds what is left, and nothing is taken in twice.</summary>
public sealed class TakeInImport(AppDbContext db, Reviewers reviewers, ReceiveIntake receive, TimeProvider time)
{
    /// <returns>How many were looked at; 0: the run is finished.</returns>
    public async Task<int> StepAsync(Guid runId, int most, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        if (await db.Set<ImportRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == runId && r.State == ImportState.TakingIn, cancel) is not { AcceptedById: { } acceptedBy } run)
            return 0;
        var ids = await db.Set<IntakeItem>().Where(i => i.RunId == runId && i.State == IntakeState.Clean).OrderBy(i => i.Line).Select(i => i.Id).Take(most).ToListAsync(cancel);
        foreach (var id in ids)
            await TakeAsync(id, run, acceptedBy, cancel);
        if (ids.Count < most)
            await FinishAsync(runId, cancel);
        return ids.Count;
    }

    private async Task TakeAsync(Guid id, ImportRun run, Guid acceptedBy, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var item = await db.Set<IntakeItem>().SingleAsync(i => i.Id == id, cancel);
        if (item.State != IntakeState.Clean)
            return;
        // Whoever agreed may have lost the right meanwhile: then somebody looks at each of the rest.
        var who = await reviewers.FindAsync(acceptedBy, cancel);
        var taken = who is { MayReceive: true } && who.Sees(run.OfficeId, run.ProcedureCode) ? await ReceiveAsync(item, who, cancel) : ReviewErrors.RoleNeeded("受付", "receive");
        if (taken.IsOk || taken.Error is { Code: "changed-meanwhile" })
            return;
        db.ChangeTracker.Clear();
        item = await db.Set<IntakeItem>().SingleAsync(i => i.Id == id, cancel);
        if (item.State != IntakeState.Clean)
            return;
        var now = time.GetUtcNow().UtcDateTime;
        if (taken.Error!.Code == ReceiveIntake.DuplicateCode)
        {
            item.Move(IntakeState.Duplicate, now, $"{item.Line}行目：番号「{item.ExternalNumber}」は、すでに取り込まれています。");
            if (await db.Set<Draft>().SingleOrDefaultAsync(d => d.Id == id, cancel) is { } draft)
                db.Remove(draft);
        }
        else
            item.Move(IntakeState.Open, now);
        await SaveAsync(cancel);
    }

    /// <summary>One that cannot be taken in, whatever the matter, does not stop the others: somebody looks at it.</summary>
    private async Task<Result<ReceivedIntake>> ReceiveAsync(IntakeItem item, Reviewer who, CancellationToken cancel)
    {
        try
        {
            return await receive.TakeAsync(item, who, asItIs: false, cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException and not System.Data.Common.DbException { IsTransient: true })
        {
            return IntakeErrors.NotFound;
        }
    }

    private async Task FinishAsync(Guid runId, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        if (!await db.Set<IntakeItem>().AnyAsync(i => i.RunId == runId && i.State == IntakeState.Clean, cancel)
            && (await db.Set<ImportRun>().SingleAsync(r => r.Id == runId, cancel)).Finish(time.GetUtcNow().UtcDateTime))
            await SaveAsync(cancel);
    }

    private async Task SaveAsync(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another worker was first.
        }
    }
}

/// <summary>Goes on with what was agreed to, after whatever stopped it; and forgets numbers of the counter whose time is over.</summary>
public sealed class IntakeSweep(AppDbContext db, TakeInImport takeIn, TimeProvider time) : ISweep
{
    private const int Batch = 100;

    public TimeSpan Period => TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken cancel)
    {
        foreach (var run in await db.Set<ImportRun>().AsNoTracking().Where(r => r.State == ImportState.TakingIn).OrderBy(r => r.CreatedAt).Select(r => r.Id).ToListAsync(cancel))
            while (await takeIn.StepAsync(run, Batch, cancel) == Batch)
                ;
        var now = time.GetUtcNow().UtcDateTime;
        if (await db.Set<CounterCode>().AnyAsync(c => c.ExpiresAt <= now, cancel))
            await db.WriteAsync(() => db.Set<CounterCode>().Where(c => c.ExpiresAt <= now).ExecuteDeleteAsync(cancel), cancel);
    }
}
