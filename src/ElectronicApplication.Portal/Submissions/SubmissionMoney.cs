using ElectronicApplication.Core.Payments;
using ElectronicApplication.Core.Payouts;
using ElectronicApplication.Core.Submissions;

namespace ElectronicApplication.Portal.Submissions;

/// <summary>What is to be paid by the applicant, and to the applicant.</summary>
public sealed record MoneyView(PaymentView? Payment, PayoutView? Payout, DateTime Now);

internal sealed class SubmissionMoney(FindPayment payment, FindPayout payout, TimeProvider time)
{
    public async Task<MoneyView> OfAsync(Submission submission, CancellationToken cancel) =>
        new(await payment.HandleAsync(submission.Id, cancel), await payout.HandleAsync(submission.Id, cancel), time.GetUtcNow().UtcDateTime);
}
