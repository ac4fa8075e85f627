using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Payments.Stripe;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Payments;

/// <summary>Finds what the provider's events did not bring: withdrawn submissions whose money must be settled, payments without news, refunds that are due.</summary>
public sealed class PaymentSweep(AppDbContext db, StripeClient stripe, SettlePayment settle, ReturnMoney refunds, TimeProvider time) : ISweep
{
    private const int Batch = 100;
    private static readonly TimeSpan KeepEvents = TimeSpan.FromDays(60);
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(10);

    public TimeSpan Period => TimeSpan.FromSeconds(10);

    public async Task RunAsync(CancellationToken cancel)
    {
        var act = Act.System();
        foreach (var submission in await db.Set<PaymentRelease>().AsNoTracking().OrderBy(r => r.CreatedAt).Take(Batch).Select(r => r.SubmissionId).ToListAsync(cancel))
            await AloneAsync(() => ReleaseAsync(submission, act, cancel));

        var now = time.GetUtcNow().UtcDateTime;
        foreach (var payment in await db.Set<Payment>().AsNoTracking().Where(p => p.Status == PaymentStatus.Pending && p.CheckAt <= now).OrderBy(p => p.CheckAt).Take(Batch).ToListAsync(cancel))
            await AloneAsync(() => CheckAsync(payment, act, cancel));

        foreach (var refund in await db.Set<Refund>().AsNoTracking().Where(r => (r.Status == RefundStatus.Due || r.Status == RefundStatus.Requested) && r.DueAt <= now)
            .OrderBy(r => r.DueAt).Take(Batch).Select(r => r.Id).ToListAsync(cancel))
            await AloneAsync(() => refunds.HandleAsync(refund, act, cancel));

        var old = now - KeepEvents;
        await db.WriteAsync(() => db.Set<ProviderEvent>().Where(e => e.ReceivedAt < old).ExecuteDeleteAsync(cancel), cancel);
    }

    /// <summary>One that changes under our hands is left for the next round; it does not stop the others.</summary>
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

    private async Task ReleaseAsync(Guid submissionId, Act act, CancellationToken cancel)
    {
        var release = await db.Set<PaymentRelease>().SingleOrDefaultAsync(r => r.SubmissionId == submissionId, cancel);
        if (release is null)
            return;
        var payment = await db.Set<Payment>().SingleOrDefaultAsync(p => p.SubmissionId == submissionId, cancel);
        var now = time.GetUtcNow();
        switch (payment)
        {
            case { Status: PaymentStatus.Paid, PaymentIntentId: { } money }:
                payment.Status = PaymentStatus.RefundDue;
                payment.Version++;
                settle.Return(payment, money, RefundCause.Withdrawn, act, now);
                break;
            case { Status: PaymentStatus.Due } or { Status: PaymentStatus.Pending, CheckoutSessionId: null }:
                // A checkout that was asked for without an answer: nobody was ever shown its page.
                settle.Cancel(payment, act, now);
                break;
            case { Status: PaymentStatus.Pending, CheckoutSessionId: { } open }:
                var expired = await stripe.ExpireSessionAsync(open, cancel);
                if (expired.Failure is { Kind: StripeFailureKind.Unreachable })
                    return;
                // Not open any more: paid meanwhile, or a slip is out that cannot be recalled. The API says which.
                var session = expired.Value ?? (await stripe.FindSessionAsync(open, cancel)).Value;
                if (session is null)
                    return;
                await settle.ApplyAsync(session, act, cancel);
                break;
        }
        db.Remove(release);
        await db.SaveChangesAsync(cancel);
    }

    private async Task CheckAsync(Payment payment, Act act, CancellationToken cancel)
    {
        if (payment.CheckoutSessionId is { } session)
            await settle.HandleSessionAsync(session, null, act, cancel);
        // No news, no answer, or an attempt whose page nobody was ever shown: later again. A payment that has moved on has another version.
        var later = (time.GetUtcNow() + Later).UtcDateTime;
        await db.WriteAsync(() => db.Set<Payment>().Where(p => p.Id == payment.Id && p.Version == payment.Version)
            .ExecuteUpdateAsync(u => u.SetProperty(p => p.CheckAt, later), cancel), cancel);
    }
}
