using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

/// <summary>補正: the mended content becomes the submission's next revision, and the review goes on. What was filed before is kept.</summary>
public sealed class ReturnCorrection(AppDbContext db, SubmissionContents contents, SearchKeys search, ProcedureCatalog catalog, Envelope envelope, Facts facts, TimeProvider time)
{
    /// <summary>Adds the rows; the caller saves them together with what it has to add.</summary>
    internal async Task<Result<SubmittedDraft>> AddAsync(OpenedDraft draft, CorrectionTask task, SubmissionPayload payload, VerifiedCard? card, Act act, CancellationToken cancel)
    {
        var added = await AddRevisionAsync(task, payload, draft.Id, card, act, cancel);
        if (added.Error is { } refused)
            return refused;
        var kept = SubmitDraft.Answering(draft, draft.Evaluation).Select(a => a.Id).ToHashSet();
        await ReplaceFilesAsync(await db.Set<Attachment>().Where(a => a.DraftId == draft.Id).ToListAsync(cancel), kept, added.Value, cancel);
        return new SubmittedDraft(added.Value.ReceiptNumber, null, IsCorrection: true);
    }

    /// <param name="draftId">The draft that it was written in; null when it came by the API.</param>
    internal async Task<Result<Submission>> AddRevisionAsync(CorrectionTask task, SubmissionPayload payload, Guid? draftId, VerifiedCard? card, Act act, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var submission = await db.Set<Submission>().SingleAsync(s => s.Id == task.Submission.Id, cancel);
        // Found in memory too: a correction that a clerk makes by telephone is asked for and returned at once.
        var request = (await db.Set<CorrectionRequest>().FindAsync([task.Request.Id], cancel))!;
        var canonical = payload.Canonical();
        var key = envelope.Open(submission.Key);
        if ((await contents.CurrentAsync(submission, key, cancel)).Canonical.AsSpan().SequenceEqual(canonical))
            return SubmissionErrors.NothingCorrected;
        if (!request.Close(CorrectionState.Answered, now.UtcDateTime) || submission.Return(isCorrected: true, request.AskedAt, now.UtcDateTime) is not null)
            return SubmissionErrors.CorrectionClosed;

        var id = Guid.CreateVersion7(now);
        db.Add(new SubmissionRevision
        {
            Id = id, SubmissionId = submission.Id, Number = submission.Revision, CorrectionId = request.Id, DraftId = draftId, PayloadSha256 = SubmissionPayload.Sha256(canonical),
            ContentCipher = key.Encrypt(canonical, SubmissionRevision.BindingOf(id)), At = now.UtcDateTime,
        });
        // What it is found by follows what it says now.
        var old = await db.Set<SearchKey>().Where(k => k.SubmissionId == submission.Id).ToListAsync(cancel);
        var holder = submission.PersonCipher is { } person ? key.DecryptJson<SubmissionPerson>(person, submission.PersonBinding).Certificate : null;
        var number = await db.Set<SubmissionOrigin>().Where(o => o.SubmissionId == submission.Id).Select(o => o.ExternalNumber).SingleOrDefaultAsync(cancel);
        var found = search.Of(submission.Id, (await catalog.VersionAsync(submission.FormVersionId, cancel)).Plan, payload.Answers, holder, number).ToList();
        db.RemoveRange(old.Where(o => !found.Exists(f => f.Hash.AsSpan().SequenceEqual(o.Hash))));
        db.AddRange(found.Where(f => !old.Exists(o => o.Hash.AsSpan().SequenceEqual(f.Hash))));
        if (card is not null)
            db.Add(SignatureEvidence.Of(submission.Id, key, card, now));
        db.Add(ActEntry.Of(act, "submission.corrected", submission.Id, now.UtcDateTime, $"第{submission.Revision}回"));
        db.AddRange(facts.RowsFor(new SubmissionCorrected(Guid.CreateVersion7(now), now, submission.Id, submission.ReceiptNumber, submission.ProcedureCode, submission.FormVersionId, submission.Revision)));
        return submission;
    }

    /// <summary>What the same draft has brought before: the button was pressed twice.</summary>
    internal async Task<SubmittedDraft?> ReturnedBeforeAsync(Guid draftId, DraftOwner owner, CancellationToken cancel)
    {
        var submission = await db.Set<SubmissionRevision>().AsNoTracking().Where(r => r.DraftId == draftId)
            .Join(db.Set<Submission>(), r => r.SubmissionId, s => s.Id, (_, s) => new { s.ReceiptNumber, s.AccountId }).SingleOrDefaultAsync(cancel);
        // Without an account the number alone opens nothing: the access code is asked for.
        return submission is null || (submission.AccountId is { } account && account != owner.AccountId) ? null : new(submission.ReceiptNumber, null, IsCorrection: true);
    }

    /// <summary>
    /// Of the files that it had, those that are not kept end with this revision; of those brought, the kept ones become the submission's. What answers no field,
    /// as the scan of a paper form, stays.
    /// </summary>
    internal async Task ReplaceFilesAsync(IReadOnlyList<Attachment> brought, HashSet<Guid> kept, Submission submission, CancellationToken cancel)
    {
        foreach (var file in await db.Set<Attachment>().Where(a => a.SubmissionId == submission.Id && a.ReplacedIn == null && a.FieldPath != null).ToListAsync(cancel))
            if (!kept.Contains(file.Id))
                file.ReplacedIn = submission.Revision;
        foreach (var file in brought)
        {
            if (kept.Contains(file.Id))
                (file.DraftId, file.SubmissionId) = (null, submission.Id);
            else
                db.Remove(file);
        }
    }
}
