using System.Globalization;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Payments;

/// <summary>Asks for fees that are due after the review, once for each granted submission, and reminds once of those that are late.</summary>
public sealed class FeeSweep(AppDbContext db, Facts facts, TimeProvider time) : ISweep
{
    public const int DaysToPay = 14;
    private const int Batch = 200;

    public TimeSpan Period => TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken cancel)
    {
        foreach (var id in await db.Set<FeeOrder>().AsNoTracking().OrderBy(o => o.CreatedAt).Take(Batch).Select(o => o.SubmissionId).ToListAsync(cancel))
            await AloneAsync(() => AskAsync(id, cancel));
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var id in await db.Set<Payment>().AsNoTracking().Where(p => p.Status == PaymentStatus.Due && p.DueAt <= now && p.RemindedAt == null).OrderBy(p => p.DueAt).Take(Batch).Select(p => p.Id).ToListAsync(cancel))
            await AloneAsync(() => RemindAsync(id, cancel));
    }

    /// <summary>One that changes under our hands is left for the next round.</summary>
    private async Task AloneAsync(Func<Task> step)
    {
        db.ChangeTracker.Clear();
        try
        {
            await step();
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
        }
    }

    private async Task AskAsync(Guid id, CancellationToken cancel)
    {
        if (await db.Set<FeeOrder>().SingleOrDefaultAsync(o => o.SubmissionId == id, cancel) is not { } order)
            return;
        var submission = await db.Set<Submission>().AsNoTracking().SingleAsync(s => s.Id == id, cancel);
        if (submission.FeeYen is > 0 and var yen && !await db.Set<Payment>().AnyAsync(p => p.SubmissionId == id, cancel))
        {
            var now = time.GetUtcNow();
            var last = JapanTime.DayOf(now.UtcDateTime).AddDays(DaysToPay);
            var due = JapanTime.At(last.AddDays(1), TimeOnly.MinValue);
            var payment = new Payment { Id = Guid.CreateVersion7(now), SubmissionId = id, AmountYen = yen, CreatedAt = now.UtcDateTime, CheckAt = now.UtcDateTime, DueAt = due.UtcDateTime };
            db.Add(payment);
            db.Add(ActEntry.Of(Act.System(), "fee.requested", id, now.UtcDateTime, last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
            db.AddRange(facts.RowsFor(new FeeRequested(
                Guid.CreateVersion7(now), now, id, submission.ReceiptNumber, submission.ProcedureCode, submission.FormVersionId, payment.Id, payment.AmountYen, due)));
        }
        db.Remove(order);
        await db.SaveChangesAsync(cancel);
    }

    private async Task RemindAsync(Guid id, CancellationToken cancel)
    {
        var payment = await db.Set<Payment>().SingleAsync(p => p.Id == id, cancel);
        if (payment is not { Status: PaymentStatus.Due, RemindedAt: null, DueAt: { } due })
            return;
        var submission = await db.Set<Submission>().AsNoTracking().SingleAsync(s => s.Id == payment.SubmissionId, cancel);
        var now = time.GetUtcNow();
        payment.RemindedAt = now.UtcDateTime;
        payment.Version++;
        db.Add(ActEntry.Of(Act.System(), "fee.reminded", submission.Id, now.UtcDateTime));
        db.AddRange(facts.RowsFor(new FeeReminded(
            Guid.CreateVersion7(now), now, submission.Id, submission.ReceiptNumber, submission.ProcedureCode, submission.FormVersionId, payment.Id, payment.AmountYen, new(due, TimeSpan.Zero))));
        await db.SaveChangesAsync(cancel);
    }
}
