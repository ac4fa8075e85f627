using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Submissions;

/// <summary>The applicant writes to the office about a submission, before the decision or after it.</summary>
public sealed class WriteToOffice(SubmissionAccess access, Correspondence correspondence)
{
    public async Task<Result<Done>> HandleAsync(string receiptNumber, string text, SubmissionVisitor visitor, Act act, CancellationToken cancel)
    {
        var found = await access.FindAsync(receiptNumber, visitor, cancel);
        if (found.Error is { } missing)
            return missing;
        return await correspondence.SendAsync(found.Value, text, fromApplicant: true, act, null, cancel) is { } refused ? refused : Done.Ok;
    }
}
