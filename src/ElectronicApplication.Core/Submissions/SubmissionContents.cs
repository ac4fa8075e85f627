using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

/// <summary>One content of a submission: as it was filed, or as a revision has it.</summary>
/// <param name="Number">0 as filed.</param>
/// <param name="Canonical">RFC 8785 JSON of the payload.</param>
/// <param name="Sha256">As it was kept when it came.</param>
public sealed record SubmissionContent(int Number, byte[] Canonical, byte[] Sha256, DateTime At)
{
    public SubmissionPayload Payload => SubmissionPayload.Parse(Canonical);

    /// <summary>What is stored is still what was received.</summary>
    public bool IsIntact => SubmissionPayload.Sha256(Canonical).AsSpan().SequenceEqual(Sha256);
}

/// <summary>Reads what submissions say. It does not ask who is asking.</summary>
public sealed class SubmissionContents(AppDbContext db)
{
    public async Task<SubmissionContent> CurrentAsync(Submission submission, DataKey key, CancellationToken cancel) =>
        submission.Revision == 0 ? Filed(submission, key)
        : Of(await db.Set<SubmissionRevision>().AsNoTracking().SingleAsync(r => r.SubmissionId == submission.Id && r.Number == submission.Revision, cancel), key);

    /// <summary>From the one that was filed to the newest.</summary>
    public async Task<IReadOnlyList<SubmissionContent>> AllAsync(Submission submission, DataKey key, CancellationToken cancel)
    {
        var first = Filed(submission, key);
        if (submission.Revision == 0)
            return [first];
        var later = await db.Set<SubmissionRevision>().AsNoTracking().Where(r => r.SubmissionId == submission.Id).OrderBy(r => r.Number).ToListAsync(cancel);
        return [first, .. later.Select(r => Of(r, key))];
    }

    /// <summary>The newest revision of each that has one; of the others the submission itself holds the content.</summary>
    public async Task<IReadOnlyDictionary<Guid, SubmissionRevision>> NewestAsync(IEnumerable<Submission> submissions, CancellationToken cancel)
    {
        var revised = submissions.Where(s => s.Revision > 0).ToDictionary(s => s.Id, s => s.Revision);
        if (revised.Count == 0)
            return new Dictionary<Guid, SubmissionRevision>();
        var ids = revised.Keys.ToArray();
        var rows = await db.Set<SubmissionRevision>().AsNoTracking().Where(r => ids.Contains(r.SubmissionId)).ToListAsync(cancel);
        return rows.Where(r => revised[r.SubmissionId] == r.Number).ToDictionary(r => r.SubmissionId);
    }

    public static SubmissionContent Filed(Submission submission, DataKey key) =>
        new(0, key.Decrypt(submission.ContentCipher, submission.ContentBinding), submission.PayloadSha256, submission.SubmittedAt);

    public static SubmissionContent Of(SubmissionRevision revision, DataKey key) =>
        new(revision.Number, key.Decrypt(revision.ContentCipher, revision.Binding), revision.PayloadSha256, revision.At);
}
