using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Core.Records;

/// <summary>A case file for people: one page that stands by itself, without style sheets or scripts from elsewhere.</summary>
internal static class RecordHtml
{
    /// <param name="withRows">Answers in repeated groups (household members and the like) are about other people as well.</param>
    public static byte[] Index(OpenedSubmission opened, IReadOnlyList<(RecordFile File, string Sha256)> files, string? purpose, bool withRows)
    {
        var submission = opened.Submission;
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html><html lang=\"ja\"><head><meta charset=\"utf-8\"><title>").Append(Of(submission.ReceiptNumber)).Append("</title></head><body><h1>").Append(Of(opened.Version.Procedure.Title.Ja)).Append("</h1><table border=\"1\">");
        Row(page, "受付番号", submission.ReceiptNumber);
        Row(page, "提出", Moment(submission.SubmittedAt));
        if (submission.ArrivedAt is { } arrived)
            Row(page, "到達", Moment(arrived));
        Row(page, "状態", StatusWords.Japanese(submission.Status));
        if (submission.IsClosed)
            Row(page, "処理の終わった日時", Moment(submission.UpdatedAt));
        if (submission.DecisionReason is { } reason)
            Row(page, "理由", reason);
        if (purpose is not null)
            Row(page, "用途", purpose);
        page.Append("</table>");
        foreach (var content in opened.Contents.Reverse())
        {
            page.Append("<h2>").Append(content.Number == 0 ? "提出した内容" : string.Create(CultureInfo.InvariantCulture, $"補正 {content.Number} の後の内容")).Append("</h2><p>").Append(Moment(content.At)).Append("　SHA-256 ").Append(Convert.ToHexStringLower(content.Sha256)).Append("</p><table border=\"1\">");
            Answers(page, opened.Version.Plan.Form.Pages.SelectMany(p => p.Fields), content.Payload.Answers, withRows);
            page.Append("</table>");
        }
        page.Append("<h2>経過</h2><table border=\"1\">");
        foreach (var line in TimelineWords.Lines(opened.Acts).Reverse())
            Row(page, Moment(line.At), line.More is null ? line.Text : line.Text + "\n" + line.More);
        if (!withRows)
            page.Append("</table><p>ほかの方についての回答とその添付書類は除いています。ほかの添付書類、担当課との連絡、補正の依頼、交付した文書は、ほかの方の情報を含むことがあるため、渡す前に一つずつ目で確かめてください。</p><table border=\"1\">");
        page.Append("</table><h2>ファイルの一覧</h2><table border=\"1\"><tr><th>内容</th><th>ファイル</th><th>大きさ</th><th>SHA-256</th></tr>");
        foreach (var (file, sha256) in files)
            page.Append("<tr><td>").Append(Of(file.Title)).Append("</td><td><a href=\"").Append(Of(string.Join('/', file.Path.Split('/').Select(Uri.EscapeDataString)))).Append("\">").Append(Of(file.Path)).Append("</a></td><td>")
                .Append(file.Bytes.Length.ToString(CultureInfo.InvariantCulture)).Append("</td><td><code>").Append(sha256).Append("</code></td></tr>");
        return Encoding.UTF8.GetBytes(page.Append("</table></body></html>").ToString());
    }

    private static void Answers(StringBuilder page, IEnumerable<FieldDefinition> fields, JsonObject answers, bool withRows)
    {
        foreach (var field in fields.Where(f => answers.ContainsKey(f.Id)))
            if (field.Type == FieldType.Group && !withRows)
                Row(page, field.Label.Ja, "（ほかの方の情報を含むため、除いています）");
            else if (field.Type == FieldType.Group)
                foreach (var (row, i) in (answers[field.Id] as JsonArray ?? []).Select((row, i) => (row as JsonObject ?? [], i + 1)))
                {
                    page.Append("<tr><th>").Append(Of($"{(field.RowTitle ?? field.Label).Ja} {i}")).Append("</th><td><table border=\"1\">");
                    Answers(page, field.Fields, row, withRows);
                    page.Append("</table></td></tr>");
                }
            else
                Row(page, field.Label.Ja, Text(field, answers[field.Id]));
    }

    private static string Text(FieldDefinition field, JsonNode? value) => value switch
    {
        null => "",
        JsonObject parts => string.Join('\n', parts.Select(p => $"{field.Parts.FirstOrDefault(f => f.Id == p.Key)?.Label.Ja ?? p.Key}：{(field.Parts.FirstOrDefault(f => f.Id == p.Key) is { } part ? Text(part, p.Value) : p.Value?.ToString())}")),
        JsonArray several => string.Join('、', several.Select(v => Text(field, v))),
        _ when field.Type == FieldType.MyNumber => "＊＊＊＊（別に管理）",
        _ when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.GetValueKind() == JsonValueKind.True ? "はい" : "いいえ",
        _ => field.Options.FirstOrDefault(o => o.Value == value.ToString())?.Label.Ja ?? value.ToString(),
    };

    private static void Row(StringBuilder page, string head, string text) =>
        page.Append("<tr><th>").Append(Of(head)).Append("</th><td>").Append(Of(text).Replace("\n", "<br>", StringComparison.Ordinal)).Append("</td></tr>");

    // The framework's encoder writes ideographic spaces and many letters of names as character references; this page is also read as text.
    private static string Of(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal).Replace("'", "&#39;", StringComparison.Ordinal);

    private static string Moment(DateTime at) => JapanTime.Words(new DateTimeOffset(at, TimeSpan.Zero));
}
