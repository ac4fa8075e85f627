using System.Globalization;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review;

/// <param name="Message">To the applicant, about the whole; may be empty.</param>
/// <param name="DueOn">The last day on which a correction is taken, in Japan.</param>
/// <param name="Version">The submission's version that the clerk had before their eyes.</param>
public sealed record AskCorrectionRequest(string ReceiptNumber, IReadOnlyList<CorrectionMark> Marks, string Message, DateOnly DueOn, int? Version);

/// <summary>補正依頼: marks fields and papers with one sentence each, and gives the applicant time to mend them.</summary>
public sealed class AskCorrection(AppDbContext db, Reviewers reviewers, ProcedureCatalog catalog, Envelope envelope, Facts facts, TimeProvider time)
{
    /// <summary>In graphemes.</summary>
    public const int MaxText = 300;
    public const int MaxMessage = 1000;
    public const int MaxDays = 365;
    private const int MaxMarks = 100;

    public async Task<Result<Done>> HandleAsync(AskCorrectionRequest request, Act act, CancellationToken cancel)
    {
        var found = await FindAsync(request.ReceiptNumber, request.Version, act, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var (submission, now) = (found.Value, time.GetUtcNow());
        if (Shape(request, (await catalog.VersionAsync(submission.FormVersionId, cancel)).Plan, JapanTime.Today(time)) is { } refused)
            return refused;
        if (submission.AskCorrection(now.UtcDateTime) is { } wrong)
            return wrong;

        await DecisionDrafts.EndAsync(db, submission.Id, DecisionDrafts.Correction, act, now.UtcDateTime, cancel);
        var id = Guid.CreateVersion7(now);
        var due = JapanTime.At(request.DueOn.AddDays(1), TimeOnly.MinValue);
        db.Add(new CorrectionRequest
        {
            Id = id, SubmissionId = submission.Id, AskedBy = act.ActorName ?? "", AskedAt = now.UtcDateTime, DueAt = due.UtcDateTime,
            ContentCipher = envelope.Open(submission.Key).EncryptJson(new CorrectionContent(request.Message.Trim(), request.Marks), CorrectionRequest.BindingOf(id)),
        });
        db.Add(ActEntry.Of(act, "correction.requested", submission.Id, now.UtcDateTime, request.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        db.AddRange(facts.RowsFor(new CorrectionRequested(
            Guid.CreateVersion7(now), now, submission.Id, submission.ReceiptNumber, submission.ProcedureCode, submission.FormVersionId, id, due)));
        return await SaveAsync(db, cancel);
    }

    /// <summary>Takes an open request back; the review goes on with what was filed.</summary>
    public async Task<Result<Done>> CancelAsync(string receiptNumber, int? version, Act act, CancellationToken cancel)
    {
        var found = await FindAsync(receiptNumber, version, act, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var (submission, now) = (found.Value, time.GetUtcNow());
        if (submission.Status != SubmissionStatus.CorrectionRequested)
            return SubmissionErrors.WrongStatus(submission.Status);
        var request = await db.Set<CorrectionRequest>().SingleAsync(c => c.SubmissionId == submission.Id && c.State == CorrectionState.Open, cancel);
        submission.Return(isCorrected: false, request.AskedAt, now.UtcDateTime);
        request.Close(CorrectionState.Cancelled, now.UtcDateTime);
        db.Add(ActEntry.Of(act, "correction.cancelled", submission.Id, now.UtcDateTime));
        db.AddRange(facts.RowsFor(new CorrectionClosed(
            Guid.CreateVersion7(now), now, submission.Id, submission.ReceiptNumber, submission.ProcedureCode, submission.FormVersionId, request.Id, nameof(CorrectionState.Cancelled))));
        return await SaveAsync(db, cancel);
    }

    /// <param name="version">Which the clerk had before their eyes; null when it was not asked for.</param>
    private async Task<Result<Submission>> FindAsync(string receiptNumber, int? version, Act act, CancellationToken cancel)
    {
        var found = await reviewers.CaseAsync(receiptNumber, act, toChange: true, cancel);
        return found.Error is { } hidden ? hidden
            : !found.Value.Who.MayAskCorrection ? ReviewErrors.RoleNeeded("審査", "review")
            : version is { } seen && seen != found.Value.Submission.Version ? SubmissionErrors.ChangedMeanwhile
            : found.Value.Submission;
    }

    /// <summary>What can be said before anything is changed. Errors of a mark are at "marks.{path}".</summary>
    public static Error? Shape(AskCorrectionRequest request, FormPlan plan, DateOnly today)
    {
        List<FieldError> errors = [];
        if (request.Marks.Count is 0 or > MaxMarks)
            errors.Add(new("marks", "required", "補正が必要な項目を一つ以上選び、どう直すかを入力してください。", "Mark at least one field and say how to mend it."));
        foreach (var mark in request.Marks.Take(MaxMarks))
        {
            if (mark.Path.Length > 200 || plan.Field(mark.Path) is not { } field || field.Type is FieldType.Heading or FieldType.Guidance or FieldType.Calculated or FieldType.Signature)
                errors.Add(new("marks." + mark.Path, "unknown", "この項目は補正を依頼できません。", "This field cannot be corrected."));
            else if (string.IsNullOrWhiteSpace(mark.Text))
                errors.Add(new("marks." + mark.Path, "required", $"「{field.Label.Ja}」を、どう直すかを入力してください。", "Say how to mend it."));
            else if (mark.Text.Length > 2 * MaxText || new StringInfo(mark.Text).LengthInTextElements > MaxText)
                errors.Add(new("marks." + mark.Path, "too-long", $"「{field.Label.Ja}」の文は {MaxText} 文字以内で入力してください。", $"Use up to {MaxText} characters."));
        }
        if (request.Message.Length > 2 * MaxMessage || new StringInfo(request.Message).LengthInTextElements > MaxMessage)
            errors.Add(new("message", "too-long", $"全体への連絡は {MaxMessage} 文字以内で入力してください。", $"The message may have up to {MaxMessage} characters."));
        if (request.DueOn < today || request.DueOn > today.AddDays(MaxDays))
            errors.Add(new("due", "out-of-range", $"期限は、今日から {MaxDays} 日以内の日付を入力してください。", $"The day must be within {MaxDays} days from today."));
        return errors.Count == 0 ? null : new("request-refused", ErrorKind.Unprocessable, errors[0].Message, errors[0].MessageEn) { Fields = errors };
    }

    private static async Task<Result<Done>> SaveAsync(AppDbContext db, CancellationToken cancel)
    {
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
}
