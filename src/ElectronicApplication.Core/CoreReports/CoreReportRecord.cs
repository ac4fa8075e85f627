using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.CoreReports;

/// <summary>What core systems reported, in the file of a case. Candidates for a person are others' numbers: the list is no part of a disclosure.</summary>
public sealed class CoreReportRecord(AppDbContext db, ReadCoreReports reports) : IRecordPart
{
    public async Task<IReadOnlyList<RecordFile>> FilesAsync(OpenedSubmission opened, CancellationToken cancel)
    {
        var all = (await reports.OfAsync(opened.Submission, cancel)).Reports.Reverse().ToList();
        if (all.Count == 0)
            return [];
        List<RecordFile> files = [new("core-reports.json", "基幹システムからの回答", "application/json", JsonSerializer.SerializeToUtf8Bytes(new JsonArray([.. all.Select(r => (JsonNode)new JsonObject
        {
            ["target"] = r.Report.Target, ["kind"] = r.Report.Kind.ToString(), ["occurredAt"] = r.Report.OccurredAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), ["state"] = r.Report.State.ToString(),
            ["problem"] = r.Report.Problem, ["settledBy"] = r.Report.SettledBy, ["content"] = JsonSerializer.SerializeToNode(r.Content, FactJson.Options),
        })]), CanonicalJson.Readable), ForApplicant: false)];
        foreach (var (one, i) in all.Where(r => r.Report.Kind == ReportKind.Document).Select((one, i) => (one, i)))
        {
            var file = await reports.FileAsync(one.Report, cancel);
            files.Add(new(string.Create(CultureInfo.InvariantCulture, $"core-reports/{i + 1:00}{Ending(file.ContentType)}"), $"基幹システムの文書「{file.Name}」", file.ContentType, file.Bytes, one.Report.ForApplicant));
        }
        return files;
    }

    public async Task EraseAsync(Submission submission, CancellationToken cancel)
    {
        var rows = await db.Set<CoreReport>().Where(r => r.SubmissionId == submission.Id).ToListAsync(cancel);
        db.RemoveRange(await db.Set<CoreReportFile>().Where(f => db.Set<CoreReport>().Any(r => r.Id == f.ReportId && r.SubmissionId == submission.Id)).ToListAsync(cancel));
        db.RemoveRange(rows);
    }

    private static string Ending(string contentType) => contentType switch { "application/pdf" => ".pdf", "image/jpeg" => ".jpg", "image/png" => ".png", "image/webp" => ".webp", _ => ".heic" };
}
