using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

/// <summary>Opens what is to be mended, for whoever has been allowed to mend it before.</summary>
public sealed class CorrectionTasks(AppDbContext db, SubmissionContents contents, Envelope envelope)
{
    internal async Task<CorrectionTask> OpenAsync(Guid correctionId, CompiledVersion version, CertificateHolder? holder, CancellationToken cancel)
    {
        var request = await db.Set<CorrectionRequest>().AsNoTracking().SingleAsync(c => c.Id == correctionId, cancel);
        return await MakeAsync(request, await db.Set<Submission>().AsNoTracking().SingleAsync(s => s.Id == request.SubmissionId, cancel), version, holder, cancel);
    }

    /// <param name="request">May be one that is not saved yet.</param>
    internal async Task<CorrectionTask> MakeAsync(CorrectionRequest request, Submission submission, CompiledVersion version, CertificateHolder? holder, CancellationToken cancel)
    {
        var rows = await db.Set<Attachment>().AsNoTracking().Where(a => a.SubmissionId == submission.Id && a.ReplacedIn == null).OrderBy(a => a.CreatedAt).ThenBy(a => a.Id).ToListAsync(cancel);
        var files = rows.ConvertAll(a => OpenedAttachment.Of(a, envelope));
        var key = envelope.Open(submission.Key);
        var before = (await contents.CurrentAsync(submission, key, cancel)).Payload;
        var visible = Drafts.Evaluate(version, before.Answers, holder, files, draft: false, JapanTime.DayOf(submission.SubmittedAt)).Visible;
        return new(request, key.DecryptJson<CorrectionContent>(request.ContentCipher, request.Binding), submission, before,
            version.Plan.Form.Pages.SelectMany(p => p.Fields).Select(f => f.Id).Where(visible.Contains).ToHashSet(), files);
    }
}
