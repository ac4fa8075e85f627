using System.Globalization;
using System.Text;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

/// <summary>The 宛名番号 of those who hold certificates, once a core system or a clerk was sure. It does not ask who is asking: every caller authorises first.</summary>
public sealed class ResidentLinks(AppDbContext db, KeyRing keys, Envelope envelope, SearchKeys search, TimeProvider time)
{
    /// <summary>Of an account, how many earlier submissions are found by the number afterwards.</summary>
    private const int MostSubmissions = 200;

    /// <returns>The numbers that are known, by the id of the submission.</returns>
    public async Task<IReadOnlyDictionary<Guid, string>> FindAsync(IEnumerable<Submission> submissions, CancellationToken cancel)
    {
        var subjects = submissions.Where(s => s.ErasedAt is null).DistinctBy(s => s.Id).ToDictionary(s => s.Id, SubjectOf);
        if (subjects.Count == 0)
            return new Dictionary<Guid, string>();
        var hashes = subjects.Values.Distinct().ToList();
        var numbers = (await db.Set<ResidentLink>().AsNoTracking().Where(l => hashes.Contains(l.SubjectHash)).ToListAsync(cancel)).ToDictionary(l => l.SubjectHash, Open);
        return subjects.Where(s => numbers.ContainsKey(s.Value)).ToDictionary(s => s.Key, s => numbers[s.Value]);
    }

    public async Task<string?> FindAsync(Submission submission, CancellationToken cancel) => (await FindAsync([submission], cancel)).GetValueOrDefault(submission.Id);

    /// <summary>Notes the number in the place of one that was known before, and makes the holder's submissions findable by it. The caller saves.</summary>
    internal async Task LinkAsync(Submission submission, string number, string by, CancellationToken cancel)
    {
        var (subject, now) = (SubjectOf(submission), time.GetUtcNow());
        if (await db.Set<ResidentLink>().SingleOrDefaultAsync(l => l.SubjectHash == subject, cancel) is { } known)
        {
            known.NumberCipher = envelope.Open(known.Key).EncryptJson(number, known.Binding);
            (known.EstablishedBy, known.At, known.SubmissionId) = (by, now.UtcDateTime, submission.Id);
        }
        else
        {
            var id = Guid.CreateVersion7(now);
            var key = envelope.Create(out var wrapped);
            db.Add(new ResidentLink
            {
                Id = id, SubjectHash = subject, Key = wrapped, NumberCipher = key.EncryptJson(number, ResidentLink.BindingOf(id)), EstablishedBy = by, At = now.UtcDateTime, SubmissionId = submission.Id,
            });
        }
        await AddSearchKeysAsync(submission, number, cancel);
    }

    /// <summary>The submission is destroyed: its link goes with the last submission that it is of. The caller saves.</summary>
    internal async Task EraseAsync(Submission submission, CancellationToken cancel)
    {
        var subject = SubjectOf(submission);
        var links = await db.Set<ResidentLink>().Where(l => l.SubjectHash == subject).ToListAsync(cancel);
        if (links.Count == 0 || submission.AccountId is { } account && await db.Set<Submission>().AnyAsync(s => s.AccountId == account && s.Id != submission.Id && s.ErasedAt == null, cancel))
            return;
        db.RemoveRange(submission.AccountId is null ? links.Where(l => l.SubmissionId == submission.Id) : links);
    }

    private async Task AddSearchKeysAsync(Submission submission, string number, CancellationToken cancel)
    {
        var hash = search.HashesOf(number).Single();
        var account = submission.AccountId;
        List<Guid> ids = account is null ? [submission.Id]
            : await db.Set<Submission>().Where(s => s.AccountId == account && s.ErasedAt == null).OrderByDescending(s => s.SubmittedAt).Take(MostSubmissions).Select(s => s.Id).ToListAsync(cancel);
        var known = await db.Set<SearchKey>().Where(k => k.Hash == hash && ids.Contains(k.SubmissionId)).Select(k => k.SubmissionId).ToListAsync(cancel);
        db.AddRange(ids.Except(known).Select(id => new SearchKey { SubmissionId = id, Hash = hash }));
    }

    private string Open(ResidentLink link) => envelope.Open(link.Key).DecryptJson<string>(link.NumberCipher, link.Binding);

    /// <summary>An account is bound to one certificate and its holder. All four attributes, because name and birth date alone are shared by strangers.</summary>
    private string SubjectOf(Submission submission)
    {
        if (submission.AccountId is { } account)
            return Hash("resident.account", account.ToString("N"));
        var holder = submission.PersonCipher is { } cipher ? envelope.Open(submission.Key).DecryptJson<SubmissionPerson>(cipher, submission.PersonBinding).Certificate : null;
        return holder is null ? Hash("resident.submission", submission.Id.ToString("N"))
            : Hash("resident.holder", string.Create(CultureInfo.InvariantCulture, $"{holder.Name}\n{holder.Address}\n{holder.BirthDate:yyyy-MM-dd}\n{holder.Sex}"));
    }

    private string Hash(string purpose, string text) => Convert.ToHexStringLower(keys.IndexHash(purpose, Encoding.UTF8.GetBytes(text)));
}
