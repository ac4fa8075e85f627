using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Records;

/// <summary>
/// Destroys what was confirmed, one file a transaction: the row of the list says that it is done in the same moment in which it is. Killed at any point, it goes on where
/// it was.
/// </summary>
public sealed class DestructionSweep(AppDbContext db, IEnumerable<IRecordPart> parts, TimeProvider time) : ISweep
{
    private readonly IRecordPart[] _parts = [.. parts];

    public TimeSpan Period => TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken cancel)
    {
        foreach (var id in await db.Set<DestructionOrder>().AsNoTracking().Where(o => o.State == DestructionState.Confirmed).OrderBy(o => o.ConfirmedAt).Select(o => o.Id).ToListAsync(cancel))
        {
            var numbers = await db.Set<DestructionItem>().AsNoTracking().Where(i => i.OrderId == id && i.DestroyedAt == null && !i.IsSpared).OrderBy(i => i.Number).Select(i => i.Number).ToListAsync(cancel);
            foreach (var number in numbers)
                await AloneAsync(() => DestroyAsync(id, number, cancel));
            await AloneAsync(() => FinishAsync(id, cancel));
        }
    }

    private async Task AloneAsync(Func<Task> step)
    {
        db.ChangeTracker.Clear();
        try
        {
            await step();
        }
        catch (DbUpdateException)
        {
            // Another worker was quicker.
            db.ChangeTracker.Clear();
        }
    }

    private async Task DestroyAsync(Guid order, int number, CancellationToken cancel)
    {
        var item = await db.Set<DestructionItem>().SingleAsync(i => i.OrderId == order && i.Number == number, cancel);
        var submission = await db.Set<Submission>().SingleAsync(s => s.Id == item.SubmissionId, cancel);
        if (item.DestroyedAt is not null || submission.ErasedAt is not null)
            return;
        var now = time.GetUtcNow().UtcDateTime;
        var today = JapanTime.Today(time);
        if (await db.Set<RetentionExtension>().AnyAsync(e => e.SubmissionId == submission.Id && e.Until >= today, cancel))
        {
            item.Spare();
            await db.SaveChangesAsync(cancel);
            return;
        }
        foreach (var part in _parts)
            await part.EraseAsync(submission, cancel);
        submission.Erase(now);
        item.Destroy(now);
        db.Add(ActEntry.Of(Act.System(), "record.destroyed", submission.Id, now, order.ToString("N"), shownToApplicant: false));
        await db.SaveChangesAsync(cancel);
        foreach (var part in _parts)
            await part.AfterEraseAsync(submission.Id, cancel);
    }

    private async Task FinishAsync(Guid id, CancellationToken cancel)
    {
        var order = await db.Set<DestructionOrder>().SingleAsync(o => o.Id == id, cancel);
        if (order.State != DestructionState.Confirmed || await db.Set<DestructionItem>().AnyAsync(i => i.OrderId == id && i.DestroyedAt == null && !i.IsSpared, cancel))
            return;
        var now = time.GetUtcNow().UtcDateTime;
        order.Finish(now);
        db.Add(ActEntry.Of(Act.System(), "destruction.done", null, now, ProposeDestruction.Detail(order), shownToApplicant: false));
        await db.SaveChangesAsync(cancel);
    }
}
