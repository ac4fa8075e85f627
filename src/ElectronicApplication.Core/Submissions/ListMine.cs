using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using Microsoft.EntityFrameworkCore;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Core.Submissions;

public sealed record MyDraft(Guid Id, string ProcedureCode, LocalizedText Title, DateTime UpdatedAt, DateTime ExpiresAt);

public sealed record MySubmission(string ReceiptNumber, string ProcedureCode, LocalizedText Title, SubmissionStatus Status, DateTime SubmittedAt, DateTime UpdatedAt, long? FeeYen);

/// <summary>What a person has begun and handed in.</summary>
public sealed class ListMine(AppDbContext db, ProcedureCatalog catalog, TimeProvider time)
{
    private const int Most = 200;

    /// <param name="procedureCode">Only drafts of this procedure, or of all.</param>
    public async Task<IReadOnlyList<MyDraft>> DraftsAsync(DraftOwner owner, string? procedureCode, CancellationToken cancel)
    {
        var (account, browser, now) = (owner.AccountId, owner.BrowserSha256, time.GetUtcNow().UtcDateTime);
        var rows = await db.Set<Draft>().AsNoTracking()
            .Where(d => d.ExpiresAt > now && d.CorrectionId == null && ((account != null && d.AccountId == account) || (d.AccountId == null && d.BrowserSha256 == browser)))
            .Where(d => procedureCode == null || d.ProcedureCode == procedureCode)
            .OrderByDescending(d => d.UpdatedAt).Take(Most)
            .Select(d => new { d.Id, d.ProcedureCode, d.FormVersionId, d.UpdatedAt, d.ExpiresAt }).ToListAsync(cancel);
        var drafts = new List<MyDraft>(rows.Count);
        foreach (var d in rows)
            drafts.Add(new(d.Id, d.ProcedureCode, await TitleAsync(d.FormVersionId, cancel), d.UpdatedAt, d.ExpiresAt));
        return drafts;
    }

    public async Task<IReadOnlyList<MySubmission>> SubmissionsAsync(Guid accountId, CancellationToken cancel)
    {
        var rows = await db.Set<Submission>().AsNoTracking().Where(s => s.AccountId == accountId).OrderByDescending(s => s.SubmittedAt).Take(Most)
            .Select(s => new { s.ReceiptNumber, s.ProcedureCode, s.FormVersionId, s.Status, s.SubmittedAt, s.UpdatedAt, s.FeeYen }).ToListAsync(cancel);
        var submissions = new List<MySubmission>(rows.Count);
        foreach (var s in rows)
            submissions.Add(new(s.ReceiptNumber, s.ProcedureCode, await TitleAsync(s.FormVersionId, cancel), s.Status, s.SubmittedAt, s.UpdatedAt, s.FeeYen));
        return submissions;
    }

    private async ValueTask<LocalizedText> TitleAsync(Guid formVersionId, CancellationToken cancel) => (await catalog.VersionAsync(formVersionId, cancel)).Procedure.Title;
}
