using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Submissions;

/// <summary>照会: the applicant looks at a submission.</summary>
public sealed class FindSubmission(SubmissionAccess access, SubmissionReader reader)
{
    public async Task<Result<OpenedSubmission>> HandleAsync(string receiptNumber, SubmissionVisitor visitor, CancellationToken cancel)
    {
        var found = await access.FindAsync(receiptNumber, visitor, cancel);
        return found.Error is { } error ? error : await reader.OpenAsync(found.Value, cancel);
    }
}
