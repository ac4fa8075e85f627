using System.Globalization;
using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Review;

/// <summary>Opens the masked answers of a submission to one staff member for a while. The reason is kept, and the applicant sees who did it.</summary>
public sealed class RevealAnswers(AppDbContext db, Reviewers reviewers, TimeProvider time)
{
    public const string Revealed = "answers.revealed";

    /// <summary>In graphemes.</summary>
    public const int MaxReason = 300;

    /// <summary>How long they stay open.</summary>
    public static TimeSpan Length { get; } = TimeSpan.FromMinutes(15);

    public async Task<Result<Done>> HandleAsync(string receiptNumber, string reason, Act act, CancellationToken cancel)
    {
        var found = await reviewers.CaseAsync(receiptNumber, act, toChange: false, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var submission = found.Value.Submission;
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > 2 * MaxReason || new StringInfo(reason).LengthInTextElements > MaxReason)
            return ReviewErrors.RevealReasonNeeded;
        db.Add(ActEntry.Of(act with { Reason = reason.Trim() }, Revealed, submission.Id, time.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync(cancel);
        return Done.Ok;
    }

    /// <summary>Whether this staff member has opened them lately.</summary>
    internal static bool IsOpen(IEnumerable<ActEntry> acts, Guid staffId, DateTime now) =>
        acts.Any(a => a.Kind == Revealed && a.At > now - Length && a.ActorId == staffId.ToString());
}
