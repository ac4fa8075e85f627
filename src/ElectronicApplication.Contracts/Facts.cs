using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ElectronicApplication.Contracts.V1;

/// <summary>
/// Something that happened and that others may build on. Facts carry ids, never answers; names are past tense; members are only ever added.
/// On the bus: JSON body, one exchange a type, CloudEvents 1.0 attributes in the headers (<c>cloudEvents:id</c> is <see cref="FactId"/>).
/// </summary>
public interface IFact
{
    /// <summary>Unique; a consumer that has seen it once ignores it the second time.</summary>
    Guid FactId { get; }

    DateTimeOffset OccurredAt { get; }

    Guid SubmissionId { get; }

    /// <summary>Eighteen digits in three groups, the last one a check digit: "261121-482913-058437".</summary>
    string ReceiptNumber { get; }

    string ProcedureCode { get; }
}

/// <summary>A submission arrived and, where a fee is due beforehand, is paid for.</summary>
public sealed record SubmissionReceived(Guid FactId, DateTimeOffset OccurredAt, Guid SubmissionId, string ReceiptNumber, string ProcedureCode, Guid FormVersionId) : IFact;

/// <summary>A submission was saved, but is received only when its fee is paid.</summary>
public sealed record PaymentRequested(Guid FactId, DateTimeOffset OccurredAt, Guid SubmissionId, string ReceiptNumber, string ProcedureCode, Guid FormVersionId, long AmountYen) : IFact;

public sealed record PaymentSettled(Guid FactId, DateTimeOffset OccurredAt, Guid SubmissionId, string ReceiptNumber, string ProcedureCode, Guid FormVersionId, Guid PaymentId, long AmountYen) : IFact;

/// <summary>A fee, or what was paid twice, went back to the payer (還付).</summary>
public sealed record PaymentRefunded(Guid FactId, DateTimeOffset OccurredAt, Guid SubmissionId, string ReceiptNumber, string ProcedureCode, Guid FormVersionId, Guid PaymentId, long AmountYen) : IFact;

/// <summary>The office accepted the submission (受理) and works on it.</summary>
public sealed record ReviewStarted(Guid FactId, DateTimeOffset OccurredAt, Guid SubmissionId, string ReceiptNumber, string ProcedureCode, Guid FormVersionId) : IFact;

/// <summary>The office asks the applicant to mend something.</summary>
public sealed record CorrectionRequested(Guid FactId, DateTimeOffset OccurredAt, Guid SubmissionId, string ReceiptNumber, string ProcedureCode, Guid FormVersionId, Guid CorrectionId, DateTimeOffset DueAt) : IFact;

/// <summary>The time for a correction ends soon.</summary>
public sealed record CorrectionReminded(Guid FactId, DateTimeOffset OccurredAt, Guid SubmissionId, string ReceiptNumber, string ProcedureCode, Guid FormVersionId, Guid CorrectionId, DateTimeOffset DueAt) : IFact;

/// <summary>Applicant or office wrote to the other about a submission; what they wrote is not part of the fact.</summary>
public sealed record MessageSent(Guid FactId, DateTimeOffset OccurredAt, Guid SubmissionId, string ReceiptNumber, string ProcedureCode, Guid FormVersionId, bool FromApplicant) : IFact;

/// <summary>A request for a correction ended without one: the office took it back, or its time was over.</summary>
/// <param name="Outcome">Cancelled or Lapsed.</param>
public sealed record CorrectionClosed(Guid FactId, DateTimeOffset OccurredAt, Guid SubmissionId, string ReceiptNumber, string ProcedureCode, Guid FormVersionId, Guid CorrectionId, string Outcome) : IFact;

/// <summary>What a submission says was corrected.</summary>
/// <param name="Revision">From 1.</param>
public sealed record SubmissionCorrected(Guid FactId, DateTimeOffset OccurredAt, Guid SubmissionId, string ReceiptNumber, string ProcedureCode, Guid FormVersionId, int Revision) : IFact;

/// <param name="Decision">Granted, Refused or Dismissed.</param>
public sealed record SubmissionDecided(Guid FactId, DateTimeOffset OccurredAt, Guid SubmissionId, string ReceiptNumber, string ProcedureCode, Guid FormVersionId, string Decision) : IFact;

/// <summary>A granted submission was paid out (給付).</summary>
/// <param name="PaidOn">The day of the transfer.</param>
public sealed record PayoutSettled(Guid FactId, DateTimeOffset OccurredAt, Guid SubmissionId, string ReceiptNumber, string ProcedureCode, Guid FormVersionId, Guid PayoutId, long AmountYen, DateOnly PaidOn) : IFact;

/// <summary>The bank could not pay a granted submission out; the office mends the account and tries again.</summary>
/// <param name="Reason">Why, in Japanese; no account numbers.</param>
public sealed record PayoutFailed(Guid FactId, DateTimeOffset OccurredAt, Guid SubmissionId, string ReceiptNumber, string ProcedureCode, Guid FormVersionId, Guid PayoutId, long AmountYen, string Reason) : IFact;

/// <summary>A fee that is due after the review has to be paid now.</summary>
/// <param name="DueAt">Until when it should be paid.</param>
public sealed record FeeRequested(Guid FactId, DateTimeOffset OccurredAt, Guid SubmissionId, string ReceiptNumber, string ProcedureCode, Guid FormVersionId, Guid PaymentId, long AmountYen, DateTimeOffset DueAt) : IFact;

/// <summary>A fee that is due after the review was not paid in time; the applicant is reminded.</summary>
public sealed record FeeReminded(Guid FactId, DateTimeOffset OccurredAt, Guid SubmissionId, string ReceiptNumber, string ProcedureCode, Guid FormVersionId, Guid PaymentId, long AmountYen, DateTimeOffset DueAt) : IFact;

/// <param name="WasReceived">False when it was withdrawn before its fee was paid: no core system has ever heard of it.</param>
public sealed record SubmissionWithdrawn(Guid FactId, DateTimeOffset OccurredAt, Guid SubmissionId, string ReceiptNumber, string ProcedureCode, Guid FormVersionId, bool WasReceived = true) : IFact;

/// <summary>A notice or certificate was issued under a number.</summary>
/// <param name="Template">The id of its template in the procedure.</param>
/// <param name="Number">As it is written on it.</param>
/// <param name="Delivery">Portal or Post.</param>
/// <param name="Sha256">Of the signed file, hexadecimal.</param>
public sealed record DocumentIssued(
    Guid FactId, DateTimeOffset OccurredAt, Guid SubmissionId, string ReceiptNumber, string ProcedureCode, Guid FormVersionId, Guid DocumentId, string Template, string Number, string Delivery, string Sha256) : IFact;

/// <summary>An issued document does not hold any more.</summary>
/// <param name="Outcome">Withdrawn or Replaced.</param>
public sealed record DocumentWithdrawn(Guid FactId, DateTimeOffset OccurredAt, Guid SubmissionId, string ReceiptNumber, string ProcedureCode, Guid FormVersionId, Guid DocumentId, string Number, string Outcome) : IFact;

/// <param name="Target">The core system's name, as in the mapping.</param>
/// <param name="RecordId">The core system's own id of what it took.</param>
public sealed record DeliveryAcknowledged(Guid FactId, DateTimeOffset OccurredAt, Guid SubmissionId, string ReceiptNumber, string ProcedureCode, Guid DeliveryId, string Target, string RecordId) : IFact;

public sealed record DeliveryRefused(Guid FactId, DateTimeOffset OccurredAt, Guid SubmissionId, string ReceiptNumber, string ProcedureCode, Guid DeliveryId, string Target, string Reason) : IFact;

/// <summary>How facts and delivery messages are written on the wire: camelCase, enums as words, Japanese as it is.</summary>
public static class FactJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}
