using System.Globalization;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

/// <summary>The messages of a submission. It does not ask who is asking: every caller authorises first.</summary>
public sealed class Correspondence(AppDbContext db, Envelope envelope, Facts facts, TimeProvider time)
{
    /// <summary>In graphemes.</summary>
    public const int MaxText = 2000;

    /// <summary>Of one submission in 24 hours from each side.</summary>
    public const int MaxADay = 30;

    /// <summary>The same words from the same side within this time are a button pressed twice.</summary>
    private static readonly TimeSpan Twice = TimeSpan.FromMinutes(1);

    /// <summary>The oldest first.</summary>
    public async Task<IReadOnlyList<OpenedMessage>> ReadAsync(Submission submission, CancellationToken cancel)
    {
        var rows = await db.Set<CaseMessage>().AsNoTracking().Where(m => m.SubmissionId == submission.Id).OrderBy(m => m.At).ThenBy(m => m.Id).ToListAsync(cancel);
        if (rows.Count == 0)
            return [];
        var key = envelope.Open(submission.Key);
        return rows.ConvertAll(m => new OpenedMessage(m.FromApplicant, m.StaffName, m.At, key.DecryptJson<string>(m.TextCipher, m.Binding), m is { FromApplicant: true, HandledAt: null }));
    }

    /// <summary>Adds and saves a message with its act and its fact, one after the other for each submission; said twice in a minute, it is sent once.</summary>
    /// <param name="then">Is saved with it.</param>
    internal Task<Error?> SendAsync(Submission submission, string text, bool fromApplicant, Act act, Func<Task>? then, CancellationToken cancel) => db.AloneAsync($"messages:{submission.Id:N}", async () =>
    {
        if (await AddAsync(submission, text, fromApplicant, act, cancel) is { } refused)
            return refused;
        if (then is not null)
            await then();
        await db.SaveChangesAsync(cancel);
        return null;
    }, cancel);

    private async Task<Error?> AddAsync(Submission submission, string text, bool fromApplicant, Act act, CancellationToken cancel)
    {
        var written = text.ReplaceLineEndings("\n").Trim();
        if (written.Length == 0)
            return SubmissionErrors.MessageNeeded;
        if (written.Length > 2 * MaxText || new StringInfo(written).LengthInTextElements > MaxText)
            return SubmissionErrors.MessageTooLong;
        var now = time.GetUtcNow();
        var (key, since, just) = (envelope.Open(submission.Key), now.UtcDateTime.AddDays(-1), now.UtcDateTime - Twice);
        var last = await db.Set<CaseMessage>().AsNoTracking().Where(m => m.SubmissionId == submission.Id && m.FromApplicant == fromApplicant && m.At > just).OrderByDescending(m => m.At).FirstOrDefaultAsync(cancel);
        if (last is not null && (fromApplicant || last.StaffName == act.ActorName) && key.DecryptJson<string>(last.TextCipher, last.Binding) == written)
            return null;
        if (await db.Set<CaseMessage>().CountAsync(m => m.SubmissionId == submission.Id && m.FromApplicant == fromApplicant && m.At > since, cancel) >= MaxADay)
            return SubmissionErrors.TooManyMessages;
        var id = Guid.CreateVersion7(now);
        db.Add(new CaseMessage
        {
            Id = id, SubmissionId = submission.Id, FromApplicant = fromApplicant, StaffName = fromApplicant ? null : act.ActorName, At = now.UtcDateTime,
            TextCipher = key.EncryptJson(written, CaseMessage.BindingOf(id)),
        });
        db.Add(ActEntry.Of(act, fromApplicant ? "message.asked" : "message.sent", submission.Id, now.UtcDateTime));
        db.AddRange(facts.RowsFor(new MessageSent(
            Guid.CreateVersion7(now), now, submission.Id, submission.ReceiptNumber, submission.ProcedureCode, submission.FormVersionId, fromApplicant)));
        return null;
    }

    /// <summary>The applicant's messages need no more answer; whoever calls saves.</summary>
    /// <param name="seen">Only those that stood on the page: what came later waits on. Null for all.</param>
    internal async Task<int> HandleAsync(Guid submissionId, DateTime? seen, CancellationToken cancel)
    {
        var open = await db.Set<CaseMessage>().Where(m => m.SubmissionId == submissionId && m.FromApplicant && m.HandledAt == null && (seen == null || m.At <= seen)).ToListAsync(cancel);
        foreach (var message in open)
            message.HandledAt = time.GetUtcNow().UtcDateTime;
        return open.Count;
    }
}
