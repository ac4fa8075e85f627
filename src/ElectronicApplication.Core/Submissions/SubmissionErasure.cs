using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

/// <summary>
/// Empties a submission whose retention period is over: its wrapped data key first of all, so that whatever copy of a cipher text is left somewhere can never be opened
/// (crypto-shredding), then contents, attachments and search words. Receipt number, procedure, dates and decision stay.
/// </summary>
public sealed class SubmissionErasure(AppDbContext db, AttachmentStore store, ResidentLinks residents)
{
    private readonly List<Guid> _files = [];

    internal async Task EraseAsync(Submission submission, CancellationToken cancel)
    {
        // Whose it was is only known as long as it can be opened.
        await residents.EraseAsync(submission, cancel);
        var entry = db.Entry(submission);
        var key = entry.Reference(nameof(Submission.Key)).TargetEntry!;
        key.CurrentValues[nameof(WrappedKey.KeyId)] = "";
        key.CurrentValues[nameof(WrappedKey.Bytes)] = Array.Empty<byte>();
        entry.CurrentValues[nameof(Submission.ContentCipher)] = Array.Empty<byte>();
        entry.CurrentValues[nameof(Submission.PersonCipher)] = null;
        entry.CurrentValues[nameof(Submission.AccountId)] = null;
        entry.CurrentValues[nameof(Submission.AccessCodeSha256)] = null;
        db.RemoveRange(await db.Set<SubmissionRevision>().Where(r => r.SubmissionId == submission.Id).ToListAsync(cancel));
        db.RemoveRange(await db.Set<SignatureEvidence>().Where(r => r.SubmissionId == submission.Id).ToListAsync(cancel));
        db.RemoveRange(await db.Set<CorrectionRequest>().Where(r => r.SubmissionId == submission.Id).ToListAsync(cancel));
        db.RemoveRange(await db.Set<DecisionStep>().Where(r => r.SubmissionId == submission.Id).ToListAsync(cancel));
        db.RemoveRange(await db.Set<DecisionDraft>().Where(r => r.SubmissionId == submission.Id).ToListAsync(cancel));
        db.RemoveRange(await db.Set<SubmissionOrigin>().Where(r => r.SubmissionId == submission.Id).ToListAsync(cancel));
        db.RemoveRange(await db.Set<CaseMessage>().Where(r => r.SubmissionId == submission.Id).ToListAsync(cancel));
        db.RemoveRange(await db.Set<SearchKey>().Where(r => r.SubmissionId == submission.Id).ToListAsync(cancel));
        var attachments = await db.Set<Attachment>().Where(r => r.SubmissionId == submission.Id).ToListAsync(cancel);
        _files.AddRange(attachments.Select(a => a.Id));
        db.RemoveRange(attachments);
    }

    /// <summary>Their rows, and with them their keys, are gone; what a crash leaves here, <see cref="AttachmentSweep"/> finds.</summary>
    internal Task DeleteFilesAsync(Guid submissionId, CancellationToken cancel)
    {
        foreach (var id in _files)
            store.Delete(id);
        _files.Clear();
        return Task.CompletedTask;
    }
}
