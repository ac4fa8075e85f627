using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review;

/// <param name="Why">What it has in common with the submission that was opened.</param>
/// <param name="IsLikelyDuplicate">Of the same procedure, within the period that the author set, and not ended without effect.</param>
public sealed record RelatedCase(string ReceiptNumber, string ProcedureTitle, SubmissionStatus Status, DateTime SubmittedAt, IReadOnlyList<Likeness> Why, bool IsLikelyDuplicate);

/// <summary>Other submissions of the same person, and those that are likely to be the same one. Only what the reviewer's offices may see.</summary>
public sealed class RelatedCases(AppDbContext db, SearchKeys search, ProcedureCatalog catalog)
{
    private const int Most = 30;
    private const int DefaultDays = 90;

    internal async Task<IReadOnlyList<RelatedCase>> FindAsync(OpenedSubmission opened, Reviewer reviewer, CancellationToken cancel)
    {
        var submission = opened.Submission;
        var likenesses = search.Likenesses(opened.Version.Plan, opened.Payload.Answers, opened.Person?.Certificate);
        var why = new Dictionary<Guid, List<Likeness>>();
        foreach (var (kind, hash) in likenesses)
            foreach (var id in await db.Set<SearchKey>().AsNoTracking().Where(k => k.Hash == hash && k.SubmissionId != submission.Id).OrderByDescending(k => k.SubmissionId).Select(k => k.SubmissionId).Take(Most).ToListAsync(cancel))
                Because(id, kind);
        if (submission.AccountId is { } account)
            foreach (var id in await db.Set<Submission>().AsNoTracking().Where(s => s.AccountId == account && s.Id != submission.Id).OrderByDescending(s => s.SubmittedAt).Select(s => s.Id).Take(Most).ToListAsync(cancel))
                Because(id, Likeness.Account);
        if (why.Count == 0)
            return [];

        var ids = why.Keys.ToArray();
        var rows = await db.Set<Submission>().AsNoTracking().Where(s => ids.Contains(s.Id)).OrderByDescending(s => s.SubmittedAt)
            .Select(s => new { s.Id, s.ReceiptNumber, s.ProcedureCode, s.FormVersionId, s.OfficeId, s.Status, s.SubmittedAt }).ToListAsync(cancel);
        var duplicates = opened.Version.Procedure.Review.Duplicates;
        var period = TimeSpan.FromDays(duplicates?.Days ?? DefaultDays);
        List<RelatedCase> related = [];
        foreach (var row in rows.Where(r => reviewer.Sees(r.OfficeId, r.ProcedureCode)).Take(Most))
            related.Add(new(row.ReceiptNumber, (await catalog.VersionAsync(row.FormVersionId, cancel)).Procedure.Title.Ja, row.Status, row.SubmittedAt, why[row.Id],
                row.ProcedureCode == submission.ProcedureCode && (row.SubmittedAt - submission.SubmittedAt).Duration() <= period
                && row.Status is not (SubmissionStatus.Withdrawn or SubmissionStatus.Dismissed)
                && (duplicates is null || why[row.Id].Contains(Likeness.Matter))));
        return related;

        void Because(Guid id, Likeness kind)
        {
            if (!why.TryGetValue(id, out var reasons))
                why[id] = reasons = [];
            if (!reasons.Contains(kind))
                reasons.Add(kind);
        }
    }
}
