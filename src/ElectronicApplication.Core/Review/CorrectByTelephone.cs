using System.Globalization;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review;

/// <param name="Answers">Of the whole form, as the page holds them.</param>
/// <param name="Note">What was confirmed with whom; the applicant reads it.</param>
/// <param name="Version">The submission's version that the clerk had before their eyes.</param>
public sealed record TelephoneCorrectionRequest(string ReceiptNumber, JsonObject Answers, string Note, int? Version);

/// <summary>
/// 電話補正: a clerk mends answers that the applicant has confirmed by telephone. It becomes a revision like any other, is recorded as made by the clerk, and is shown to
/// the applicant. What the applicant signed cannot be mended in this way, nor what came from the card, nor papers.
/// </summary>
public sealed class CorrectByTelephone(AppDbContext db, Reviewers reviewers, ProcedureCatalog catalog, CorrectionTasks tasks, ReturnCorrection returns, Envelope envelope, TimeProvider time)
{
    /// <summary>In graphemes.</summary>
    public const int MaxNote = 300;

    /// <summary>Judges what is being typed as it will be judged.</summary>
    public static Evaluation Judge(ReviewCase opened, JsonObject answers) =>
        Drafts.Evaluate(opened.Opened.Version, answers, opened.Opened.Person?.Certificate, opened.Opened.Attachments, draft: false, JapanTime.DayOf(opened.Submission.SubmittedAt));

    public async Task<Result<Done>> HandleAsync(TelephoneCorrectionRequest request, Act act, CancellationToken cancel)
    {
        var found = await reviewers.CaseAsync(request.ReceiptNumber, act, toChange: true, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var (submission, who) = found.Value;
        if (!who.MayAskCorrection)
            return ReviewErrors.RoleNeeded("審査", "review");
        if (request.Version is { } seen && seen != submission.Version)
            return SubmissionErrors.ChangedMeanwhile;
        var note = request.Note.ReplaceLineEndings("\n").Trim();
        if (note.Length is 0 or > 2 * MaxNote || new StringInfo(note).LengthInTextElements > MaxNote)
            return ReviewErrors.TelephoneNote;

        var version = await catalog.VersionAsync(submission.FormVersionId, cancel);
        var key = envelope.Open(submission.Key);
        var holder = submission.PersonCipher is { } person ? key.DecryptJson<SubmissionPerson>(person, submission.PersonBinding).Certificate : null;
        var asked = await AskedAsync(submission, key, note, act, cancel);
        if (asked.Error is { } wrongState)
            return wrongState;
        var task = await tasks.MakeAsync(asked.Value, submission, version, holder, cancel);
        var answers = Mended(version.Plan, task.Before.Answers, request.Answers);
        var evaluation = Drafts.Evaluate(version, answers, holder, task.FilesBefore, draft: false, task.Day);
        if (AcceptanceRules.Answers(evaluation) is { } refused)
            return refused;
        var kept = task.FilesBefore.Where(f => f.FieldPath is { } path && evaluation.Visible.Contains(path)).ToList();
        if (task.FilesBefore.Any(f => f.FieldPath is not null && !kept.Contains(f)))
            return ReviewErrors.TelephoneFiles;
        var payload = task.Before with { Answers = evaluation.Answers };
        if (version.Procedure.IdentityLevel == IdentityLevel.CardSignature && task.TouchesSigned(version.Plan, payload, []))
            return ReviewErrors.TelephoneSigned;

        var added = await returns.AddRevisionAsync(task, payload, null, null, act with { Reason = note }, cancel);
        if (added.Error is { } nothing)
            return nothing;
        try
        {
            await db.SaveChangesAsync(cancel);
            return Done.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return SubmissionErrors.ChangedMeanwhile;
        }
    }

    /// <summary>The open request, which is answered by this; or one that is made for it and saved together with its answer.</summary>
    private async Task<Result<CorrectionRequest>> AskedAsync(Submission submission, DataKey key, string note, Act act, CancellationToken cancel)
    {
        if (submission.Status == SubmissionStatus.CorrectionRequested)
            return await db.Set<CorrectionRequest>().SingleAsync(c => c.SubmissionId == submission.Id && c.State == CorrectionState.Open, cancel);
        var now = time.GetUtcNow();
        if (submission.AskCorrection(now.UtcDateTime) is { } wrong)
            return wrong;
        await DecisionDrafts.EndAsync(db, submission.Id, DecisionDrafts.Correction, act, now.UtcDateTime, cancel);
        var id = Guid.CreateVersion7(now);
        var request = new CorrectionRequest
        {
            Id = id, SubmissionId = submission.Id, AskedBy = act.ActorName ?? "", AskedAt = now.UtcDateTime, DueAt = now.UtcDateTime.AddDays(1),
            ContentCipher = key.EncryptJson(new CorrectionContent($"電話で確認：{note}", []), CorrectionRequest.BindingOf(id)),
        };
        db.Add(request);
        return request;
    }

    /// <summary>Files and what is calculated stay as they are, whatever was posted.</summary>
    private static JsonObject Mended(FormPlan plan, JsonObject before, JsonObject typed)
    {
        var answers = before.DeepClone().AsObject();
        foreach (var field in plan.Form.Pages.SelectMany(p => p.Fields).Where(f => f.TakesAnswer && f.Type is not (FieldType.Attachment or FieldType.Signature)))
            if (typed[field.Id] is { } value)
                answers[field.Id] = value.DeepClone();
            else
                answers.Remove(field.Id);
        return answers;
    }
}
