using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

/// <param name="Answers">Of the fields that are asked for, by id; null takes an answer away. The others stay as they were.</param>
/// <param name="Attachments">Uploaded before. The files of a field take the place of those that it had; a field that is not named keeps its files.</param>
public sealed record CorrectAnswersRequest(string ReceiptNumber, SubmissionVisitor Visitor, JsonObject Answers, IReadOnlyList<AttachmentReference> Attachments);

public sealed record CorrectedSubmission(string ReceiptNumber, SubmissionStatus Status, int Revision, string PayloadSha256);

/// <summary>A correction in one request, as the API takes it. What touches a signature is returned through the portal, where it can be signed.</summary>
public sealed class CorrectAnswers(AppDbContext db, SubmissionAccess access, ProcedureCatalog catalog, CorrectionTasks tasks, ReturnCorrection returns, Envelope envelope, TimeProvider time)
{
    /// <param name="withAnswer">Makes the row of the idempotent answer that is saved together with the correction.</param>
    public async Task<Result<CorrectedSubmission>> HandleAsync(CorrectAnswersRequest request, Act act, Func<CorrectedSubmission, IdempotentAnswer?> withAnswer, CancellationToken cancel)
    {
        var found = await access.FindAsync(request.ReceiptNumber, request.Visitor, cancel);
        if (found.Error is { } missing)
            return missing;
        var submission = found.Value;
        if (await db.Set<CorrectionRequest>().AsNoTracking().SingleOrDefaultAsync(c => c.SubmissionId == submission.Id && c.State == CorrectionState.Open, cancel) is not { } open
            || submission.Status != SubmissionStatus.CorrectionRequested)
            return SubmissionErrors.NoCorrectionRequested(submission.Status);
        var version = await catalog.VersionAsync(submission.FormVersionId, cancel);
        var holder = submission.PersonCipher is { } person ? envelope.Open(submission.Key).DecryptJson<SubmissionPerson>(person, submission.PersonBinding).Certificate : null;
        var task = await tasks.OpenAsync(open.Id, version, holder, cancel);
        if (task.Closed(time.GetUtcNow().UtcDateTime) is { } closed)
            return closed;

        var brought = await BroughtAsync(request, submission.AccountId, cancel);
        if (brought.Error is { } wrongFile)
            return wrongFile;
        var replaced = request.Attachments.Select(a => a.Field).ToHashSet();
        List<OpenedAttachment> files = [.. task.FilesBefore.Where(f => f.FieldPath is not { } path || !replaced.Contains(path)), .. brought.Value.Select(a => OpenedAttachment.Of(a, envelope))];
        var answers = task.Before.Answers.DeepClone().AsObject();
        foreach (var (field, value) in request.Answers)
        {
            if (value is null)
                answers.Remove(field);
            else
                answers[field] = value.DeepClone();
        }
        var evaluation = Drafts.Evaluate(version, answers, holder, files, draft: false, task.Day);
        var asked = task.Asked(version, answers, holder, files);
        if (request.Answers.Select(a => a.Key).Concat(replaced).FirstOrDefault(path => !asked.Contains(FieldPaths.Top(path))) is { } notAsked)
            return SubmissionErrors.NotAsked(notAsked);
        if (AcceptanceRules.Answers(evaluation) is { } refused)
            return refused;
        var kept = files.FindAll(f => f.FieldPath is { } path && evaluation.Visible.Contains(path));
        var payload = new SubmissionPayload(version.Procedure.Code, version.Number, evaluation.Answers, [.. kept.Select(f => new PayloadAttachment(f.Name, f.Sha256))]);
        if (version.Procedure.IdentityLevel == IdentityLevel.CardSignature && task.TouchesSigned(version.Plan, payload, kept))
            return SubmissionErrors.SignatureNeeded;
        return await SaveAsync(task, payload, brought.Value, [.. kept.Select(f => f.Id)], act, withAnswer, cancel);
    }

    private async Task<Result<CorrectedSubmission>> SaveAsync(
        CorrectionTask task, SubmissionPayload payload, IReadOnlyList<Attachment> brought, HashSet<Guid> kept, Act act, Func<CorrectedSubmission, IdempotentAnswer?> withAnswer, CancellationToken cancel)
    {
        var added = await returns.AddRevisionAsync(task, payload, null, null, act, cancel);
        if (added.Error is { } refused)
            return refused;
        var submission = added.Value;
        await returns.ReplaceFilesAsync(brought, kept, submission, cancel);
        var corrected = new CorrectedSubmission(submission.ReceiptNumber, submission.Status, submission.Revision, Convert.ToHexStringLower(SubmissionPayload.Sha256(payload.Canonical())));
        if (withAnswer(corrected) is { } answer)
            db.Add(answer);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return SubmissionErrors.ChangedMeanwhile;
        }
        return corrected;
    }

    private async Task<Result<List<Attachment>>> BroughtAsync(CorrectAnswersRequest request, Guid? accountId, CancellationToken cancel)
    {
        var ids = request.Attachments.Select(a => a.Id).ToList();
        var rows = ids.Count == 0 ? [] : await db.Set<Attachment>().Where(a => ids.Contains(a.Id) && a.DraftId == null && a.SubmissionId == null && a.AccountId == accountId).ToListAsync(cancel);
        foreach (var reference in request.Attachments)
        {
            if (rows.Find(a => a.Id == reference.Id) is not { FieldPath: null } row)
                return SubmissionErrors.Malformed("attachments", $"添付 {reference.Id} が見つかりません。先にアップロードしてください。", $"There is no attachment {reference.Id}. Upload it first, and name it once.");
            row.FieldPath = reference.Field;
        }
        return rows;
    }
}
