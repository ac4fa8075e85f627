using System.Net.Http.Headers;
using ElectronicApplication.Contracts.V1;

namespace ElectronicApplication.Worker.CoreSystems;

/// <summary>What one attempt came to.</summary>
/// <param name="Progress">How far it came, for the next offer of the same delivery; up to 2,000 characters, no personal data.</param>
internal sealed record AdapterAnswer(DeliveryOutcome Outcome, string? RecordId = null, string? Reason = null, int? RetryAfterSeconds = null, string? Progress = null)
{
    private const int LongestReason = 300;

    public static AdapterAnswer Done(string recordId) => new(DeliveryOutcome.Done, recordId);

    /// <summary>Taken and not finished: asked about after so many seconds, or the answer is collected.</summary>
    public static AdapterAnswer Accepted(int? askAfterSeconds = null, string? progress = null) => new(DeliveryOutcome.AcceptedLater, RetryAfterSeconds: askAfterSeconds, Progress: progress);

    public static AdapterAnswer TryAgain(string reason, RetryConditionHeaderValue? after = null, DateTimeOffset now = default) =>
        new(DeliveryOutcome.TryAgain, Reason: reason, RetryAfterSeconds: Seconds(after, now));

    public static AdapterAnswer Refused(string reason) => new(DeliveryOutcome.Refused, Reason: Bounded(reason));

    /// <summary>The target's own words, up to 300 characters.</summary>
    private static string Bounded(string reason) => reason.Length <= LongestReason ? reason : reason[..(char.IsHighSurrogate(reason[LongestReason - 1]) ? LongestReason - 1 : LongestReason)];

    /// <summary>Retry-After is seconds or a date (RFC 9110, 10.2.3).</summary>
    private static int? Seconds(RetryConditionHeaderValue? after, DateTimeOffset now) => after switch
    {
        { Delta: { } delta } => (int)Math.Clamp(delta.TotalSeconds, 0, int.MaxValue),
        { Date: { } date } => (int)Math.Clamp((date - now).TotalSeconds, 0, int.MaxValue),
        _ => null,
    };
}
