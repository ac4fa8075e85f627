using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Forms;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

/// <summary>A submission in one request, as the API takes it.</summary>
/// <param name="AccountId">Who is signed in, if anybody.</param>
public sealed record SubmitAnswersRequest(string Procedure, JsonObject Answers, IReadOnlyList<AttachmentReference> Attachments, Guid? AccountId, string? Mail);

/// <summary>An attachment uploaded before, and the field that it answers.</summary>
public sealed record AttachmentReference(Guid Id, string Field);

/// <param name="AccessCode">Given once, to whoever submits without signing in: later reads and writes need it.</param>
public sealed record SubmissionReceipt(Guid SubmissionId, string ReceiptNumber, SubmissionStatus Status, string PayloadSha256, long? FeeYen, string? AccessCode);

public sealed class SubmitAnswersValidator : AbstractValidator<SubmitAnswersRequest>
{
    public SubmitAnswersValidator()
    {
        RuleFor(r => r.Procedure).NotEmpty().MaximumLength(64);
        RuleFor(r => r.Attachments).Must(a => a.Count <= 50).WithMessage("添付は 50 件までです。");
        RuleForEach(r => r.Attachments).Must(a => a.Field.Length is > 0 and <= 200).WithMessage("field に項目の ID を指定してください。");
    }
}

public sealed class SubmitAnswers(AppDbContext db, ProcedureCatalog catalog, SubmissionIntake intake, IntakeCommitter committer, Envelope envelope, TimeProvider time)
{
    public async Task<Result<SubmissionReceipt>> HandleAsync(SubmitAnswersRequest request, Act act, IReadOnlyList<object> alsoSave, Func<SubmissionReceipt, IEnumerable<object>>? withReceipt, CancellationToken cancel)
    {
        if (await catalog.FindAsync(request.Procedure, cancel) is not { } version)
            return SubmissionErrors.ProcedureNotFound(request.Procedure);
        var procedure = version.Procedure;
        if (AcceptanceRules.Period(procedure, time.GetUtcNow()) is { } closed)
            return closed;
        if (procedure.IdentityLevel != IdentityLevel.None && request.AccountId is null)
            return SubmissionErrors.SignInNeeded;
        if (procedure.IdentityLevel == IdentityLevel.CardSignature)
            return SubmissionErrors.SignatureNeeded;

        var attachments = await LoadAsync(request, cancel);
        if (attachments.Error is { } missing)
            return missing;
        var named = attachments.Value.ConvertAll(a => (Row: a, Name: System.Text.Encoding.UTF8.GetString(envelope.Open(a.Key).Decrypt(a.NameCipher, a.NameBinding))));
        var input = new EvaluationInput(AcceptanceRules.TodayInJapan(time), null,
            [.. named.Select(a => new AttachmentFact(a.Row.FieldPath!, a.Name, a.Row.ContentType, a.Row.Size))]);
        var evaluation = version.Plan.Evaluate(AcceptanceRules.WithoutNulls(request.Answers), input);
        if (AcceptanceRules.Answers(evaluation) is { } refused)
            return refused;

        var accessCode = request.AccountId is null ? Secrets.NewAccessCode() : null;
        var rows = intake.Make(new(version, evaluation, [.. named.Select(a => new PayloadAttachment(a.Name, Convert.ToHexStringLower(a.Row.Sha256)))], Channel.Api, act)
        {
            AccountId = request.AccountId, AccessCode = accessCode, Person = request.Mail is null ? null : new(request.Mail, null),
        });
        var submission = rows.Submission;
        var receipt = new SubmissionReceipt(submission.Id, submission.ReceiptNumber, submission.Status, Convert.ToHexStringLower(submission.PayloadSha256), submission.FeeYen, accessCode);
        rows.Rows.AddRange(alsoSave);
        if (withReceipt is not null)
            rows.Rows.AddRange(withReceipt(receipt));

        if (attachments.Value.Count == 0)
        {
            await committer.CommitAsync(rows.Rows, cancel);
            return receipt;
        }
        foreach (var attachment in attachments.Value)
            attachment.SubmissionId = submission.Id;
        db.AddRange(rows.Rows);
        await db.SaveChangesAsync(cancel);
        return receipt;
    }

    private async Task<Result<List<Attachment>>> LoadAsync(SubmitAnswersRequest request, CancellationToken cancel)
    {
        if (request.Attachments.Count == 0)
            return new List<Attachment>();
        var ids = request.Attachments.Select(a => a.Id).ToList();
        var rows = await db.Set<Attachment>().Where(a => ids.Contains(a.Id) && a.DraftId == null && a.SubmissionId == null && a.AccountId == request.AccountId).ToListAsync(cancel);
        foreach (var reference in request.Attachments)
        {
            if (rows.Find(a => a.Id == reference.Id) is not { } row)
                return SubmissionErrors.Malformed("attachments", $"添付 {reference.Id} が見つかりません。先にアップロードしてください。", $"There is no attachment {reference.Id}. Upload it first.");
            row.FieldPath = reference.Field;
        }
        return rows;
    }
}
