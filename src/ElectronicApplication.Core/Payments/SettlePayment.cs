using System.Globalization;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Payments.Stripe;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ElectronicApplication.Core.Payments;

/// <summary>
/// Brings a payment to where the provider says it is. The provider's API is asked each time: neither the browser that comes back nor the event that
/// arrives is believed about money. Asking twice changes nothing the second time.
/// </summary>
public sealed partial class SettlePayment(AppDbContext db, ProcedureCatalog catalog, StripeClient stripe, Facts facts, TimeProvider time, ILogger<SettlePayment> log)
{
    private static readonly TimeSpan NextCheck = TimeSpan.FromMinutes(10);
    private const int Rounds = 3;

    /// <summary>The payer is back, or the sweep asks. Null when the submission has no payment.</summary>
    public async Task<Result<PaymentStatus?>> HandleAsync(Guid submissionId, Act act, CancellationToken cancel)
    {
        var payment = await db.Set<Payment>().AsNoTracking().SingleOrDefaultAsync(p => p.SubmissionId == submissionId, cancel);
        if (payment is not { Status: PaymentStatus.Pending, CheckoutSessionId: { } session })
            return payment?.Status;
        var settled = await HandleSessionAsync(session, null, act, cancel);
        return settled.Error is { } error ? error : await db.Set<Payment>().AsNoTracking().Where(p => p.Id == payment.Id).Select(p => (PaymentStatus?)p.Status).SingleAsync(cancel);
    }

    /// <param name="news">The provider's event that caused this; saved with the effect, so that it has effect once.</param>
    public async Task<Result<Done>> HandleSessionAsync(string sessionId, ProviderEvent? news, Act act, CancellationToken cancel)
    {
        var answer = await stripe.FindSessionAsync(sessionId, cancel);
        if (answer.Failure is { Kind: StripeFailureKind.Unreachable })
            return PaymentErrors.ProviderUnavailable;
        for (var round = 1; ; round++)
        {
            try
            {
                if (answer.Value is { } session)
                    await ApplyAsync(session, act, cancel);
                if (news is not null)
                    db.Add(news);
                await db.SaveChangesAsync(cancel);
                return Done.Ok;
            }
            catch (DbUpdateException e) when (round < Rounds && !e.Entries.Any(entry => entry.Entity is ProviderEvent))
            {
                // The browser and the event bring the same news at the same moment: look again at what the other has made of it.
                // Either the row's version or a unique key (refund, delivery) says so, whichever the database checks first.
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Changes the tracked rows; the caller saves.</summary>
    internal async Task ApplyAsync(CheckoutSession session, Act act, CancellationToken cancel)
    {
        // Sessions of other programs on the same account are none of ours.
        if (!session.Metadata.TryGetValue("payment_id", out var text) || !Guid.TryParse(text, out var id)
            || await db.Set<Payment>().SingleOrDefaultAsync(p => p.Id == id, cancel) is not { } payment)
            return;
        var submission = await db.Set<Submission>().SingleAsync(s => s.Id == payment.SubmissionId, cancel);
        var now = time.GetUtcNow();
        if (session.AmountTotal != payment.AmountYen || session.Currency != "jpy")
        {
            LogMismatch(log, payment.Id, session.Id, session.AmountTotal, session.Currency, payment.AmountYen);
            db.Add(ActEntry.Of(act, "payment.mismatch", submission.Id, now.UtcDateTime, session.Id, shownToApplicant: false));
            payment.CheckAt = (now + TimeSpan.FromDays(1)).UtcDateTime;
            payment.Version++;
        }
        else if (session.IsPaid && session.PaymentIntent is { } money)
            await PaidAsync(payment, submission, session, money.Id, act, now, cancel);
        else if (session.Id == payment.CheckoutSessionId && payment.Status == PaymentStatus.Pending)
            Unpaid(payment, submission, session, act, now);
    }

    private async Task PaidAsync(Payment payment, Submission submission, CheckoutSession session, string moneyId, Act act, DateTimeOffset now, CancellationToken cancel)
    {
        if (payment.PaymentIntentId == moneyId)
            return;
        if (payment.PaymentIntentId is not null)
        {
            if (!await db.Set<Refund>().AnyAsync(r => r.PaymentIntentId == moneyId, cancel))
                Return(payment, moneyId, RefundCause.PaidTwice, act, now);
            return;
        }
        payment.PaymentIntentId = moneyId;
        payment.CheckoutSessionId = session.Id;
        payment.PaidAt = now.UtcDateTime;
        payment.Version++;
        if (submission.Status == SubmissionStatus.Withdrawn)
        {
            payment.Status = PaymentStatus.RefundDue;
            Return(payment, moneyId, RefundCause.Withdrawn, act, now);
            return;
        }
        payment.Status = PaymentStatus.Paid;
        db.Add(ActEntry.Of(act, "payment.settled", submission.Id, now.UtcDateTime, Yen(payment.AmountYen)));
        db.AddRange(facts.RowsFor(new PaymentSettled(Guid.CreateVersion7(now), now, submission.Id, submission.ReceiptNumber, submission.ProcedureCode, submission.FormVersionId, payment.Id, payment.AmountYen)));
        // A fee that is due after the review does not decide about the arrival.
        if (submission.Status == SubmissionStatus.AwaitingPayment && submission.Receive(now.UtcDateTime, Deadline.Of(catalog.Version(submission.FormVersionId).Procedure, now.UtcDateTime)) is null)
        {
            db.Add(ActEntry.Of(act, "submission.received", submission.Id, now.UtcDateTime));
            db.AddRange(facts.RowsFor(new SubmissionReceived(Guid.CreateVersion7(now), now, submission.Id, submission.ReceiptNumber, submission.ProcedureCode, submission.FormVersionId)));
        }
    }

    private void Unpaid(Payment payment, Submission submission, CheckoutSession session, Act act, DateTimeOffset now)
    {
        payment.Version++;
        if (!session.HasLapsed)
        {
            payment.CheckAt = (now + NextCheck).UtcDateTime;
            return;
        }
        payment.CheckoutSessionId = null;
        if (submission.Status == SubmissionStatus.Withdrawn)
        {
            Cancel(payment, act, now);
            return;
        }
        payment.Status = PaymentStatus.Due;
        db.Add(ActEntry.Of(act, "payment.failed", submission.Id, now.UtcDateTime));
    }

    internal void Cancel(Payment payment, Act act, DateTimeOffset now)
    {
        payment.Status = PaymentStatus.Cancelled;
        payment.CheckoutSessionId = null;
        payment.Version++;
        db.Add(ActEntry.Of(act, "payment.cancelled", payment.SubmissionId, now.UtcDateTime, shownToApplicant: false));
    }

    internal void Return(Payment payment, string moneyId, RefundCause cause, Act act, DateTimeOffset now)
    {
        db.Add(new Refund
        {
            Id = Guid.CreateVersion7(now), PaymentId = payment.Id, PaymentIntentId = moneyId, AmountYen = payment.AmountYen, Cause = cause,
            CreatedAt = now.UtcDateTime, DueAt = now.UtcDateTime,
        });
        db.Add(ActEntry.Of(act with { Reason = cause.ToString() }, "payment.refund-due", payment.SubmissionId, now.UtcDateTime, Yen(payment.AmountYen)));
    }

    internal static string Yen(long yen) => yen.ToString(CultureInfo.InvariantCulture);

    [LoggerMessage(Level = LogLevel.Error, Message = "Checkout {Session} of payment {Payment} is over {Amount} {Currency}, not {Expected} jpy. Nothing was settled; a person must look.")]
    private static partial void LogMismatch(ILogger log, Guid payment, string session, long? amount, string? currency, long expected);
}
