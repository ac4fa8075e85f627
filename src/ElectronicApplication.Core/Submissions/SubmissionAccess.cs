using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

/// <summary>Who asks for a submission.</summary>
/// <param name="AccessCode">As typed, or as kept in a sealed cookie after it was typed.</param>
/// <param name="Client">The network address, to slow down guessing.</param>
public sealed record SubmissionVisitor(Guid? AccountId, string? AccessCode, string Client);

/// <summary>Finds submissions for whoever may see them: the account that made it, or whoever has its access code. To all others it does not exist.</summary>
public sealed class SubmissionAccess(AppDbContext db, WrongCodes wrongCodes)
{
    internal async Task<Result<Submission>> FindAsync(string? typedReceiptNumber, SubmissionVisitor visitor, CancellationToken cancel)
    {
        if (ReceiptNumber.Parse(typedReceiptNumber) is not { } number)
            return SubmissionErrors.NotFound;
        var triesCode = !string.IsNullOrEmpty(visitor.AccessCode);
        if (triesCode && wrongCodes.AreTooMany(visitor.Client, number))
            return SubmissionErrors.TooManyTries;
        var submission = await db.Set<Submission>().SingleOrDefaultAsync(s => s.ReceiptNumber == number, cancel);
        // Neither account nor code are kept of one that was destroyed: to everybody it does not exist any more.
        if (submission?.AccountId is { } owner && owner == visitor.AccountId)
            return submission;
        if (submission is not null && triesCode && Secrets.Matches(Secrets.NormaliseAccessCode(visitor.AccessCode!), submission.AccessCodeSha256))
            return submission;
        if (triesCode)
            wrongCodes.Note(visitor.Client, number);
        return SubmissionErrors.NotFound;
    }
}
