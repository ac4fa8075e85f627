using System.Text.Json.Nodes;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Core.Submissions;

/// <summary>
/// Makes the finished row set of one accepted submission: the submission, its act, the fact in the outbox, and what deliveries and notices add.
/// Pages and API both come through here, so that a submission is the same whichever way it arrived.
/// </summary>
public sealed class SubmissionIntake(Envelope envelope, SearchKeys search, Facts facts, TimeProvider time)
{
    public IntakeRows Make(IntakeRequest request)
    {
        var now = time.GetUtcNow();
        var version = request.Version;
        var id = request.Id ?? Guid.CreateVersion7(now);
        var payload = new SubmissionPayload(version.Procedure.Code, version.Number, request.Evaluation.Answers, request.Attachments);
        var canonical = payload.Canonical();
        var key = envelope.Create(out var wrapped);
        var fee = request.Evaluation.Fee is > 0 ? request.Evaluation.Fee : null;
        var feeFirst = fee is not null && version.Procedure.Fee?.Due == FeeDue.BeforeReview && !request.FeeIsPaidElsewhere;
        var submittedAt = request.ArrivedAt ?? now.UtcDateTime;
        var submission = new Submission
        {
            Id = id, ReceiptNumber = ReceiptNumber.New(now.UtcDateTime), ProcedureCode = version.Procedure.Code, FormVersionId = version.Id,
            OfficeId = request.Evaluation.Office ?? version.Procedure.Office, Channel = request.Channel, AccountId = request.AccountId,
            AccessCodeSha256 = request.AccessCode is { } code ? Secrets.Hash(code) : null, SubmittedAt = submittedAt,
            PayloadSha256 = SubmissionPayload.Sha256(canonical), Key = wrapped,
            ContentCipher = key.Encrypt(canonical, $"submission.content:{id:N}"),
            PersonCipher = request.Person is null ? null : key.EncryptJson(request.Person, $"submission.person:{id:N}"), FeeYen = fee,
            Language = request.Language,
        };
        submission.Submit(feeFirst, Deadline.Of(version.Procedure, submittedAt), now.UtcDateTime);

        List<object> rows = [submission];
        rows.Add(ActEntry.Of(request.Act, "submission.submitted", id, now.UtcDateTime, request.Detail));
        if (feeFirst)
            rows.AddRange(facts.RowsFor(new PaymentRequested(Guid.CreateVersion7(now), now, id, submission.ReceiptNumber, submission.ProcedureCode, version.Id, fee!.Value)));
        else if (request.IsKnownAlready)
            rows.Add(OutboxMessage.Of(new SubmissionReceived(Guid.CreateVersion7(now), now, id, submission.ReceiptNumber, submission.ProcedureCode, version.Id), now.UtcDateTime));
        else
            rows.AddRange(facts.RowsFor(new SubmissionReceived(Guid.CreateVersion7(now), now, id, submission.ReceiptNumber, submission.ProcedureCode, version.Id)));
        rows.AddRange(search.Of(id, version.Plan, request.Evaluation.Answers, request.Person?.Certificate, request.ExternalNumber));
        return new(submission, key, rows);
    }
}

/// <param name="Id">Given when something made before (a signature's evidence) is bound to it.</param>
public sealed record IntakeRequest(CompiledVersion Version, Evaluation Evaluation, IReadOnlyList<PayloadAttachment> Attachments, Channel Channel, Act Act)
{
    public Guid? Id { get; init; }

    public Guid? AccountId { get; init; }

    public string? AccessCode { get; init; }

    public SubmissionPerson? Person { get; init; }

    /// <summary>Of the mails to the applicant: one of <see cref="ApplicantLanguage.All"/>.</summary>
    public string Language { get; init; } = ApplicantLanguage.Japanese;

    /// <summary>When it arrived at the office, where that was before now: the deadline counts from there.</summary>
    public DateTime? ArrivedAt { get; init; }

    /// <summary>A fee is settled at the counter, by a payment slip or in the system that it comes from: nobody is asked to pay here.</summary>
    public bool FeeIsPaidElsewhere { get; init; }

    /// <summary>The number under which it is known elsewhere; it is found by it.</summary>
    public string? ExternalNumber { get; init; }

    /// <summary>The system before this one has told the applicant and the core systems: the fact goes out, but nobody is told again.</summary>
    public bool IsKnownAlready { get; init; }

    /// <summary>Of the act: the channel and the day of arrival, where staff took it in.</summary>
    public string? Detail { get; init; }
}

/// <param name="Rows">Everything to be saved in one transaction, <paramref name="Submission"/> first.</param>
public sealed record IntakeRows(Submission Submission, DataKey Key, List<object> Rows);
