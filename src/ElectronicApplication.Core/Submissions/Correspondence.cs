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

    /// <summary>The oldest first.</summary>
    public async Task<IReadOnlyList<OpenedMessage>> ReadAsync(Submission submission, CancellationToken cancel)
    {
        var rows = await db.Set<CaseMessage>().AsNoTracking().Where(m => m.SubmissionId == submission.Id).OrderBy(m => m.At).ThenBy(m => m.Id).ToListAsync(cancel);
        if (rows.Count == 0)
            return [];
        var key = envelope.Open(submission.Key);
        return rows.ConvertAll(m => new OpenedMessage(m.FromApplicant, m.StaffName, m.At, key.DecryptJson<string>(m.TextCipher, m.Binding), m is { FromApplicant: true, HandledAt: null }));
    }

    /// <summary>Adds a message, its act and its fact; whoever calls saves.</summary>
    internal async Task<Error?> AddAsync(Submission submission, string text, bool fromApplicant, Act act, CancellationToken cancel)
    {
        var written = text.ReplaceLineEndings("\n").Trim();
        if (written.Length == 0)
            return SubmissionErrors.MessageNeeded;
        if (written.Length > 2 * MaxText || new StringInfo(written).LengthInTextElements > MaxText)
            return SubmissionErrors.MessageTooLong;
        var now = time.GetUtcNow();
        var since = now.UtcDateTime.AddDays(-1);
        if (await db.Set<CaseMessage>().CountAsync(m => m.SubmissionId == submission.Id && m.FromApplicant == fromApplicant && m.At > since, cancel) >= MaxADay)
            return SubmissionErrors.TooManyMessages;
        var id = Guid.CreateVersion7(now);
        db.Add(new CaseMessage
        {
            Id = id, SubmissionId = submission.Id, FromApplicant = fromApplicant, StaffName = fromApplicant ? null : act.ActorName, At = now.UtcDateTime,
            TextCipher = envelope.Open(submission.Key).EncryptJson(written, CaseMessage.BindingOf(id)),
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
