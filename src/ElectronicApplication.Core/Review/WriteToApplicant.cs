using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

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
        if (await correspondence.AddAsync(found.Value, text, fromApplicant: false, act, cancel) is { } refused)
            return refused;
        await correspondence.HandleAsync(found.Value.Id, seen, cancel);
        await db.SaveChangesAsync(cancel);
        return Done.Ok;
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
        var who = await reviewers.OfAsync(act, cancel);
        if (who.Error is { } unknown)
            return unknown;
        var number = ReceiptNumber.Parse(receiptNumber);
        return Reviewers.Authorise(who.Value, await db.Set<Submission>().SingleOrDefaultAsync(s => s.ReceiptNumber == number, cancel));
    }
}
