using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Payouts;

/// <param name="OrderedFor">振込指定日 of the batch, once it is confirmed.</param>
public sealed record PayoutView(Guid Id, PayoutState State, long? AmountYen, DateOnly? PaidOn, DateOnly? OrderedFor, string? FailureReason);

/// <summary>Where the payout of a submission stands; null when there is none. The caller has authorised who asks.</summary>
public sealed class FindPayout(AppDbContext db)
{
    public async Task<PayoutView?> HandleAsync(Guid submissionId, CancellationToken cancel) => await db.Set<Payout>().AsNoTracking().Where(p => p.SubmissionId == submissionId)
        .Select(p => new PayoutView(p.Id, p.State, p.AmountYen, p.PaidOn,
            p.State == PayoutState.Sent ? db.Set<PayoutBatch>().Where(b => b.Id == p.BatchId).Select(b => (DateOnly?)b.DueOn).FirstOrDefault() : null, p.FailureReason))
        .SingleOrDefaultAsync(cancel);
}
