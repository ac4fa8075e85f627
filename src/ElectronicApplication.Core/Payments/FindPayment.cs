using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Payments;

public sealed record PaymentView(Guid Id, PaymentStatus Status, long AmountYen, DateTime? PaidAt);

/// <summary>What is owed or paid for a submission; null when it has no fee. The caller has authorised who asks.</summary>
public sealed class FindPayment(AppDbContext db)
{
    public async Task<PaymentView?> HandleAsync(Guid submissionId, CancellationToken cancel) =>
        await db.Set<Payment>().AsNoTracking().Where(p => p.SubmissionId == submissionId)
            .Select(p => new PaymentView(p.Id, p.Status, p.AmountYen, p.PaidAt)).SingleOrDefaultAsync(cancel);
}
