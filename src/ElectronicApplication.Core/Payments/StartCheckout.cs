using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Payments.Stripe;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Payments;

/// <summary>
/// Sends the payer to the provider. There is never more than one open checkout for a fee: an open one is used again, and a new one is opened only when
/// the last has come to an end. The attempt is on record before the provider is asked, and its number makes the idempotency key: after a crash, or
/// with two clicks, the same checkout comes back.
/// </summary>
public sealed partial class StartCheckout(
    AppDbContext db, StripeClient stripe, SettlePayment settle, ProcedureCatalog catalog, IOptions<StripeOptions> options, TimeProvider time, ILogger<StartCheckout> log)
{
    private static readonly TimeSpan FirstCheck = TimeSpan.FromMinutes(5);
    private const int Rounds = 5;

    /// <summary>The caller has made sure that the submission is the asker's.</summary>
    /// <returns>The provider's page.</returns>
    public async Task<Result<Uri>> HandleAsync(Guid submissionId, string successUrl, string cancelUrl, Act act, CancellationToken cancel)
    {
        for (var round = 1; ; round++)
        {
            try
            {
                return await TryAsync(submissionId, successUrl, cancelUrl, act, cancel);
            }
            catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.Entries.Any(entry => entry.Entity is Payment))
            {
                db.ChangeTracker.Clear();
                if (round == Rounds)
                    return SubmissionErrors.ChangedMeanwhile;
            }
        }
    }

    private async Task<Result<Uri>> TryAsync(Guid submissionId, string successUrl, string cancelUrl, Act act, CancellationToken cancel)
    {
        var submission = await db.Set<Submission>().SingleOrDefaultAsync(s => s.Id == submissionId, cancel);
        if (submission is null)
            return SubmissionErrors.NotFound;
        if (submission.FeeYen is not > 0)
            return PaymentErrors.NothingDue;
        if (submission.Status == SubmissionStatus.Withdrawn)
            return SubmissionErrors.WrongStatus(submission.Status);
        var payment = await db.Set<Payment>().SingleOrDefaultAsync(p => p.SubmissionId == submissionId, cancel);
        // A fee that is due after the review is asked for when it was granted, not before.
        if (payment is null && submission.Status != SubmissionStatus.AwaitingPayment)
            return PaymentErrors.NothingDue;
        payment ??= Add(submission);
        if (payment.Status is PaymentStatus.Paid or PaymentStatus.RefundDue or PaymentStatus.Refunded)
            return PaymentErrors.AlreadyPaid;

        if (payment is { Status: PaymentStatus.Pending, CheckoutSessionId: { } open })
        {
            var found = await UseAgainAsync(payment, open, act, cancel);
            if (found.Error is { } stop)
                return stop;
            if (found.Value is { } url)
                return url;
        }
        return await OpenAsync(payment, submission, successUrl, cancelUrl, act, cancel);
    }

    /// <returns>The open checkout's page, or null when the checkout has come to an end without payment.</returns>
    private async Task<Result<Uri?>> UseAgainAsync(Payment payment, string sessionId, Act act, CancellationToken cancel)
    {
        var answer = await stripe.FindSessionAsync(sessionId, cancel);
        if (answer.Failure is { Kind: not StripeFailureKind.NotFound })
            return PaymentErrors.ProviderUnavailable;
        if (answer.Value is { } session)
        {
            if (session.IsOpen && CheckoutPage(session) is { } url)
                return url;
            if (session.IsOpen)
            {
                var expired = await stripe.ExpireSessionAsync(sessionId, cancel);
                if (expired.Value is not { Status: "expired" })
                    return PaymentErrors.ProviderUnavailable;
            }
            else
            {
                await settle.ApplyAsync(session, act, cancel);
                await db.SaveChangesAsync(cancel);
                if (payment.Status == PaymentStatus.Pending)
                    return PaymentErrors.AwaitingMoney;
                if (payment.Status != PaymentStatus.Due)
                    return PaymentErrors.AlreadyPaid;
            }
        }
        payment.Status = PaymentStatus.Due;
        return (Uri?)null;
    }

    private async Task<Result<Uri>> OpenAsync(Payment payment, Submission submission, string successUrl, string cancelUrl, Act act, CancellationToken cancel)
    {
        if (payment.Status != PaymentStatus.Pending)
        {
            payment.Status = PaymentStatus.Pending;
            payment.Attempt++;
            payment.CheckoutSessionId = null;
            payment.CheckAt = (time.GetUtcNow() + FirstCheck).UtcDateTime;
            payment.Version++;
            db.Add(ActEntry.Of(act, "payment.requested", submission.Id, time.GetUtcNow().UtcDateTime, SettlePayment.Yen(payment.AmountYen)));
            await db.SaveChangesAsync(cancel);
        }
        var procedure = (await catalog.VersionAsync(submission.FormVersionId, cancel)).Procedure;
        var answer = await stripe.CreateSessionAsync(
            new(payment.Id, submission.Id, submission.ReceiptNumber, $"{procedure.Title.Ja} 手数料", payment.AmountYen, successUrl, cancelUrl), payment.CheckoutKey, cancel);
        if (answer.Value is not { } session || CheckoutPage(session) is not { } url || session.AmountTotal != payment.AmountYen || session.Currency != "jpy")
        {
            // Refused for good: the next click is another attempt. Without an answer the attempt stays open and is asked for again.
            if (answer.Failure is not { Kind: StripeFailureKind.Unreachable })
            {
                LogNoCheckout(log, payment.Id, payment.Attempt, answer.Failure?.Code);
                payment.Status = PaymentStatus.Due;
                payment.Version++;
                await db.SaveChangesAsync(cancel);
            }
            return PaymentErrors.ProviderUnavailable;
        }
        payment.CheckoutSessionId = session.Id;
        payment.CheckAt = (time.GetUtcNow() + FirstCheck).UtcDateTime;
        payment.Version++;
        await db.SaveChangesAsync(cancel);
        return url;
    }

    private Payment Add(Submission submission)
    {
        var now = time.GetUtcNow();
        var payment = new Payment { Id = Guid.CreateVersion7(now), SubmissionId = submission.Id, AmountYen = submission.FeeYen!.Value, CreatedAt = now.UtcDateTime, CheckAt = now.UtcDateTime };
        db.Add(payment);
        return payment;
    }

    private Uri? CheckoutPage(CheckoutSession session) =>
        Uri.TryCreate(session.Url, UriKind.Absolute, out var url) && options.Value.IsCheckout(url) ? url : null;

    [LoggerMessage(Level = LogLevel.Error, Message = "The payment provider opened no usable checkout for attempt {Attempt} of payment {Payment} ({Code}).")]
    private static partial void LogNoCheckout(ILogger log, Guid payment, int attempt, string? code);
}
