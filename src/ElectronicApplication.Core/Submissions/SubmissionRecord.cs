using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

/// <summary>The part of a case file that this module keeps: every content, corrections, attachments, and the evidence of signatures.</summary>
public sealed class SubmissionRecord(AppDbContext db, AttachmentStore store, Envelope envelope, SubmissionErasure erasure) : IRecordPart
{
    public async Task<IReadOnlyList<RecordFile>> FilesAsync(OpenedSubmission opened, CancellationToken cancel)
    {
        var submission = opened.Submission;
        List<RecordFile> files = [];
        foreach (var content in opened.Contents)
            files.Add(new($"answers/{content.Number}.json", content.Number == 0 ? "提出した内容（改ざん検知の対象となる正規形）" : $"補正 {content.Number} の内容（正規形）", "application/json", content.Canonical));
        if (opened.Corrections.Count > 0)
            files.Add(new("corrections.json", "補正の依頼", "application/json", Json(new JsonArray([.. opened.Corrections.OrderBy(c => c.Request.AskedAt).Select(c => (JsonNode)new JsonObject
            {
                ["askedAt"] = Moment(c.Request.AskedAt), ["askedBy"] = c.Request.AskedBy, ["dueAt"] = Moment(c.Request.DueAt), ["state"] = c.Request.State.ToString(), ["message"] = c.Content.Message,
                ["marks"] = new JsonArray([.. c.Content.Marks.Select(m => (JsonNode)new JsonObject { ["path"] = m.Path, ["text"] = m.Text })]),
            })]))));
        if (opened.Messages.Count > 0)
            files.Add(new("messages.json", "担当課との連絡", "application/json", Json(new JsonArray([.. opened.Messages.Select(m => (JsonNode)new JsonObject
            {
                ["at"] = Moment(m.At), ["from"] = m.FromApplicant ? "applicant" : m.StaffName, ["text"] = m.Text,
            })]))));
        var rows = await db.Set<Attachment>().AsNoTracking().Where(a => a.SubmissionId == submission.Id).OrderBy(a => a.CreatedAt).ThenBy(a => a.Id).ToListAsync(cancel);
        foreach (var (row, i) in rows.Select((row, i) => (row, i + 1)))
        {
            var name = Encoding.UTF8.GetString(envelope.Open(row.Key).Decrypt(row.NameCipher, row.NameBinding));
            files.Add(new(string.Create(CultureInfo.InvariantCulture, $"attachments/{i:00}-{FileName(name)}"), $"添付書類「{name}」（{row.FieldPath}{(row.ReplacedIn is { } replaced ? $"、補正 {replaced} で差替え" : "")}）", row.ContentType, await store.ReadAsync(row, envelope, cancel), FieldPath: row.FieldPath));
        }
        await SignaturesAsync(submission, files, cancel);
        await OfficeAsync(submission, files, cancel);
        return files;
    }

    /// <summary>What the office wrote on the way: how it came in, and who approved what with which remark.</summary>
    private async Task OfficeAsync(Submission submission, List<RecordFile> files, CancellationToken cancel)
    {
        var key = envelope.Open(submission.Key);
        if (await db.Set<SubmissionOrigin>().AsNoTracking().SingleOrDefaultAsync(o => o.SubmissionId == submission.Id, cancel) is { } origin)
            files.Add(new("origin.json", "受け入れの記録", "application/json", Json(new JsonObject
            {
                ["source"] = origin.Source, ["externalNumber"] = origin.ExternalNumber, ["enteredBy"] = origin.EnteredBy, ["enteredAt"] = Moment(origin.EnteredAt),
                ["detail"] = key.DecryptJson<JsonNode>(origin.DetailCipher, SubmissionOrigin.BindingOf(submission.Id)),
            }), ForApplicant: false));
        var steps = (await db.Set<DecisionStep>().AsNoTracking().Where(s => s.SubmissionId == submission.Id).OrderBy(s => s.Number).ToListAsync(cancel)).ToLookup(s => s.DraftId);
        var drafts = await db.Set<DecisionDraft>().AsNoTracking().Where(d => d.SubmissionId == submission.Id).OrderBy(d => d.DraftedAt).ToListAsync(cancel);
        if (drafts.Count > 0)
            files.Add(new("approvals.json", "起案と決裁の経路", "application/json", Json(new JsonArray([.. drafts.Select(d => (JsonNode)new JsonObject
            {
                ["decision"] = d.Decision.ToString(), ["state"] = d.State.ToString(), ["draftedBy"] = d.DrafterName, ["draftedAt"] = Moment(d.DraftedAt), ["content"] = key.DecryptJson<JsonNode>(d.ContentCipher, d.Binding),
                ["steps"] = new JsonArray([.. steps[d.Id].Select(s => (JsonNode)new JsonObject
                {
                    ["title"] = s.Title, ["state"] = s.State.ToString(), ["by"] = s.ActedByName, ["for"] = s.ForName, ["at"] = s.ActedAt is { } at ? Moment(at) : null,
                    ["remark"] = s.RemarkCipher is { } remark ? key.DecryptJson<JsonNode>(remark, s.Binding) : null,
                })]),
            })])), ForApplicant: false));
    }

    private async Task SignaturesAsync(Submission submission, List<RecordFile> files, CancellationToken cancel)
    {
        var key = envelope.Open(submission.Key);
        foreach (var (row, i) in (await db.Set<SignatureEvidence>().AsNoTracking().Where(s => s.SubmissionId == submission.Id).OrderBy(s => s.VerifiedAt).ToListAsync(cancel)).Select((row, i) => (row, i)))
        {
            var record = key.DecryptJson<SignatureRecord>(row.RecordCipher, row.Binding);
            files.Add(new($"signatures/{i}-content.json", "署名した内容", "application/json", record.Content));
            files.Add(new($"signatures/{i}-signature.p7s", "電子署名（CMS）", "application/pkcs7-signature", record.Cms));
            files.Add(new($"signatures/{i}-revocation.crl", "検証に用いた失効リスト", "application/pkix-crl", record.Crl));
            files.Add(new($"signatures/{i}-checks.json", "署名の検証の結果", "application/json", Json(new JsonObject
            {
                ["verifiedAt"] = Moment(row.VerifiedAt), ["anchorSha256"] = record.AnchorSha256,
                ["checks"] = new JsonArray([.. record.Checks.Select(c => (JsonNode)new JsonObject { ["name"] = c.Name, ["passed"] = c.Passed, ["detail"] = c.Detail })]),
            })));
        }
    }

    public Task EraseAsync(Submission submission, CancellationToken cancel) => erasure.EraseAsync(submission, cancel);

    public Task AfterEraseAsync(Guid submissionId, CancellationToken cancel) => erasure.DeleteFilesAsync(submissionId, cancel);

    private static byte[] Json(JsonNode node) => JsonSerializer.SerializeToUtf8Bytes(node, CanonicalJson.Readable);

    private static string Moment(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Safe in any archive and on any disk.</summary>
    private static string FileName(string name)
    {
        var safe = new string([.. name.Select(c => char.IsControl(c) || "/\\:*?\"<>|".Contains(c, StringComparison.Ordinal) ? '_' : c)]).Trim('.', ' ');
        return safe.Length > 100 ? safe[^100..] : safe.Length == 0 ? "file" : safe;
    }
}
