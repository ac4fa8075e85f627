using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;

namespace ElectronicApplication.Core.Review;

/// <summary>The office writes to the applicant, or sees that what the applicant wrote needs no answer.</summary>
public sealed class WriteToApplicant(AppDbContext db, Reviewers reviewers, Correspondence correspondence, TimeProvider time)
{
    /// <summary>Answers what the applicant has written.</summary>
    /// <param name="seen">The newest message that stood on the page; null for whoever has read all of them.</param>
    public async Task<Result<Done>> HandleAsync(string receiptNumber, string text, DateTime? seen, Act act, CancellationToken cancel)
    {
        var found = await FindAsync(receiptNumber, act, cancel);
        if (found.Error is { } hidden)
            return hidden;
        return await correspondence.SendAsync(found.Value, text, fromApplicant: false, act, () => correspondence.HandleAsync(found.Value.Id, seen, cancel), cancel) is { } refused ? refused : Done.Ok;
    }

    public async Task<Result<Done>> SeenAsync(string receiptNumber, DateTime? seen, Act act, CancellationToken cancel)
    {
        var found = await FindAsync(receiptNumber, act, cancel);
        if (found.Error is { } hidden)
            return hidden;
        if (await correspondence.HandleAsync(found.Value.Id, seen, cancel) > 0)
            db.Add(ActEntry.Of(act, "message.seen", found.Value.Id, time.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync(cancel);
        return Done.Ok;
    }

    private async Task<Result<Submission>> FindAsync(string receiptNumber, Act act, CancellationToken cancel)
    {
        var found = await reviewers.CaseAsync(receiptNumber, act, toChange: true, cancel);
        return found.Error is { } hidden ? hidden : found.Value.Submission;
    }
}
