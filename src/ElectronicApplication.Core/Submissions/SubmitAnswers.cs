using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Forms;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Submissions;

/// <summary>A submission in one request, as the API takes it.</summary>
/// <param name="AccountId">Who is signed in, if anybody.</param>
/// <param name="Language">Of the mails about it (<see cref="ApplicantLanguage"/>).</param>
public sealed record SubmitAnswersRequest(string Procedure, JsonObject Answers, IReadOnlyList<AttachmentReference> Attachments, Guid? AccountId, string Language = ApplicantLanguage.Japanese);

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
        RuleForEach(r => r.Attachments).Must(a => a.Field.Length is > 0 and <= 200).OverridePropertyName("attachments").WithMessage("attachments の field に項目の ID を指定してください。");
    }
}

/// <summary>
/// Takes submissions of procedures that need no signature. The path of one without attachments asks the database nothing before its rows go to the
/// committer; a scope with a database context is opened only where attachments must be looked up or places counted.
/// </summary>
public sealed class SubmitAnswers(
    IServiceScopeFactory scopes, ProcedureCatalog catalog, SubmissionIntake intake, IntakeCommitter committer, Envelope envelope, TimeProvider time)
{
    private static readonly SubmitAnswersValidator Validator = new();

    /// <param name="withAnswer">Makes the row of the idempotent answer that is saved together with the submission.</param>
    public async Task<Result<SubmissionReceipt>> HandleAsync(SubmitAnswersRequest request, Act act, Func<SubmissionReceipt, IdempotentAnswer?>? withAnswer, CancellationToken cancel)
    {
        if (Validator.Validate(request) is { IsValid: false, Errors: [var wrong, ..] })
            return SubmissionErrors.Malformed(wrong.PropertyName.ToLowerInvariant(), wrong.ErrorMessage, wrong.ErrorMessage);
        if (await catalog.StandingAsync(request.Procedure, cancel) is not { } standing)
            return SubmissionErrors.ProcedureNotFound(request.Procedure);
        if (Closed(standing, request.AccountId) is { } closed)
            return closed;
        var version = standing.InForce;
        if (request.Attachments.Count == 0 && version.Procedure.Capacity is null)
        {
            var made = Make(version, request, [], act, withAnswer);
            if (made.IsOk)
                await committer.CommitAsync(made.Value.Rows, cancel);
            return made.Error is { } error ? error : made.Value.Receipt;
        }
        await using var scope = scopes.CreateAsyncScope();
        return await WithDatabaseAsync(scope.ServiceProvider.GetRequiredService<AppDbContext>(), scope.ServiceProvider.GetRequiredService<Capacity>(), version, request, act, withAnswer, cancel);
    }

    private Error? Closed(ProcedureStanding standing, Guid? accountId) =>
        AcceptanceRules.Open(standing, time.GetUtcNow())
        ?? AcceptanceRules.Identity(standing.InForce.Procedure, accountId)
        ?? (standing.InForce.Procedure.IdentityLevel == IdentityLevel.CardSignature ? SubmissionErrors.SignatureNeeded : null);

    private Result<(List<object> Rows, SubmissionReceipt Receipt)> Make(
        CompiledVersion version, SubmitAnswersRequest request, IReadOnlyList<Attachment> attachments, Act act, Func<SubmissionReceipt, IdempotentAnswer?>? withAnswer)
    {
        var names = attachments.Select(a => System.Text.Encoding.UTF8.GetString(envelope.Open(a.Key).Decrypt(a.NameCipher, a.NameBinding))).ToList();
        var input = new EvaluationInput(JapanTime.Today(time), null,
            [.. attachments.Zip(names, (a, name) => new AttachmentFact(a.FieldPath!, name, a.ContentType, a.Size))]);
        var evaluation = version.Plan.Evaluate(AcceptanceRules.WithoutNulls(request.Answers), input);
        if (AcceptanceRules.Answers(evaluation) is { } refused)
            return refused;

        var accessCode = request.AccountId is null ? Secrets.NewAccessCode() : null;
        var mail = MailAnswer.Find(version.Plan, evaluation);
        var rows = intake.Make(new(version, evaluation, [.. attachments.Zip(names, (a, name) => new PayloadAttachment(name, Convert.ToHexStringLower(a.Sha256)))], Channel.Api, act)
        {
            AccountId = request.AccountId, AccessCode = accessCode, Person = mail is null ? null : new(mail, null), Language = request.Language,
        });
        var submission = rows.Submission;
        var receipt = new SubmissionReceipt(submission.Id, submission.ReceiptNumber, submission.Status, Convert.ToHexStringLower(submission.PayloadSha256), submission.FeeYen, accessCode);
        if (withAnswer?.Invoke(receipt) is { } answer)
            rows.Rows.Add(answer);
        return (rows.Rows, receipt);
    }

    private async Task<Result<SubmissionReceipt>> WithDatabaseAsync(
        AppDbContext db, Capacity capacity, CompiledVersion version, SubmitAnswersRequest request, Act act, Func<SubmissionReceipt, IdempotentAnswer?>? withAnswer, CancellationToken cancel)
    {
        var ids = request.Attachments.Select(a => a.Id).ToList();
        var rows = await db.Set<Attachment>().Where(a => ids.Contains(a.Id) && a.DraftId == null && a.SubmissionId == null && a.AccountId == request.AccountId).ToListAsync(cancel);
        var attachments = new List<Attachment>(rows.Count);
        foreach (var reference in request.Attachments)
        {
            if (rows.Find(a => a.Id == reference.Id) is not { } row || attachments.Contains(row))
                return SubmissionErrors.Malformed("attachments", $"添付 {reference.Id} が見つかりません。先にアップロードしてください。", $"There is no attachment {reference.Id}. Upload it first, and name it once.");
            row.FieldPath = reference.Field;
            attachments.Add(row);
        }
        var made = Make(version, request, attachments, act, withAnswer);
        if (made.Error is { } refused)
            return refused;
        foreach (var attachment in attachments)
            attachment.SubmissionId = made.Value.Receipt.SubmissionId;
        db.AddRange(made.Value.Rows);
        try
        {
            if (await capacity.SaveAsync(request.Procedure, cancel) is { } full)
                return full;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another submission took one of the files since it was read here; nothing of this one was kept.
            return SubmissionErrors.AttachmentUsed;
        }
        return made.Value.Receipt;
    }
}
