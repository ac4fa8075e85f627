using System.Text.Json;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Intake;

/// <summary>After looking at a run: other columns, agreeing to it, or leaving it.</summary>
public sealed class DecideImport(AppDbContext db, IntakeDesk desk, ImportRows rows, ProcedureCatalog catalog, AttachmentStore store, Envelope envelope, TimeProvider time)
{
    private static readonly Error Decided = new("import-decided", ErrorKind.Conflict, "この取り込みは、すでに始まったか、取りやめられています。", "It was agreed to or left meanwhile.");

    private static readonly Error Old = new("import-old", ErrorKind.Conflict, "ファイルを読んでから時間がたったため、項目を選び直せません。取りやめて、もう一度ファイルを選んでください。", "Bring the files again.");

    /// <summary>Chooses the columns, keeps the choice for the next file of this source, and reads everything anew.</summary>
    public async Task<Result<Done>> RemapAsync(Guid id, IReadOnlyDictionary<string, string> columns, int version, Act act, CancellationToken cancel)
    {
        var found = await FindAsync(id, version, act, cancel);
        if (found.Error is { } refused)
            return refused;
        var (run, compiled) = (found.Value, await catalog.FindAsync(found.Value.ProcedureCode, cancel));
        var names = JsonSerializer.Deserialize<List<string>>(run.ColumnsJson)!;
        var chosen = ImportTargets.Of(compiled!.Plan, run.Kind).Where(t => columns.TryGetValue(t.Path, out var column) && names.Contains(column)).ToDictionary(t => t.Path, t => columns[t.Path]);
        var raw = await db.Set<Attachment>().AsNoTracking().Where(a => a.DraftId == id).ToListAsync(cancel);
        if (raw.Count == 0)
            return Old;
        List<ImportFile> files = [];
        foreach (var file in raw)
            files.Add(new(OpenedAttachment.Of(file, envelope).Name, await store.ReadAsync(file, envelope, cancel)));
        var unpacked = ImportFiles.Unpack(files);
        var table = unpacked.IsOk ? ImportTables.Read(unpacked.Value) : unpacked.Error!;
        if (table.Error is { } unreadable)
            return unreadable;
        List<Guid> written = [];
        try
        {
            await ForgetAsync(run, cancel);
            await RememberAsync(run, chosen, act, cancel);
            run.ReadAgain();
            await rows.AddAsync(run, compiled, table.Value, chosen, written, cancel);
            await db.SaveChangesAsync(cancel);
            return Done.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            written.ForEach(store.Delete);
            return SubmissionErrors.ChangedMeanwhile;
        }
    }

    /// <summary>What is clean will be taken in, what is doubtful waits to be looked at.</summary>
    public async Task<Result<Done>> AcceptAsync(Guid id, int version, Act act, CancellationToken cancel)
    {
        var found = await FindAsync(id, version, act, cancel);
        if (found.Error is { } refused)
            return refused;
        var (run, now) = (found.Value, time.GetUtcNow().UtcDateTime);
        if (!run.Accept(Guid.Parse(act.ActorId!), act.ActorName ?? ""))
            return Decided;
        foreach (var item in await db.Set<IntakeItem>().Where(i => i.RunId == id && i.State == IntakeState.Doubtful).ToListAsync(cancel))
            item.Move(IntakeState.Open, now);
        db.Add(ActEntry.Of(act, "import.accepted", null, now, $"{run.Id:N} {run.Source}", shownToApplicant: false));
        db.RemoveRange(await db.Set<Attachment>().Where(a => a.DraftId == id).ToListAsync(cancel));
        return await SaveAsync(cancel);
    }

    public async Task<Result<Done>> CancelAsync(Guid id, int version, Act act, CancellationToken cancel)
    {
        var found = await FindAsync(id, version, act, cancel);
        if (found.Error is { } refused)
            return refused;
        var (run, now) = (found.Value, time.GetUtcNow().UtcDateTime);
        if (!run.Cancel(now))
            return Decided;
        await ForgetAsync(run, cancel);
        db.RemoveRange(await db.Set<Attachment>().Where(a => a.DraftId == id).ToListAsync(cancel));
        db.Add(ActEntry.Of(act, "import.cancelled", null, now, $"{run.Id:N} {run.Source}", shownToApplicant: false));
        return await SaveAsync(cancel);
    }

    private async Task<Result<ImportRun>> FindAsync(Guid id, int version, Act act, CancellationToken cancel)
    {
        var who = await desk.ReceiverAsync(act, cancel);
        if (who.Error is { } refused)
            return refused;
        if (await db.Set<ImportRun>().SingleOrDefaultAsync(r => r.Id == id, cancel) is not { } run || !who.Value.Sees(run.OfficeId, run.ProcedureCode))
            return IntakeErrors.NotFound;
        return run.State != ImportState.Preview ? Decided : run.Version != version ? SubmissionErrors.ChangedMeanwhile : run;
    }

    /// <summary>The rows of the last reading go with their drafts; files without a row are swept.</summary>
    private async Task ForgetAsync(ImportRun run, CancellationToken cancel)
    {
        var items = await db.Set<IntakeItem>().Where(i => i.RunId == run.Id).ToListAsync(cancel);
        var ids = items.ConvertAll(i => (Guid?)i.Id);
        foreach (var some in ids.Chunk(500))
        {
            db.RemoveRange(await db.Set<Draft>().Where(d => some.Contains(d.Id)).ToListAsync(cancel));
            db.RemoveRange(await db.Set<Attachment>().Where(a => some.Contains(a.DraftId)).ToListAsync(cancel));
        }
        db.RemoveRange(items);
    }

    private async Task RememberAsync(ImportRun run, Dictionary<string, string> chosen, Act act, CancellationToken cancel)
    {
        var (json, now) = (JsonSerializer.Serialize(chosen), time.GetUtcNow().UtcDateTime);
        if (await db.Set<ImportMapping>().SingleOrDefaultAsync(m => m.ProcedureCode == run.ProcedureCode && m.Source == run.Source, cancel) is { } known)
            (known.ColumnsJson, known.UpdatedBy, known.UpdatedAt) = (json, act.ActorName ?? "", now);
        else
            db.Add(new ImportMapping { ProcedureCode = run.ProcedureCode, Source = run.Source, ColumnsJson = json, UpdatedBy = act.ActorName ?? "", UpdatedAt = now });
    }

    private async Task<Result<Done>> SaveAsync(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return Done.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return SubmissionErrors.ChangedMeanwhile;
        }
    }
}
