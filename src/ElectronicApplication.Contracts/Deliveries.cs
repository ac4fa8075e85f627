namespace ElectronicApplication.Contracts.V1;

/// <summary>Correction: the whole data again, under the same external id, to take the place of what was offered before.</summary>
public enum DeliveryKind { Submission, Withdrawal, Correction }

/// <summary>
/// To the adapter of one core system: offer this. <see cref="SealedData"/> is the mapped data, encrypted for the target, so that the broker holds nothing to read.
/// </summary>
/// <param name="ExternalId">Fixed for the submission and target, however often it is offered: the core system's key against doubles.</param>
/// <param name="SealedData">AES-256-GCM: 12 bytes nonce, cipher text, 16 bytes tag; the associated data is the delivery id (32 hex digits).</param>
public sealed record DeliverSubmission(Guid MessageId, Guid DeliveryId, int Attempt, string Target, DeliveryKind Kind, string ExternalId, string ReceiptNumber, string ProcedureCode, byte[] SealedData);

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

/// <summary>The adapter's answer to one offer.</summary>
public sealed record DeliveryAnswered(Guid MessageId, Guid DeliveryId, int Attempt, DeliveryOutcome Outcome, string? RecordId, string? Reason, int? RetryAfterSeconds, int DurationMilliseconds);
