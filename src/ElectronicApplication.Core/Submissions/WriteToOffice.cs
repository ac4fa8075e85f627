using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Submissions;

/// <summary>The applicant writes to the office about a submission, before the decision or after it.</summary>
public sealed class WriteToOffice(AppDbContext db, SubmissionAccess access, Correspondence correspondence)
{
    public async Task<Result<Done>> HandleAsync(string receiptNumber, string text, SubmissionVisitor visitor, Act act, CancellationToken cancel)
    {
        var found = await access.FindAsync(receiptNumber, visitor, cancel);
        if (found.Error is { } missing)
            return missing;
        if (await correspondence.AddAsync(found.Value, text, fromApplicant: true, act, cancel) is { } refused)
            return refused;
        await db.SaveChangesAsync(cancel);
        return Done.Ok;
    }
}
