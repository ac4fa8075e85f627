using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Payments.Stripe;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ElectronicApplication.Core.Payments;

/// <summary>還付: asks the provider to give money back, and follows what becomes of it.</summary>
public sealed partial class ReturnMoney(AppDbContext db, StripeClient stripe, Facts facts, TimeProvider time, ILogger<ReturnMoney> log)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    /// <summary>One refund that is due, or in the provider's hand: the next step. Asked twice, the provider gives back once.</summary>
    public async Task HandleAsync(Guid refundId, Act act, CancellationToken cancel)
    {
        var refund = await db.Set<Refund>().SingleAsync(r => r.Id == refundId, cancel);
        if (refund.Status is RefundStatus.Done or RefundStatus.Failed)
            return;
        var answer = refund.ProviderId is { } id ? await stripe.FindRefundAsync(id, cancel) : await AskAsync(refund, cancel);
        refund.Attempts++;
        refund.DueAt = (time.GetUtcNow() + Pause(refund.Attempts)).UtcDateTime;
        refund.Version++;
        if (answer.Value is { } state)
            await ApplyAsync(refund, state, act, cancel);
        else if (answer.Failure is { Kind: not StripeFailureKind.Unreachable } failure)
            Fail(refund, failure.Code, act);
        await SaveAsync(cancel);
    }

    /// <summary>The provider says that something happened to a refund.</summary>
    public async Task<Result<Done>> HandleNewsAsync(string providerId, ProviderEvent news, Act act, CancellationToken cancel)
    {
        var answer = await stripe.FindRefundAsync(providerId, cancel);
        if (answer.Failure is { Kind: StripeFailureKind.Unreachable })
            return PaymentErrors.ProviderUnavailable;
        if (answer.Value is { } state && state.Metadata.TryGetValue("refund_id", out var text) && Guid.TryParse(text, out var id)
            && await db.Set<Refund>().SingleOrDefaultAsync(r => r.Id == id, cancel) is { } refund)
        {
            refund.Version++;
            await ApplyAsync(refund, state, act, cancel);
        }
        db.Add(news);
        await db.SaveChangesAsync(cancel);
        return Done.Ok;
    }

    private async Task<StripeAnswer<ProviderRefund>> AskAsync(Refund refund, CancellationToken cancel)
    {
        // The provider forgets idempotency keys after a day: whoever asks again looks first whether the earlier request went through.
        if (refund.Attempts > 0)
        {
            var before = await stripe.ListRefundsAsync(refund.PaymentIntentId, cancel);
            if (before.Failure is { } failure)
                return new(null, failure);
            if (before.Value!.FirstOrDefault(r => r.Metadata.GetValueOrDefault("refund_id") == refund.Id.ToString("N")) is { } made)
                return new(made, null);
        }
        return await stripe.RefundAsync(refund, cancel);
    }

    private async Task ApplyAsync(Refund refund, ProviderRefund state, Act act, CancellationToken cancel)
    {
        refund.ProviderId = state.Id;
        if (state.Status is "failed" or "canceled")
            Fail(refund, state.Status, act);
        else if (state.Status != "succeeded")
            refund.Status = RefundStatus.Requested;
        else if (refund.Status != RefundStatus.Done)
        {
            refund.Status = RefundStatus.Done;
            var payment = await db.Set<Payment>().SingleAsync(p => p.Id == refund.PaymentId, cancel);
            if (payment is { Status: PaymentStatus.RefundDue } && payment.PaymentIntentId == refund.PaymentIntentId)
            {
                payment.Status = PaymentStatus.Refunded;
                payment.Version++;
            }
            db.Add(ActEntry.Of(act, "payment.refunded", payment.SubmissionId, time.GetUtcNow().UtcDateTime, SettlePayment.Yen(refund.AmountYen)));
            var now = time.GetUtcNow();
            var submission = await db.Set<Submission>().AsNoTracking().SingleAsync(s => s.Id == payment.SubmissionId, cancel);
            db.AddRange(facts.RowsFor(new PaymentRefunded(Guid.CreateVersion7(now), now, submission.Id, submission.ReceiptNumber, submission.ProcedureCode, submission.FormVersionId, payment.Id, refund.AmountYen)));
        }
    }

    /// <summary>A refund can fail even after it had succeeded, when the payer's bank sends it back.</summary>
    private void Fail(Refund refund, string? code, Act act)
    {
        if (refund.Status == RefundStatus.Failed)
            return;
        refund.Status = RefundStatus.Failed;
        LogFailed(log, refund.Id, code);
        db.Add(ActEntry.Of(act, "payment.refund-failed", null, time.GetUtcNow().UtcDateTime, $"{refund.PaymentId:N} {code}", shownToApplicant: false));
    }

    private async Task SaveAsync(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another worker, or the provider's event, was quicker; the next round looks again.
            db.ChangeTracker.Clear();
        }
    }

    private static TimeSpan Pause(int attempts) => TimeSpan.FromSeconds(Math.Min(15 * Math.Pow(2, Math.Min(attempts, 20)), LongestPause.TotalSeconds));

    [LoggerMessage(Level = LogLevel.Error, Message = "Refund {Refund} failed ({Code}); a person must give the money back.")]
    private static partial void LogFailed(ILogger log, Guid refund, string? code);
}
