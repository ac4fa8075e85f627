using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Intake;

/// <summary>Makes the items of a run, each with its draft and its files, and says of each whether it is clean.</summary>
public sealed class ImportRows(AppDbContext db, StartPaper papers, AttachmentStore store, Envelope envelope, TimeProvider time)
{
    /// <summary>The columns as they were chosen for this source before; what was not chosen follows from the names.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> ColumnsAsync(ImportRun run, CompiledVersion version, CancellationToken cancel)
    {
        var names = JsonSerializer.Deserialize<List<string>>(run.ColumnsJson)!;
        var known = await db.Set<ImportMapping>().AsNoTracking().SingleOrDefaultAsync(m => m.ProcedureCode == run.ProcedureCode && m.Source == run.Source, cancel);
        return known is null ? ImportTargets.Guess(ImportTargets.Of(version.Plan, run.Kind), names)
            : JsonSerializer.Deserialize<Dictionary<string, string>>(known.ColumnsJson)!.Where(c => names.Contains(c.Value)).ToDictionary();
    }

    /// <param name="written">Files on the disk, for whoever has to take them back.</param>
    internal async Task AddAsync(ImportRun run, CompiledVersion version, ImportTable table, IReadOnlyDictionary<string, string> columns, List<Guid> written, CancellationToken cancel)
    {
        var reader = new ReadImportRow(version, run.Kind, table, columns, run.ArrivedOn, JapanTime.Today(time));
        var seen = new HashSet<string>();
        foreach (var row in table.Rows)
        {
            var read = reader.Read(row);
            var (item, draft) = papers.Rows(version, ChannelOf(run.Kind), read.Arrived, run, read);
            if (read.Refusal is { } refusal)
            {
                item.Begin(IntakeState.Refused, refusal);
                db.Add(item);
                continue;
            }
            if (read.Number is { } number && (!seen.Add(number) || await IsHereAsync(run, number, cancel)))
            {
                item.Begin(IntakeState.Duplicate, $"{row.Line}行目：番号「{number}」は、すでに取り込まれています。");
                db.Add(item);
                continue;
            }
            var files = read.Files.Select(f => Attached(draft.Id, f.File, f.FieldPath)).ToList();
            foreach (var (attachment, cipher) in files)
            {
                await store.WriteAsync(attachment.Id, cipher, cancel);
                written.Add(attachment.Id);
                db.Add(attachment);
            }
            item.Begin(IsClean(run, version, read) ? IntakeState.Clean : IntakeState.Doubtful);
            item.NotesCipher = envelope.Open(draft.Key).EncryptJson(
                IntakeNotes.Empty with { Doubts = read.Doubts, Identity = run.Kind == ImportKind.Ocr ? IdentityDocument.None : IdentityDocument.KnownElsewhere, Fee = run.Kind == ImportKind.Ocr ? FeeHandling.None : FeeHandling.Elsewhere },
                item.NotesBinding);
            db.AddRange(item, draft);
        }
    }

    private static bool IsClean(ImportRun run, CompiledVersion version, ReadRow read)
    {
        if (read.Doubts.Count > 0 || (run.Kind == ImportKind.Ocr && read.Files.Count == 0))
            return false;
        var facts = read.Files.Where(f => f.FieldPath is not null).Select(f => new AttachmentFact(f.FieldPath!, f.File.Last, FileKind.Find(f.File.Content)!, f.File.Content.LongLength)).ToList();
        var shown = version.Plan.Evaluate(read.Answers, new EvaluationInput(read.Arrived, null, facts) { Draft = true });
        return version.Plan.Evaluate(shown.Answers, new EvaluationInput(read.Arrived, null, [.. facts.Where(f => shown.Visible.Contains(f.FieldPath))])).IsAccepted;
    }

    private async Task<bool> IsHereAsync(ImportRun run, string number, CancellationToken cancel) =>
        await db.Set<SubmissionOrigin>().AnyAsync(o => o.Source == run.Source && o.ExternalNumber == number, cancel)
        || await db.Set<IntakeItem>().AnyAsync(i => i.Source == run.Source && i.ExternalNumber == number && i.RunId != run.Id
            && (i.State == IntakeState.Clean || i.State == IntakeState.Doubtful || i.State == IntakeState.Open), cancel);

    private (Attachment, byte[]) Attached(Guid draftId, ImportFile file, string? path)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var key = envelope.Create(out var wrapped);
        var row = new Attachment
        {
            Id = id, DraftId = draftId, FieldPath = path, Key = wrapped, NameCipher = key.Encrypt(Encoding.UTF8.GetBytes(file.Last), $"attachment.name:{id:N}"),
            ContentType = FileKind.Find(file.Content)!, Size = file.Content.LongLength, Sha256 = SHA256.HashData(file.Content), CreatedAt = time.GetUtcNow().UtcDateTime,
        };
        return (row, key.Encrypt(file.Content, row.BytesBinding));
    }

    private static Channel ChannelOf(ImportKind kind) => kind switch
    {
        ImportKind.Ocr => Channel.Paper,
        ImportKind.Package => Channel.OtherPortal,
        _ => Channel.Migration,
    };
}
