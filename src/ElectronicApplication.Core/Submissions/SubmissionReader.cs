using System.Text;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

/// <summary>A submission, decrypted, for whoever has been authorised to see it before.</summary>
/// <param name="Contents">What it said, from what was filed to what it says now.</param>
public sealed record OpenedSubmission(
    Submission Submission, CompiledVersion Version, IReadOnlyList<SubmissionContent> Contents, SubmissionPerson? Person, SignatureRecord? Signature, DateTime? SignedAt,
    IReadOnlyList<OpenedAttachment> Attachments, IReadOnlyList<ActEntry> Acts)
{
    public SubmissionPayload Payload { get; } = Contents[^1].Payload;

    /// <summary>SHA-256 of what it says now.</summary>
    public byte[] PayloadSha256 => Contents[^1].Sha256;

    /// <summary>What is stored is still what was received: every content hashes to what was kept of it.</summary>
    public bool IsIntact { get; } = Contents.All(c => c.IsIntact);

    public OpenedCorrection? OpenCorrection => Corrections.FirstOrDefault(c => c.Request.State == CorrectionState.Open);

    /// <summary>How staff took it in; null where the applicant submitted it.</summary>
    public OpenedOrigin? Origin { get; init; }

    /// <summary>Files that a correction has replaced.</summary>
    public IReadOnlyList<OpenedAttachment> ReplacedFiles { get; init; } = [];

    /// <summary>All requests for corrections, the newest first.</summary>
    public IReadOnlyList<OpenedCorrection> Corrections { get; init; } = [];

    /// <summary>The office that has it now.</summary>
    public LocalizedText Office { get; init; } = Version.Procedure.OfficeTitle;

    /// <summary>Between applicant and office, the oldest first.</summary>
    public IReadOnlyList<OpenedMessage> Messages { get; init; } = [];
}

public sealed record OpenedAttachment(Guid Id, string? FieldPath, string Name, string ContentType, long Size, string Sha256)
{
    /// <summary>The revision from which on it is no part of the submission any more.</summary>
    public int? ReplacedIn { get; init; }

    internal static OpenedAttachment Of(Attachment a, Envelope envelope) => new(a.Id, a.FieldPath,
        Encoding.UTF8.GetString(envelope.Open(a.Key).Decrypt(a.NameCipher, a.NameBinding)), a.ContentType, a.Size, Convert.ToHexStringLower(a.Sha256)) { ReplacedIn = a.ReplacedIn };
}

/// <summary>Opens submissions. It does not ask who is asking: every caller authorises first and records the view.</summary>
public sealed class SubmissionReader(AppDbContext db, ProcedureCatalog catalog, SubmissionContents contents, Correspondence correspondence, Envelope envelope)
{
    public async Task<OpenedSubmission> OpenAsync(Submission submission, CancellationToken cancel)
    {
        var key = envelope.Open(submission.Key);
        var person = submission.PersonCipher is null ? null : key.DecryptJson<SubmissionPerson>(submission.PersonCipher, submission.PersonBinding);
        var evidence = await db.Set<SignatureEvidence>().AsNoTracking().Where(s => s.SubmissionId == submission.Id).OrderByDescending(s => s.VerifiedAt).FirstOrDefaultAsync(cancel);
        var attachments = (await db.Set<Attachment>().AsNoTracking().Where(a => a.SubmissionId == submission.Id).OrderBy(a => a.CreatedAt).ToListAsync(cancel)).ConvertAll(a => OpenedAttachment.Of(a, envelope));
        var corrections = await db.Set<CorrectionRequest>().AsNoTracking().Where(c => c.SubmissionId == submission.Id).OrderByDescending(c => c.AskedAt).ToListAsync(cancel);
        var acts = await db.Set<ActEntry>().AsNoTracking().Where(a => a.SubmissionId == submission.Id).OrderBy(a => a.At).ThenBy(a => a.Id).ToListAsync(cancel);
        var version = await catalog.VersionAsync(submission.FormVersionId, cancel);
        return new(submission, version, await contents.AllAsync(submission, key, cancel), person,
            evidence is null ? null : key.DecryptJson<SignatureRecord>(evidence.RecordCipher, evidence.Binding), evidence?.VerifiedAt,
            attachments.FindAll(a => a.ReplacedIn is null), acts)
        {
            Origin = submission.Channel is Channel.Portal or Channel.Api ? null
                : await db.Set<SubmissionOrigin>().AsNoTracking().SingleOrDefaultAsync(o => o.SubmissionId == submission.Id, cancel) is { } origin ? OpenedOrigin.Of(origin, key) : null,
            ReplacedFiles = attachments.FindAll(a => a.ReplacedIn is not null),
            Office = (await catalog.OfficesAsync(cancel)).GetValueOrDefault(submission.OfficeId) ?? version.Procedure.OfficeTitle,
            Messages = await correspondence.ReadAsync(submission, cancel),
            Corrections = corrections.ConvertAll(c => new OpenedCorrection(c, key.DecryptJson<CorrectionContent>(c.ContentCipher, c.Binding))),
        };
    }
}
