namespace ElectronicApplication.Contracts.V1;

/// <summary>Correction and decision: the whole data again, under the same external id, to take the place of what was offered before.</summary>
public enum DeliveryKind { Submission, Withdrawal, Correction, Decision }

/// <summary>Offers to the adapter of one core system, in the order in which they are to be made; up to 256 KB.</summary>
public sealed record DeliverSubmissions(Guid MessageId, string Target, IReadOnlyList<DeliverSubmission> Offers);

/// <summary>
/// Offer this. <see cref="SealedData"/> is the mapped data, encrypted for the target, so that the broker holds nothing to read.
/// </summary>
/// <param name="ExternalId">Fixed for the submission and target, however often it is offered: the core system's key against doubles.</param>
/// <param name="SealedData">AES-256-GCM: 12 bytes nonce, cipher text, 16 bytes tag; the associated data is the delivery id (32 hex digits). Null where <see cref="Ticket"/> stands for it.</param>
/// <param name="Ticket">Fetches what is too large for the bus, once and for a few minutes.</param>
/// <param name="Progress">What the adapter's last answer said of how far it came.</param>
/// <param name="IsAsked">The core system took it earlier: ask what became of it.</param>
public sealed record DeliverSubmission(
    Guid DeliveryId, int Attempt, DeliveryKind Kind, string ExternalId, string ReceiptNumber, string ProcedureCode, byte[]? SealedData, string? Ticket = null, string? Progress = null, bool IsAsked = false);

public enum DeliveryOutcome
{
    /// <summary>Done; the record id is the target's own.</summary>
    Done,
    /// <summary>Taken, not finished; ask again later.</summary>
    AcceptedLater,
    /// <summary>Not now: 408, 429, 5xx, time-out.</summary>
    TryAgain,
    /// <summary>Not like this; the reason goes to the review desk.</summary>
    Refused,
}

/// <summary>Answers of the adapters of one core system.</summary>
public sealed record DeliveriesAnswered(Guid MessageId, string Target, IReadOnlyList<DeliveryAnswered> Answers);

/// <summary>The adapter's answer to one offer.</summary>
/// <param name="Attempt">Of the offer; <see cref="AnyAttempt"/> when it came by another way.</param>
public sealed record DeliveryAnswered(
    Guid DeliveryId, int Attempt, DeliveryOutcome Outcome, string? RecordId, string? Reason, int? RetryAfterSeconds, int DurationMilliseconds, string? Progress = null)
{
    /// <summary>A result file, an acknowledgement message: it knows the delivery and not which offer of it was taken.</summary>
    public const int AnyAttempt = 0;
}
