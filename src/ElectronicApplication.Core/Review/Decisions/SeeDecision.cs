using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review.Decisions;

/// <summary>後閲: an absent person looks at what was decided in their place, and says so.</summary>
public sealed class SeeDecision(AppDbContext db, Reviewers reviewers, TimeProvider time)
{
    public async Task<Result<Done>> HandleAsync(string receiptNumber, Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        if (who.Error is { } unknown)
            return unknown;
        var number = ReceiptNumber.Parse(receiptNumber);
        var (me, now) = (who.Value.Id, time.GetUtcNow().UtcDateTime);
        var steps = await db.Set<DecisionStep>().Where(s => s.ForId == me && s.SeenAt == null)
            .Join(db.Set<Submission>().Where(s => s.ReceiptNumber == number), step => step.SubmissionId, s => s.Id, (step, _) => step).ToListAsync(cancel);
        if (steps.Count == 0)
            return DecisionErrors.NothingToSee;
        foreach (var step in steps)
        {
            step.See(now);
            db.Add(ActEntry.Of(act, "decision.seen", step.SubmissionId, now, $"{step.Title}（代決 {step.ActedByName}）", shownToApplicant: false));
        }
        await db.SaveChangesAsync(cancel);
        return Done.Ok;
    }
}
