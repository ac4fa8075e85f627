using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Documents;

/// <summary>What was issued, in the file of a case. When the case is destroyed the files go; the register of numbers stays, so that a paper can still be told from a forged one.</summary>
public sealed class DocumentRecord(AppDbContext db, Envelope envelope) : IRecordPart
{
    public async Task<IReadOnlyList<RecordFile>> FilesAsync(OpenedSubmission opened, CancellationToken cancel)
    {
        var id = opened.Submission.Id;
        var documents = await db.Set<IssuedDocument>().AsNoTracking().Where(d => d.SubmissionId == id).OrderBy(d => d.IssuedAt).ThenBy(d => d.Id).ToListAsync(cancel);
        if (documents.Count == 0)
            return [];
        var ids = documents.ConvertAll(d => d.Id);
        var bytes = await db.Set<DocumentFile>().AsNoTracking().Where(f => ids.Contains(f.DocumentId)).ToDictionaryAsync(f => f.DocumentId, f => f.FileCipher, cancel);
        var key = envelope.Open(opened.Submission.Key);
        List<RecordFile> files = [new("documents.json", "交付した通知書・証明書", "application/json", JsonSerializer.SerializeToUtf8Bytes(new JsonArray([.. documents.Select((d, i) => (JsonNode)new JsonObject
        {
            ["file"] = Path(i), ["title"] = d.Title, ["number"] = d.NumberText, ["issuedAt"] = d.IssuedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), ["state"] = d.State.ToString(),
            ["sha256"] = Convert.ToHexStringLower(d.Sha256),
        })]), CanonicalJson.Readable))];
        foreach (var (document, i) in documents.Select((document, i) => (document, i)))
            if (bytes.TryGetValue(document.Id, out var cipher))
                files.Add(new(Path(i), $"「{document.Title}」（{document.NumberText}）", "application/pdf", key.Decrypt(cipher, DocumentFile.FileBinding(document.Id))));
        return files;
    }

    public async Task EraseAsync(Submission submission, CancellationToken cancel) =>
        db.RemoveRange(await db.Set<DocumentFile>().Where(f => db.Set<IssuedDocument>().Any(d => d.Id == f.DocumentId && d.SubmissionId == submission.Id)).ToListAsync(cancel));

    private static string Path(int index) => string.Create(CultureInfo.InvariantCulture, $"documents/{index + 1:00}.pdf");
}
