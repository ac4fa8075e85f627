using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Payments;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Records;

/// <summary>The part of a case file that review, payments and hand-over keep: the decision, the whole trail of acts, the fee, the notes of the office.</summary>
public sealed class CaseRecord(AppDbContext db, FindPayment findPayment, Notebook notebook) : IRecordPart
{
    public async Task<IReadOnlyList<RecordFile>> FilesAsync(OpenedSubmission opened, CancellationToken cancel)
    {
        var submission = opened.Submission;
        List<RecordFile> files = [new("decision.json", "決裁", "application/json", Json(new JsonObject
        {
            ["status"] = submission.Status.ToString(), ["reason"] = submission.DecisionReason, ["closedAt"] = submission.IsClosed ? Moment(submission.UpdatedAt) : null,
            ["decidedBy"] = opened.Acts.LastOrDefault(a => a.Kind == "submission.decided")?.ActorName,
        }))];
        files.Add(new("timeline.csv", "経過（申請者に示したもの）", "text/csv", Trail(opened.Acts.Where(a => a.ShownToApplicant && a.Kind != ViewRecorder.Viewed), withStaff: false)));
        files.Add(new("audit.csv", "監査の記録（すべて）", "text/csv", Trail(opened.Acts, withStaff: true), ForApplicant: false));
        if (await findPayment.HandleAsync(submission.Id, cancel) is { } payment)
            files.Add(new("payment.json", "手数料の納付", "application/json", Json(new JsonObject { ["status"] = payment.Status.ToString(), ["amountYen"] = payment.AmountYen, ["paidAt"] = payment.PaidAt is { } paid ? Moment(paid) : null })));
        var deliveries = await db.Set<Delivery>().AsNoTracking().Where(d => d.SubmissionId == submission.Id).OrderBy(d => d.Target).ThenBy(d => d.Order).ToListAsync(cancel);
        if (deliveries.Count > 0)
            files.Add(new("deliveries.json", "基幹システムへの連携", "application/json", Json(new JsonArray([.. deliveries.Select(d => (JsonNode)new JsonObject
            {
                ["target"] = d.Target, ["kind"] = d.Kind.ToString(), ["status"] = d.Status.ToString(), ["recordId"] = d.RecordId, ["finishedAt"] = d.FinishedAt is { } at ? Moment(at) : null,
            })])), ForApplicant: false));
        var checks = await db.Set<CaseCheck>().AsNoTracking().Where(c => c.SubmissionId == submission.Id).OrderBy(c => c.At).ToListAsync(cancel);
        if (checks.Count > 0)
            files.Add(new("checks.json", "審査の確認事項", "application/json", Json(new JsonArray([.. checks.Select(c => (JsonNode)new JsonObject { ["check"] = c.CheckId, ["by"] = c.StaffName, ["at"] = Moment(c.At) })])), ForApplicant: false));
        if (await notebook.ReadAsync(submission, cancel) is { Count: > 0 } notes)
            files.Add(new("notes.json", "庁内のメモ", "application/json", Json(new JsonArray([.. notes.OrderBy(n => n.At).Select(n => (JsonNode)new JsonObject { ["at"] = Moment(n.At), ["by"] = n.StaffName, ["text"] = n.Text })])), ForApplicant: false));
        return files;
    }

    public async Task EraseAsync(Submission submission, CancellationToken cancel)
    {
        db.RemoveRange(await db.Set<CaseNoteRow>().Where(n => n.SubmissionId == submission.Id).ToListAsync(cancel));
        db.RemoveRange(await db.Set<CaseCheck>().Where(c => c.SubmissionId == submission.Id).ToListAsync(cancel));
        db.RemoveRange(await db.Set<CaseRead>().Where(r => r.SubmissionId == submission.Id).ToListAsync(cancel));
    }

    private static byte[] Trail(IEnumerable<ActEntry> acts, bool withStaff)
    {
        var text = new StringBuilder(withStaff ? "\uFEFF日時,出来事,行った者,経路,理由,詳細,SHA-256\r\n" : "\uFEFF日時,出来事,詳細\r\n");
        foreach (var act in acts)
        {
            var words = TimelineWords.Of(act);
            string[] cells = withStaff
                ? [Moment(act.At), act.Kind, act.ActorName ?? act.ActorKind.ToString(), act.Door.ToString(), act.Reason ?? "", act.Detail ?? "", Convert.ToHexStringLower(act.ContentSha256)]
                : [Moment(act.At), words.Text, words.More ?? ""];
            text.AppendJoin(',', cells.Select(CsvText.Cell)).Append("\r\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] Json(JsonNode node) => JsonSerializer.SerializeToUtf8Bytes(node, CanonicalJson.Readable);

    private static string Moment(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
