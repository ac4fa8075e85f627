using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;

namespace ElectronicApplication.Core.Payments;

/// <summary>The applicant goes to pay, and comes back. Only for whoever may see the submission.</summary>
public sealed class PaySubmission(SubmissionAccess access, StartCheckout start, SettlePayment settle)
{
    public async Task<Result<Uri>> StartAsync(string receiptNumber, SubmissionVisitor visitor, string successUrl, string cancelUrl, Act act, CancellationToken cancel)
    {
        var found = await access.FindAsync(receiptNumber, visitor, cancel);
        return found.Error is { } missing ? missing : await start.HandleAsync(found.Value.Id, successUrl, cancelUrl, act, cancel);
    }

    /// <returns>Where the payment stands now; that the browser came back means nothing by itself.</returns>
    public async Task<Result<PaymentStatus?>> ReturnAsync(string receiptNumber, SubmissionVisitor visitor, CancellationToken cancel)
    {
        var found = await access.FindAsync(receiptNumber, visitor, cancel);
        return found.Error is { } missing ? missing : await settle.HandleAsync(found.Value.Id, HandleProviderEvent.Provider(Door.Portal), cancel);
    }
}
