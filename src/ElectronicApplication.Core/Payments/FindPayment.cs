using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Payments;

/// <param name="DueAt">Of a fee that is due after the review.</param>
public sealed record PaymentView(Guid Id, PaymentStatus Status, long AmountYen, DateTime? PaidAt, DateTime? DueAt)
{
    /// <summary>Somebody should go and pay it.</summary>
    public bool IsAskedFor => Status is PaymentStatus.Due or PaymentStatus.Pending;

    /// <summary>Asked for and late.</summary>
    public bool IsOverdue(DateTime now) => IsAskedFor && DueAt <= now;
}

/// <summary>What is owed or paid for a submission; null when it has no fee. The caller has authorised who asks.</summary>
public sealed class FindPayment(AppDbContext db)
{
    public async Task<PaymentView?> HandleAsync(Guid submissionId, CancellationToken cancel) =>
        await db.Set<Payment>().AsNoTracking().Where(p => p.SubmissionId == submissionId)
            .Select(p => new PaymentView(p.Id, p.Status, p.AmountYen, p.PaidAt, p.DueAt)).SingleOrDefaultAsync(cancel);

    /// <summary>Nothing is owed any more, or never was: what waits for the fee (a document, say) may go on.</summary>
    public async Task<bool> FeeIsSettledAsync(Submissions.Submission submission, CancellationToken cancel) =>
        submission.FeeYen is not > 0 || await db.Set<Payment>().AsNoTracking().AnyAsync(p => p.SubmissionId == submission.Id && p.Status == PaymentStatus.Paid, cancel);
}
