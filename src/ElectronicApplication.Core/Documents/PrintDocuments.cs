using System.IO.Compression;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Documents;

public enum PrintKind { Documents, Labels12, Labels24, Enclosures }

/// <param name="Reason">Why it is printed; kept with every document's case.</param>
public sealed record PrintRequest(IReadOnlyList<Guid> Ids, PrintKind Kind, string? Reason);

public sealed record PrintedFile(string Name, string ContentType, byte[] Bytes);

/// <summary>Prints copies for the post: what was issued, one after the other; labels for the envelopes; the list of what goes into them.</summary>
public sealed class PrintDocuments(AppDbContext db, ListDocuments lists, DocumentRenderer renderer, Envelope envelope, KeyRing keys, TimeProvider time)
{
    public async Task<Result<PrintedFile>> HandleAsync(PrintRequest request, Act act, CancellationToken cancel)
    {
        var reason = string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason.Trim();
        if (IssueDocument.ReasonProblem(reason) is { } wrong)
            return wrong;
        var found = await FindAsync(request.Ids, act, cancel);
        if (found.Error is { } refused)
            return refused;
        var (now, documents) = (time.GetUtcNow(), found.Value);
        // On record before anything leaves.
        foreach (var one in documents)
            db.Add(ActEntry.Of(act with { Reason = reason }, "document.printed", one.Row.SubmissionId, now.UtcDateTime, $"{Words(request.Kind)}　{one.Row.NumberText}", shownToApplicant: false));
        await db.SaveChangesAsync(cancel);
        return request.Kind switch
        {
            PrintKind.Documents => await CopiesAsync(documents, now, cancel),
            PrintKind.Enclosures => Pdf("enclosures.pdf", PostPapers.Enclosures(documents.ConvertAll(d => (d.Row, d.ReceiptNumber, d.Drawn.Content.Recipient)), now, renderer)),
            _ => Pdf("labels.pdf", PostPapers.Labels(documents.ConvertAll(d => d.Drawn.Content.Recipient), request.Kind == PrintKind.Labels12 ? 12 : 24, now, renderer)),
        };
    }

    /// <summary>発送済み.</summary>
    public async Task<Result<int>> MarkPostedAsync(IReadOnlyList<Guid> ids, DateOnly day, Act act, CancellationToken cancel)
    {
        var today = JapanTime.Today(time);
        if (day > today || day < today.AddDays(-30))
            return DocumentErrors.WrongDay;
        var found = await FindAsync(ids, act, cancel);
        if (found.Error is { } refused)
            return refused;
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var one in found.Value)
        {
            one.Row.Post(day, act.ActorName ?? "");
            db.Add(ActEntry.Of(act, "document.posted", one.Row.SubmissionId, now, $"{one.Row.Title}　{one.Row.NumberText}　{day.Year}年{day.Month}月{day.Day}日"));
        }
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return DocumentErrors.NotForPost;
        }
        return found.Value.Count;
    }

    /// <summary>One file; papers of different sizes cannot lie in one tray and come as a file each.</summary>
    private async Task<Result<PrintedFile>> CopiesAsync(List<Found> documents, DateTimeOffset now, CancellationToken cancel)
    {
        var ids = documents.Select(d => d.Drawn.SealId).OfType<Guid>().Distinct().ToList();
        var seals = (await db.Set<CitySeal>().AsNoTracking().Where(s => ids.Contains(s.Id)).ToListAsync(cancel)).ToDictionary(s => s.Id, s => KeepSeal.Open(s, keys));
        List<(string Name, byte[] Bytes)> files = [];
        foreach (var size in documents.GroupBy(d => (d.Drawn.Content.Paper, d.Drawn.Content.Landscape)))
        {
            var drawn = renderer.Draw([.. size.Select(d => d.Drawn)], now.ToOffset(JapanTime.Offset), id => seals[id]);
            if (drawn.Error is { } cannot)
                return cannot;
            files.Add(($"documents-{size.Key.Paper.ToString().ToLowerInvariant()}{(size.Key.Landscape ? "-landscape" : "")}.pdf", drawn.Value));
        }
        if (files is [var (name, bytes)])
            return new PrintedFile(name, FetchDocument.ContentType, bytes);
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (entry, content) in files)
            {
                await using var into = await zip.CreateEntry(entry).OpenAsync(cancel);
                await into.WriteAsync(content, cancel);
            }
        return new PrintedFile("documents.zip", "application/zip", stream.ToArray());
    }

    private static Result<PrintedFile> Pdf(string name, Result<byte[]> drawn) => drawn.Error is { } error ? error : new PrintedFile(name, FetchDocument.ContentType, drawn.Value);

    private static string Words(PrintKind kind) => kind switch { PrintKind.Documents => "文書", PrintKind.Enclosures => "封入の一覧", _ => "宛名ラベル" };

    private async Task<Result<List<Found>>> FindAsync(IReadOnlyList<Guid> ids, Act act, CancellationToken cancel)
    {
        var who = await lists.IssuerAsync(act, cancel);
        if (who.Error is { } refused)
            return refused;
        if (ids.Count == 0)
            return DocumentErrors.NothingChosen;
        if (ids.Count > ListDocuments.MostToPost)
            return DocumentErrors.TooMany(ListDocuments.MostToPost);
        var rows = await db.Set<IssuedDocument>().Where(d => ids.Contains(d.Id)).OrderBy(d => d.IssuedAt).ThenBy(d => d.Number).ToListAsync(cancel);
        var cases = rows.ConvertAll(r => r.SubmissionId);
        var submissions = await db.Set<Submission>().AsNoTracking().Where(s => cases.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancel);
        if (rows.Count != ids.Distinct().Count() || rows.Exists(r => !who.Value.Sees(r.OfficeId, submissions[r.SubmissionId].ProcedureCode)))
            return DocumentErrors.NotFound;
        if (rows.Exists(r => !r.WaitsForPost))
            return DocumentErrors.NotForPost;
        var files = await db.Set<DocumentFile>().AsNoTracking().Where(f => ids.Contains(f.DocumentId)).Select(f => new { f.DocumentId, f.ContentCipher }).ToDictionaryAsync(f => f.DocumentId, f => f.ContentCipher, cancel);
        return rows.ConvertAll(r => new Found(r, submissions[r.SubmissionId].ReceiptNumber,
            envelope.Open(submissions[r.SubmissionId].Key).DecryptJson<DrawnDocument>(files[r.Id], DocumentFile.ContentBinding(r.Id))));
    }

    private sealed record Found(IssuedDocument Row, string ReceiptNumber, DrawnDocument Drawn);
}
