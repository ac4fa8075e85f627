using System.Text;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

/// <summary>A submission, decrypted, for whoever has been authorised to see it before.</summary>
public sealed record OpenedSubmission(
    Submission Submission, CompiledVersion Version, SubmissionPayload Payload, SubmissionPerson? Person, SignatureRecord? Signature, DateTime? SignedAt,
    IReadOnlyList<OpenedAttachment> Attachments, IReadOnlyList<ActEntry> Acts)
{
    /// <summary>What is stored is still what was received: the content hashes to the receipt's number.</summary>
    public required bool IsIntact { get; init; }
}

public sealed record OpenedAttachment(Guid Id, string? FieldPath, string Name, string ContentType, long Size, string Sha256);

/// <summary>Opens submissions. It does not ask who is asking: every caller authorises first and records the view.</summary>
public sealed class SubmissionReader(AppDbContext db, ProcedureCatalog catalog, Envelope envelope)
{
    public async Task<OpenedSubmission> OpenAsync(Submission submission, CancellationToken cancel)
    {
        var key = envelope.Open(submission.Key);
        var content = key.Decrypt(submission.ContentCipher, submission.ContentBinding);
        var person = submission.PersonCipher is null ? null : key.DecryptJson<SubmissionPerson>(submission.PersonCipher, submission.PersonBinding);
        var evidence = await db.Set<SignatureEvidence>().AsNoTracking().Where(s => s.SubmissionId == submission.Id).OrderByDescending(s => s.VerifiedAt).FirstOrDefaultAsync(cancel);
        var attachments = await db.Set<Attachment>().AsNoTracking().Where(a => a.SubmissionId == submission.Id).OrderBy(a => a.CreatedAt).ToListAsync(cancel);
        var acts = await db.Set<ActEntry>().AsNoTracking().Where(a => a.SubmissionId == submission.Id).OrderBy(a => a.At).ThenBy(a => a.Id).ToListAsync(cancel);
        return new(submission, await catalog.VersionAsync(submission.FormVersionId, cancel), SubmissionPayload.Parse(content), person,
            evidence is null ? null : key.DecryptJson<SignatureRecord>(evidence.RecordCipher, evidence.Binding), evidence?.VerifiedAt,
            attachments.ConvertAll(Open), acts)
        {
            IsIntact = SubmissionPayload.Sha256(content).AsSpan().SequenceEqual(submission.PayloadSha256),
        };
    }

    private OpenedAttachment Open(Attachment a) => new(a.Id, a.FieldPath,
        Encoding.UTF8.GetString(envelope.Open(a.Key).Decrypt(a.NameCipher, a.NameBinding)), a.ContentType, a.Size, Convert.ToHexStringLower(a.Sha256));
}
