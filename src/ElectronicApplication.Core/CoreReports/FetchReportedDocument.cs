using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.CoreReports;

/// <summary>The file that a core system sent, for the office, and once it was handed over for the applicant, whose first fetch is the arrival (到達; 情報通信技術活用行政推進法 7 条).</summary>
public sealed class FetchReportedDocument(AppDbContext db, SubmissionAccess access, Reviewers reviewers, ViewRecorder views, ReadCoreReports reports, TimeProvider time)
{
    public async Task<Result<AttachmentContent>> OfApplicantAsync(string receiptNumber, Guid id, SubmissionVisitor visitor, Act act, CancellationToken cancel)
    {
        var found = await access.FindAsync(receiptNumber, visitor, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var submission = found.Value;
        if (await db.Set<CoreReport>().SingleOrDefaultAsync(r => r.Id == id && r.SubmissionId == submission.Id && r.Kind == ReportKind.Document && r.ForApplicant, cancel) is not { } report || submission.ErasedAt is not null)
            return CoreReportErrors.NotFound;
        var content = await reports.FileAsync(report, cancel);
        if (report.ReachedAt is null)
        {
            var now = time.GetUtcNow().UtcDateTime;
            report.Reach(now);
            db.Add(ActEntry.Of(act, "document.reached", submission.Id, now, HandleCoreReport.DocumentWords));
            try
            {
                await db.SaveChangesAsync(cancel);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Fetched in two windows at once: the other one is the arrival.
                db.ChangeTracker.Clear();
            }
        }
        return content;
    }

    public async Task<Result<AttachmentContent>> OfStaffAsync(string receiptNumber, Guid id, Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        if (who.Error is { } unknown)
            return unknown;
        var number = ReceiptNumber.Parse(receiptNumber);
        var found = Reviewers.Authorise(who.Value, await db.Set<Submission>().AsNoTracking().SingleOrDefaultAsync(s => s.ReceiptNumber == number, cancel));
        if (found.Error is { } hidden)
            return hidden;
        if (await db.Set<CoreReport>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.SubmissionId == found.Value.Id && r.Kind == ReportKind.Document, cancel) is not { } report)
            return CoreReportErrors.NotFound;
        await views.RecordAsync(found.Value.Id, act, cancel);
        return await reports.FileAsync(report, cancel);
    }
}
