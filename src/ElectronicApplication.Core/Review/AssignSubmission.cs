using System.Globalization;
using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review;

/// <param name="To">A colleague who sees the office; the asker's own id to take it on; null to give it back to the office.</param>
/// <param name="Note">For whoever takes it up next; may be empty. Kept among the notes, encrypted.</param>
/// <param name="Seen">Who had it when the page was drawn: two who take it on at once do not overwrite each other.</param>
public sealed record AssignRequest(string ReceiptNumber, Guid? To, string? Note, Guid? Seen);

/// <summary>担当: taking on, handing on (差戻し between staff) and giving back, and notes without either.</summary>
public sealed class AssignSubmission(AppDbContext db, Reviewers reviewers, Notebook notebook, TimeProvider time)
{
    /// <summary>In graphemes.</summary>
    public const int MaxNote = 2000;

    public async Task<Result<Done>> HandleAsync(AssignRequest request, Act act, CancellationToken cancel)
    {
        var found = await FindAsync(request.ReceiptNumber, request.Note, act, cancel);
        if (found.Error is { } error)
            return error;
        var (submission, who) = found.Value;
        if (submission.IsClosed)
            return SubmissionErrors.WrongStatus(submission.Status);
        if (submission.AssigneeId != request.Seen)
            return ReviewErrors.AssignedMeanwhile(submission.AssigneeName);
        var to = request.To == who.Id ? who : request.To is { } id ? await reviewers.FindAsync(id, cancel) : null;
        if (request.To is not null && (to is not { MayOpen: true } || !to.Sees(submission)))
            return ReviewErrors.NotAColleague;
        submission.Assign(to?.Id, to?.Name);
        db.Add(ActEntry.Of(act, "submission.assigned", submission.Id, time.GetUtcNow().UtcDateTime, to?.Name, shownToApplicant: false));
        return await SaveAsync(submission, who, request.Note, cancel);
    }

    public async Task<Result<Done>> NoteAsync(string receiptNumber, string note, Act act, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(note))
            return ReviewErrors.NoteNeeded;
        var found = await FindAsync(receiptNumber, note, act, cancel);
        return found.Error is { } error ? error : await SaveAsync(found.Value.Submission, found.Value.Who, note, cancel);
    }

    /// <summary>Who could take the case on.</summary>
    public async Task<IReadOnlyList<Reviewer>> ColleaguesAsync(Submission submission, CancellationToken cancel) =>
        [.. (await db.Set<StaffMember>().AsNoTracking().Where(s => s.Roles != "").OrderBy(s => s.Name).ToListAsync(cancel)).Select(Reviewer.Of).Where(r => r.MayOpen && r.Sees(submission))];

    private async Task<Result<(Submission Submission, Reviewer Who)>> FindAsync(string receiptNumber, string? note, Act act, CancellationToken cancel)
    {
        var found = await reviewers.CaseAsync(receiptNumber, act, toChange: true, cancel);
        return found.IsOk && (note is { Length: > 2 * MaxNote } || new StringInfo(note ?? "").LengthInTextElements > MaxNote) ? ReviewErrors.NoteTooLong : found;
    }

    private async Task<Result<Done>> SaveAsync(Submission submission, Reviewer who, string? note, CancellationToken cancel)
    {
        if (!string.IsNullOrWhiteSpace(note))
        {
            db.Add(notebook.Row(submission, who.Name, note.Trim()));
            db.Add(ActEntry.Of(who.Act(), "submission.noted", submission.Id, time.GetUtcNow().UtcDateTime, shownToApplicant: false));
        }
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return SubmissionErrors.ChangedMeanwhile;
        }
        return Done.Ok;
    }
}
