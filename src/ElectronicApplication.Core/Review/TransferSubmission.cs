using System.Globalization;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review;

/// <param name="To">Code of an office that a procedure names.</param>
/// <param name="Reason">For the office that takes it over; kept among the notes, encrypted.</param>
/// <param name="Version">The submission's version that the clerk had before their eyes.</param>
public sealed record TransferRequest(string ReceiptNumber, string To, string Reason, int? Version);

/// <summary>移送: gives a submission to another office. Whoever gave it away does not see it any more; the applicant is shown who has it now.</summary>
public sealed class TransferSubmission(AppDbContext db, Reviewers reviewers, ProcedureCatalog catalog, Notebook notebook, TimeProvider time)
{
    public async Task<Result<string>> HandleAsync(TransferRequest request, Act act, CancellationToken cancel)
    {
        var found = await reviewers.CaseAsync(request.ReceiptNumber, act, toChange: true, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var (submission, who) = found.Value;
        if (request.Version is { } seen && seen != submission.Version)
            return SubmissionErrors.ChangedMeanwhile;
        if (request.To == submission.OfficeId || !(await catalog.OfficesAsync(cancel)).TryGetValue(request.To, out var office))
            return ReviewErrors.NotAnOffice;
        if (string.IsNullOrWhiteSpace(request.Reason))
            return ReviewErrors.TransferReasonNeeded;
        if (request.Reason.Length > 2 * AssignSubmission.MaxNote || new StringInfo(request.Reason).LengthInTextElements > AssignSubmission.MaxNote)
            return ReviewErrors.NoteTooLong;
        var now = time.GetUtcNow().UtcDateTime;
        if (submission.Transfer(request.To, now) is { } wrong)
            return wrong;
        await DecisionDrafts.EndAsync(db, submission.Id, DecisionDrafts.Transfer, act, now, cancel);
        db.Add(ActEntry.Of(act, "submission.transferred", submission.Id, now, office.Ja));
        db.Add(notebook.Row(submission, who.Name, request.Reason.Trim()));
        try
        {
            await db.SaveChangesAsync(cancel);
            return office.Ja;
        }
        catch (DbUpdateConcurrencyException)
        {
            return SubmissionErrors.ChangedMeanwhile;
        }
    }
}
