using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

/// <summary>Begins to mend what the office has marked: a draft with what was filed, on the submission's own version of the form. Begun once, it is found again.</summary>
public sealed class BeginCorrection(
    AppDbContext db, SubmissionAccess access, SubmissionContents contents, ProcedureCatalog catalog, CopyFiles copy, Envelope envelope, TimeProvider time)
{
    /// <returns>The draft.</returns>
    public async Task<Result<Guid>> HandleAsync(string receiptNumber, SubmissionVisitor visitor, DraftOwner owner, CancellationToken cancel)
    {
        var found = await access.FindAsync(receiptNumber, visitor, cancel);
        if (found.Error is { } missing)
            return missing;
        var (submission, now) = (found.Value, time.GetUtcNow());
        if (submission.Status != SubmissionStatus.CorrectionRequested)
            return SubmissionErrors.NoCorrectionRequested(submission.Status);
        var request = await db.Set<CorrectionRequest>().AsNoTracking().SingleAsync(c => c.SubmissionId == submission.Id && c.State == CorrectionState.Open, cancel);
        if (now.UtcDateTime >= request.DueAt)
            return SubmissionErrors.CorrectionLate(request.DueAt);
        var begun = await db.Set<Draft>().AsNoTracking().Where(d => d.CorrectionId == request.Id).ToListAsync(cancel);
        if (begun.Find(owner.Owns) is { } own)
            return own.Id;

        var id = Guid.CreateVersion7(now);
        var (key, old) = (envelope.Create(out var wrapped), envelope.Open(submission.Key));
        var holder = submission.PersonCipher is { } person ? old.DecryptJson<SubmissionPerson>(person, submission.PersonBinding).Certificate : null;
        db.Add(new Draft
        {
            Id = id, CorrectionId = request.Id, ProcedureCode = submission.ProcedureCode, FormVersionId = submission.FormVersionId, AccountId = submission.AccountId,
            BrowserSha256 = submission.AccountId is null ? owner.BrowserSha256 : null, Key = wrapped,
            AnswersCipher = key.EncryptJson((await contents.CurrentAsync(submission, old, cancel)).Payload.Answers, $"draft.answers:{id:N}"),
            HolderCipher = holder is null ? null : key.EncryptJson(holder, $"draft.holder:{id:N}"), HolderCertificateSha256 = await CertificateAsync(submission.Id, cancel),
            CreatedAt = now.UtcDateTime, UpdatedAt = now.UtcDateTime, ExpiresAt = Expiry(request, (await catalog.VersionAsync(submission.FormVersionId, cancel)).Procedure.DraftRetentionDays),
        });
        var content = old.DecryptJson<CorrectionContent>(request.ContentCipher, request.Binding);
        var marked = content.Marks.Select(m => FieldPaths.Top(m.Path)).ToHashSet();
        var files = await db.Set<Attachment>().AsNoTracking().Where(a => a.SubmissionId == submission.Id && a.ReplacedIn == null).OrderBy(a => a.CreatedAt).ToListAsync(cancel);
        await copy.SaveAsync(files.Where(f => marked.Contains(FieldPaths.Top(f.FieldPath ?? ""))), id, cancel);
        return id;
    }

    /// <summary>Until the deadline and the procedure's retention after it: what comes too late can still be read.</summary>
    private static DateTime Expiry(CorrectionRequest request, int retentionDays) => request.DueAt.AddDays(retentionDays);

    private Task<byte[]?> CertificateAsync(Guid submissionId, CancellationToken cancel) => db.Set<SignatureEvidence>().AsNoTracking()
        .Where(s => s.SubmissionId == submissionId).OrderByDescending(s => s.VerifiedAt).Select(s => (byte[]?)s.CertificateSha256).FirstOrDefaultAsync(cancel);
}
