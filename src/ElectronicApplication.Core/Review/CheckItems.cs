using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review;

/// <param name="Checked">Ids of the items that are checked.</param>
/// <param name="Shown">Ids of the items that stood on the page: what a colleague checked meanwhile stays.</param>
public sealed record CheckItemsRequest(string ReceiptNumber, IReadOnlyList<string> Checked, IReadOnlyList<string> Shown);

/// <summary>確認事項: keeps who has checked what, and when.</summary>
public sealed class CheckItems(AppDbContext db, Reviewers reviewers, ProcedureCatalog catalog, TimeProvider time)
{
    public async Task<Result<Done>> HandleAsync(CheckItemsRequest request, Act act, CancellationToken cancel)
    {
        var found = await reviewers.CaseAsync(request.ReceiptNumber, act, toChange: false, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var submission = found.Value.Submission;
        if (submission.IsClosed)
            return SubmissionErrors.WrongStatus(submission.Status);
        var items = (await catalog.VersionAsync(submission.FormVersionId, cancel)).Procedure.Review.Checklist.Select(c => c.Id).ToHashSet();
        var known = await db.Set<CaseCheck>().Where(c => c.SubmissionId == submission.Id).ToDictionaryAsync(c => c.CheckId, cancel);
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var id in request.Shown.Where(items.Contains).Distinct())
            if (request.Checked.Contains(id) && !known.ContainsKey(id))
            {
                db.Add(new CaseCheck { SubmissionId = submission.Id, CheckId = id, StaffName = act.ActorName ?? "", At = now });
                db.Add(ActEntry.Of(act, "check.made", submission.Id, now, id, shownToApplicant: false));
            }
            else if (!request.Checked.Contains(id) && known.TryGetValue(id, out var row))
            {
                db.Remove(row);
                db.Add(ActEntry.Of(act, "check.removed", submission.Id, now, id, shownToApplicant: false));
            }
        try
        {
            await db.SaveChangesAsync(cancel);
            return Done.Ok;
        }
        catch (DbUpdateException)
        {
            // A colleague checked or took back the same item in this moment.
            return SubmissionErrors.ChangedMeanwhile;
        }
    }
}
