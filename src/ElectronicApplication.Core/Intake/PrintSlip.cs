using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Intake;

/// <param name="AccessCode">To follow the status without signing in; null where the applicant has an account.</param>
public sealed record ReceiptSlip(Submission Submission, string ProcedureTitle, string Office, string? AccessCode, Reviewer Reviewer);

/// <summary>受付票: what the applicant takes home from the counter, or gets by post.</summary>
public sealed class PrintSlip(AppDbContext db, IntakeDesk desk, ProcedureCatalog catalog, AccessCodes accessCodes, TimeProvider time)
{
    public async Task<Result<ReceiptSlip>> HandleAsync(string receiptNumber, Act act, CancellationToken cancel)
    {
        var who = await desk.ReceiverAsync(act, cancel);
        if (who.Error is { } refused)
            return refused;
        var number = ReceiptNumber.Parse(receiptNumber);
        var found = Reviewers.Authorise(who.Value, await db.Set<Submission>().AsNoTracking().SingleOrDefaultAsync(s => s.ReceiptNumber == number, cancel));
        if (found.Error is { } hidden)
            return hidden;
        var submission = found.Value;
        // The code of what the applicant submitted is theirs alone.
        if (submission.Channel is Channel.Portal or Channel.Api)
            return IntakeErrors.NotFound;
        var code = submission.AccountId is null ? accessCodes.For(submission.Id, ReceiveIntake.SlipSecret) : null;
        db.Add(ActEntry.Of(act, "slip.printed", submission.Id, time.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync(cancel);
        var procedure = (await catalog.VersionAsync(submission.FormVersionId, cancel)).Procedure;
        return new ReceiptSlip(submission, procedure.Title.Ja, ((await catalog.OfficesAsync(cancel)).GetValueOrDefault(submission.OfficeId) ?? procedure.OfficeTitle).Ja, code, who.Value);
    }
}
