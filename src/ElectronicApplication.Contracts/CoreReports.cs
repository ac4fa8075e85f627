namespace ElectronicApplication.Contracts.V1;

/// <summary>What a core system tells about a record. Exactly one of the members of <see cref="CoreSystemReported"/> goes with each kind.</summary>
public enum ReportKind { Status, Decision, Document, Person }

public enum ReportedOutcome { Granted, Refused, Dismissed }

/// <summary>
/// From a core system, of its own accord and any time after it took a record: how far it is, what was decided there, a document, or who the person is.
/// Put on the exchange <c>core-system-reports.{target}</c> as plain JSON, or given as an item of <c>GET {BaseUrl}/reports?after={cursor}</c>.
/// </summary>
/// <param name="MessageId">Unique within the target; the same one a second time changes nothing.</param>
/// <param name="Target">The core system's name, as in the mapping.</param>
/// <param name="ExternalId">Of the delivery that the report is about.</param>
/// <param name="OccurredAt">At the core system; the newest status by this moment is the one in force.</param>
public sealed record CoreSystemReported(
    Guid MessageId, string Target, string ExternalId, DateTimeOffset OccurredAt, ReportKind Kind,
    ReportedStatus? Status = null, ReportedDecision? Decision = null, ReportedDocument? Document = null, ReportedPerson? Person = null);

/// <param name="Code">The core system's own; up to 64 characters.</param>
/// <param name="Text">For people, up to 200 characters, without personal data: the procedure may show it to the applicant. Null: only the code is known.</param>
public sealed record ReportedStatus(string Code, string? Text = null);

/// <param name="Reason">Told to the applicant, up to 1,000 characters; required unless granted (行政手続法 8 条).</param>
public sealed record ReportedDecision(ReportedOutcome Outcome, string? Reason = null);

/// <param name="Name">The file's name; up to 200 characters.</param>
/// <param name="MediaType">A hint only: what it is, is found from the content (PDF, JPEG, PNG, WebP).</param>
/// <param name="Content">In JSON base64; up to 256 KB.</param>
public sealed record ReportedDocument(string Name, string MediaType, byte[] Content)
{
    public const int MaxBytes = 256 * 1024;
}

/// <summary>Who the holder of the certificate is in the core system. Without candidates and doubt the number is certain; otherwise a person chooses.</summary>
/// <param name="ResidentNumber">宛名番号; up to 40 letters, digits and hyphens.</param>
/// <param name="Candidates">Up to 20.</param>
/// <param name="Doubt">Why it is not certain; up to 300 characters.</param>
public sealed record ReportedPerson(string? ResidentNumber = null, IReadOnlyList<PersonCandidate>? Candidates = null, string? Doubt = null);

/// <param name="Note">What tells it from the others, for the clerk who chooses; up to 300 characters.</param>
public sealed record PersonCandidate(string ResidentNumber, string? Note = null);
