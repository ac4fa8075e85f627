using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Review;

/// <summary>庁内メモ: what staff tell each other about a case. Never shown to the applicant; never changed.</summary>
public sealed class CaseNoteRow
{
    public required Guid Id { get; init; }

    public required Guid SubmissionId { get; init; }

    public required string StaffName { get; init; }

    public required DateTime At { get; init; }

    /// <summary>Encrypted under the submission's data key.</summary>
    public required byte[] TextCipher { get; init; }

    public string Binding => BindingOf(Id);

    public static string BindingOf(Guid id) => $"note:{id:N}";

    internal sealed class Configuration : IEntityTypeConfiguration<CaseNoteRow>
    {
        public void Configure(EntityTypeBuilder<CaseNoteRow> entity)
        {
            entity.ToTable("CaseNotes");
            entity.Property(n => n.StaffName).HasMaxLength(200);
            entity.HasIndex(n => new { n.SubmissionId, n.At });
        }
    }
}

public sealed record CaseNote(string StaffName, DateTime At, string Text);

/// <summary>Reads and writes the notes of a case; every caller authorises first.</summary>
public sealed class Notebook(AppDbContext db, Envelope envelope, TimeProvider time)
{
    internal async Task<IReadOnlyList<CaseNote>> ReadAsync(Submission submission, CancellationToken cancel)
    {
        var rows = await db.Set<CaseNoteRow>().AsNoTracking().Where(n => n.SubmissionId == submission.Id).OrderByDescending(n => n.At).ToListAsync(cancel);
        if (rows.Count == 0)
            return [];
        var key = envelope.Open(submission.Key);
        return rows.ConvertAll(n => new CaseNote(n.StaffName, n.At, key.DecryptJson<string>(n.TextCipher, n.Binding)));
    }

    internal CaseNoteRow Row(Submission submission, string staffName, string text)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        return new()
        {
            Id = id, SubmissionId = submission.Id, StaffName = staffName, At = time.GetUtcNow().UtcDateTime,
            TextCipher = envelope.Open(submission.Key).EncryptJson(text, CaseNoteRow.BindingOf(id)),
        };
    }
}
