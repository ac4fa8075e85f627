using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Records;

public sealed record RecordDownload(string Name, byte[] Bytes);

/// <param name="Problems">Empty when every file is what the list says.</param>
/// <param name="MadeAt">When this very package was taken out here; null when no act tells of it.</param>
public sealed record RecordVerdict(IReadOnlyList<string> Problems, DateTime? MadeAt, string? MadeBy);

/// <summary>決裁文書の書き出し: gives the file of one closed case to whoever has the right and a reason; on record, and told to the applicant, before it goes out.</summary>
public sealed class ExportRecord(AppDbContext db, Reviewers reviewers, SubmissionReader reader, IEnumerable<IRecordPart> parts, TimeProvider time)
{
    private const string Exported = "record.exported";

    public async Task<Result<RecordDownload>> HandleAsync(string receiptNumber, string? reason, Act act, CancellationToken cancel)
    {
        var found = await reviewers.CaseAsync(receiptNumber, act, toChange: false, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var (submission, who) = found.Value;
        if (!who.MayExport)
            return ReviewErrors.RoleNeeded("書き出し", "export");
        if (RecordErrors.Reason(reason) is { } missing)
            return missing;
        if (!submission.IsClosed)
            return RecordErrors.NotClosed;
        var now = time.GetUtcNow().UtcDateTime;
        var opened = await reader.OpenAsync(submission, cancel);
        var files = new List<RecordFile>();
        foreach (var part in parts)
            files.AddRange(await part.FilesAsync(opened, cancel));
        var bytes = RecordPackage.Write(opened, files, null, withRows: true, now, out var manifest);
        db.Add(ActEntry.Of(act with { Reason = reason!.Trim() }, Exported, submission.Id, now, manifest));
        await db.SaveChangesAsync(cancel);
        return new RecordDownload($"record-{submission.ReceiptNumber}.zip", bytes);
    }

    /// <summary>Whether a package is whole, and whether it was made here.</summary>
    public async Task<Result<RecordVerdict>> VerifyAsync(Stream package, Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        if (who.Error is { } unknown)
            return unknown;
        if (RecordPackage.Verify(package, out var manifest) is not { } problems)
            return RecordErrors.NotAPackage;
        var made = await db.Set<ActEntry>().AsNoTracking().Where(a => a.Kind == Exported && a.Detail == manifest).OrderBy(a => a.At).Select(a => new { a.At, a.ActorName }).FirstOrDefaultAsync(cancel);
        return new RecordVerdict(problems, made?.At, made?.ActorName);
    }
}
