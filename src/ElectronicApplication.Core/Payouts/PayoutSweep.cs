using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Payouts;

/// <summary>Works out what granted submissions are paid, and to which account, from what they say now.</summary>
public sealed class PayoutSweep(AppDbContext db, ProcedureCatalog catalog, SubmissionContents contents, Envelope envelope, TimeProvider time) : ISweep
{
    private const int Batch = 200;

    public TimeSpan Period => TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            db.ChangeTracker.Clear();
            var planned = await db.Set<Payout>().Where(p => p.State == PayoutState.Planned).OrderBy(p => p.CreatedAt).Take(Batch).ToListAsync(cancel);
            foreach (var payout in planned)
                await WorkOutAsync(payout, cancel);
            try
            {
                await db.SaveChangesAsync(cancel);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Another worker has worked some of them out; the next round takes the rest.
                return;
            }
            if (planned.Count < Batch)
                return;
        }
    }

    private async Task WorkOutAsync(Payout payout, CancellationToken cancel)
    {
        var submission = await db.Set<Submission>().AsNoTracking().SingleAsync(s => s.Id == payout.SubmissionId, cancel);
        var key = envelope.Open(submission.Key);
        var plan = (await catalog.VersionAsync(payout.FormVersionId, cancel)).Plan;
        var content = await contents.CurrentAsync(submission, key, cancel);
        var now = time.GetUtcNow().UtcDateTime;
        var result = plan.Payout(content.Payload.Answers, JapanTime.DayOf(submission.SubmittedAt));
        // Told to staff as a problem of the payout, whatever it is: nothing is paid that nobody can name.
        var account = result?.Account is { } answer ? key.EncryptJson(PayoutAccount.Of(answer), payout.AccountBinding) : null;
        payout.WorkOut(submission.OfficeId, result?.AmountYen, result?.IsPublicAccount == true, account, now);
        db.Add(ActEntry.Of(Act.System(), "payout.planned", submission.Id, now, result?.AmountYen?.ToString(System.Globalization.CultureInfo.InvariantCulture), shownToApplicant: false));
    }
}
