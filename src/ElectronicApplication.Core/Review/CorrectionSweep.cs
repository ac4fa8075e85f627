using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review;

/// <summary>Reminds applicants before the time for a correction ends, and closes what was not mended in time as the procedure says.</summary>
public sealed class CorrectionSweep(AppDbContext db, ProcedureCatalog catalog, AppealNotice appeals, Facts facts, TimeProvider time) : ISweep
{
    /// <summary>Before the deadline; a shorter time is reminded of at half of it.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(3);

    private const int Batch = 200;
    private const string LapseReason = "補正の期限までに補正されなかったため（行政手続法第7条）。";

    public TimeSpan Period => TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var soon = now.UtcDateTime + Ahead;
        var due = await db.Set<CorrectionRequest>().AsNoTracking().Where(c => c.State == CorrectionState.Open && (c.DueAt <= now.UtcDateTime || (c.RemindedAt == null && c.DueAt <= soon)))
            .OrderBy(c => c.DueAt).Take(Batch).ToListAsync(cancel);
        foreach (var request in due)
        {
            if (request.DueAt > now.UtcDateTime && request.DueAt - now.UtcDateTime > (request.DueAt - request.AskedAt) / 2)
                continue;
            try
            {
                await HandleAsync(request.Id, now, cancel);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Returned or taken back in this moment.
            }
            db.ChangeTracker.Clear();
        }
    }

    private async Task HandleAsync(Guid id, DateTimeOffset now, CancellationToken cancel)
    {
        var request = await db.Set<CorrectionRequest>().SingleAsync(c => c.Id == id, cancel);
        var submission = await db.Set<Submission>().SingleAsync(s => s.Id == request.SubmissionId, cancel);
        if (request.State != CorrectionState.Open)
            return;
        if (request.DueAt > now.UtcDateTime)
        {
            request.Remind(now.UtcDateTime);
            db.AddRange(facts.RowsFor(new CorrectionReminded(
                Guid.CreateVersion7(now), now, submission.Id, submission.ReceiptNumber, submission.ProcedureCode, submission.FormVersionId, request.Id, new(request.DueAt, TimeSpan.Zero))));
        }
        else
        {
            request.Close(CorrectionState.Lapsed, now.UtcDateTime);
            // Withdrawn in the meantime: there is nothing to go on with.
            if (submission.Return(isCorrected: false, request.AskedAt, now.UtcDateTime) is null)
                await LapseAsync(submission, request, now, cancel);
        }
        await db.SaveChangesAsync(cancel);
    }

    private async Task LapseAsync(Submission submission, CorrectionRequest request, DateTimeOffset now, CancellationToken cancel)
    {
        var act = Act.System();
        db.Add(ActEntry.Of(act, "correction.lapsed", submission.Id, now.UtcDateTime));
        db.AddRange(facts.RowsFor(new CorrectionClosed(
            Guid.CreateVersion7(now), now, submission.Id, submission.ReceiptNumber, submission.ProcedureCode, submission.FormVersionId, request.Id, nameof(CorrectionState.Lapsed))));
        var procedure = (await catalog.VersionAsync(submission.FormVersionId, cancel)).Procedure;
        if (procedure.CorrectionLapse != CorrectionLapse.Dismiss)
            return;
        submission.Decide(SubmissionStatus.Dismissed, LapseReason, now.UtcDateTime, appeals.For(procedure, SubmissionStatus.Dismissed, hasConditions: false));
        db.Add(ActEntry.Of(act with { Reason = LapseReason }, "submission.decided", submission.Id, now.UtcDateTime, nameof(SubmissionStatus.Dismissed)));
        db.AddRange(facts.RowsFor(new SubmissionDecided(
            Guid.CreateVersion7(now), now, submission.Id, submission.ReceiptNumber, submission.ProcedureCode, submission.FormVersionId, nameof(SubmissionStatus.Dismissed))));
    }
}
