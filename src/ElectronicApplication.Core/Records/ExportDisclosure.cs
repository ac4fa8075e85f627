using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Records;

public sealed record DisclosureLine(Guid Id, string ReceiptNumber, string ProcedureTitle, SubmissionStatus Status, DateTime SubmittedAt, bool IsSamePerson);

/// <param name="WithOthers">Repeated groups, which are about other people as well.</param>
/// <param name="WithInternal">Notes of the office, the audit and the hand-over.</param>
public sealed record DisclosureRequest(IReadOnlyCollection<Guid> Submissions, string? Reason, bool WithOthers, bool WithInternal);

/// <summary>
/// 個人情報の開示請求 (個人情報の保護に関する法律 76 条): everything of one person that the clerk's offices hold. What is about others (78 条 1 項 2 号) and what only the office
/// wrote stays out, unless the clerk has weighed it and says otherwise.
/// </summary>
public sealed class ExportDisclosure(
    AppDbContext db, Reviewers reviewers, SubmissionReader reader, SearchKeys search, ProcedureCatalog catalog, IEnumerable<IRecordPart> parts, TimeProvider time)
{
    public const int Most = 200;

    /// <param name="typed">Receipt numbers or search words, separated by blanks or lines. Whoever is found brings along what the same account has filed.</param>
    public async Task<Result<IReadOnlyList<DisclosureLine>>> FindAsync(string typed, Act act, CancellationToken cancel)
    {
        var who = await WhoAsync(act, cancel);
        if (who.Error is { } refused)
            return refused;
        var visible = Visible(who.Value);
        var numbers = typed.Split(['\n', '\r', ' ', '　', ',', '、'], StringSplitOptions.RemoveEmptyEntries).Select(ReceiptNumber.Parse).OfType<string>().Take(Most).ToList();
        List<Submission> found;
        if (numbers.Count > 0)
            found = await visible.Where(s => numbers.Contains(s.ReceiptNumber)).Take(Most).ToListAsync(cancel);
        else
        {
            var query = visible;
            var hashes = search.HashesOf(typed).ToList();
            foreach (var hash in hashes)
                query = query.Where(s => db.Set<SearchKey>().Where(k => k.Hash == hash).Select(k => k.SubmissionId).Contains(s.Id));
            found = hashes.Count == 0 ? [] : await query.OrderByDescending(s => s.SubmittedAt).Take(Most).ToListAsync(cancel);
        }
        if (found.Count == 0)
            return RecordErrors.NothingFound;
        var accounts = found.Where(s => s.AccountId is not null).Select(s => s.AccountId).Distinct().ToList();
        var ids = found.Select(s => s.Id).ToHashSet();
        var more = await visible.Where(s => accounts.Contains(s.AccountId)).OrderByDescending(s => s.SubmittedAt).Take(Most).ToListAsync(cancel);
        List<DisclosureLine> lines = [];
        foreach (var submission in found.Concat(more.Where(s => !ids.Contains(s.Id))).OrderByDescending(s => s.SubmittedAt).Take(Most))
            lines.Add(new(submission.Id, submission.ReceiptNumber, (await catalog.VersionAsync(submission.FormVersionId, cancel)).Procedure.Title.Ja, submission.Status, submission.SubmittedAt, !ids.Contains(submission.Id)));
        db.Add(ActEntry.Of(act, "disclosure.searched", null, time.GetUtcNow().UtcDateTime, lines.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), shownToApplicant: false));
        await db.SaveChangesAsync(cancel);
        return lines;
    }

    public async Task<Result<RecordDownload>> HandleAsync(DisclosureRequest request, Act act, CancellationToken cancel)
    {
        var who = await WhoAsync(act, cancel);
        if (who.Error is { } refused)
            return refused;
        if (RecordErrors.Reason(request.Reason) is { } missing)
            return missing;
        if (request.Submissions.Count is 0 or > Most)
            return RecordErrors.NothingToDisclose;
        var submissions = await Visible(who.Value).Where(s => request.Submissions.Contains(s.Id)).OrderBy(s => s.SubmittedAt).ToListAsync(cancel);
        if (submissions.Count != request.Submissions.Distinct().Count())
            return RecordErrors.NothingFound;
        var now = time.GetUtcNow().UtcDateTime;
        List<(string, byte[])> packages = [];
        foreach (var submission in submissions)
        {
            var opened = await reader.OpenAsync(submission, cancel);
            if (!request.WithInternal)
                opened = opened with { Acts = [.. opened.Acts.Where(a => a.ShownToApplicant)] };
            var files = new List<RecordFile>();
            foreach (var part in parts)
                files.AddRange((await part.FilesAsync(opened, cancel)).Where(f => request.WithInternal || f.ForApplicant).Select(f => request.WithOthers ? f : WithoutRows(f, opened.Version.Plan)).OfType<RecordFile>());
            packages.Add((submission.ReceiptNumber + ".zip", RecordPackage.Write(opened, files, "保有個人情報の開示（個人情報の保護に関する法律第76条）", request.WithOthers, now, out var manifest)));
            db.Add(ActEntry.Of(act with { Reason = request.Reason!.Trim() }, "record.disclosed", submission.Id, now, manifest, shownToApplicant: false));
        }
        await db.SaveChangesAsync(cancel);
        return new RecordDownload($"disclosure-{now + JapanTime.Offset:yyyyMMdd-HHmmss}.zip", RecordPackage.Zip(packages, now));
    }

    /// <summary>The answers and files without those of repeated groups. What was signed cannot be shortened: the signed bytes stay out as a whole.</summary>
    private static RecordFile? WithoutRows(RecordFile file, FormPlan plan)
    {
        var groups = plan.Form.Pages.SelectMany(p => p.Fields).Where(f => f.Type == FieldType.Group).Select(f => f.Id).ToList();
        if (groups.Count == 0)
            return file;
        if (file.Path.StartsWith("signatures/", StringComparison.Ordinal) && file.Path.EndsWith("-content.json", StringComparison.Ordinal))
            return null;
        if (file.FieldPath is { } path && groups.Contains(FieldPaths.Top(path)))
            return null;
        if (!file.Path.StartsWith("answers/", StringComparison.Ordinal))
            return file;
        var json = JsonNode.Parse(file.Bytes)!.AsObject();
        foreach (var group in groups)
            (json["answers"] as JsonObject)?.Remove(group);
        return file with { Title = file.Title + "（ほかの方の情報を除いたもの）", Bytes = JsonSerializer.SerializeToUtf8Bytes(json, CanonicalJson.Readable) };
    }

    private async Task<Result<Reviewer>> WhoAsync(Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        return who.Error is { } unknown ? unknown : !who.Value.MayExport ? ReviewErrors.RoleNeeded("書き出し", "export") : who;
    }

    private IQueryable<Submission> Visible(Reviewer who) => who.Of(db.Set<Submission>().AsNoTracking().Where(s => s.ErasedAt == null));
}
