using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Intake;

/// <param name="Source">The system that it comes from.</param>
/// <param name="ArrivedOn">Where the file does not say it.</param>
public sealed record StartImportRequest(ImportKind Kind, string Source, string Procedure, DateOnly ArrivedOn, IReadOnlyList<ImportFile> Files);

/// <summary>取り込みの確認: reads what was brought and keeps it as rows to look at. Nothing is taken in before somebody agrees.</summary>
public sealed class StartImport(AppDbContext db, IntakeDesk desk, ImportRows rows, ProcedureCatalog catalog, AttachmentStore store, Envelope envelope, TimeProvider time)
{
    public async Task<Result<Guid>> HandleAsync(StartImportRequest request, Act act, CancellationToken cancel)
    {
        var found = await desk.ReceiverAsync(act, cancel);
        if (found.Error is { } refused)
            return refused;
        var who = found.Value;
        if (await catalog.FindAsync(request.Procedure, cancel) is not { } version || !who.Sees(version.Procedure.Office, version.Procedure.Code))
            return IntakeErrors.ProcedureNeeded;
        if (request.Source.Trim() is not { Length: > 0 and <= 64 } source)
            return IntakeErrors.Field("source", "required", "取り込み元の名前を 64 文字以内で入力してください。", "Name the system that it comes from.");
        if (request.ArrivedOn > JapanTime.Today(time))
            return IntakeErrors.ArrivalOutOfRange;
        if (request.Files.Count == 0)
            return IntakeErrors.Field("files", "required", "取り込むファイルを選んでください。", "Choose the files.");
        var table = ImportFiles.Unpack(request.Files) is { IsOk: true } unpacked ? ImportTables.Read(unpacked.Value) : ImportFiles.Unpack(request.Files).Error!;
        if (table.Error is { } unreadable)
            return unreadable;
        var hash = Hash(request.Files);
        var now = time.GetUtcNow();
        var run = new ImportRun
        {
            Id = Guid.CreateVersion7(now), Kind = request.Kind, Source = source, ProcedureCode = version.Procedure.Code, OfficeId = version.Procedure.Office, FilesSha256 = hash,
            FileName = request.Files[0].Last is { Length: > 200 } name ? name[..200] : request.Files[0].Last, CreatedAt = now.UtcDateTime, CreatedById = who.Id, CreatedByName = who.Name,
            ArrivedOn = request.ArrivedOn, ColumnsJson = JsonSerializer.Serialize(table.Value.Columns),
        };
        List<Guid> written = [];
        try
        {
            return await db.AloneAsync<Result<Guid>>("import:" + run.ProcedureCode, async () =>
            {
                if (await db.Set<ImportRun>().AsNoTracking().FirstOrDefaultAsync(r => r.FilesSha256 == hash && r.ProcedureCode == run.ProcedureCode && r.State != ImportState.Cancelled, cancel) is { } same)
                    return new Error("same-file", ErrorKind.Conflict,
                        $"同じファイルは {JapanTime.Words(new DateTimeOffset(same.CreatedAt, TimeSpan.Zero))} に {same.CreatedByName} が取り込んでいます。二重には取り込みません。", "The same file was brought before.")
                    {
                        Fields = [new("files", "same-file", same.Id.ToString(), same.Id.ToString())],
                    };
                db.Add(run);
                db.Add(ActEntry.Of(act, "import.read", null, now.UtcDateTime, $"{run.Kind} {run.ProcedureCode} {Convert.ToHexStringLower(hash)}", shownToApplicant: false));
                await KeepAsync(run, request.Files, written, cancel);
                await rows.AddAsync(run, version, table.Value, await rows.ColumnsAsync(run, version, cancel), written, cancel);
                await db.SaveChangesAsync(cancel);
                return run.Id;
            }, cancel);
        }
        catch
        {
            written.ForEach(store.Delete);
            throw;
        }
    }

    /// <summary>What was brought stays for a day, encrypted, so that its columns can be chosen anew; the sweep of unclaimed uploads removes it.</summary>
    private async Task KeepAsync(ImportRun run, IReadOnlyList<ImportFile> files, List<Guid> written, CancellationToken cancel)
    {
        foreach (var file in files)
        {
            var id = Guid.CreateVersion7(time.GetUtcNow());
            var key = envelope.Create(out var wrapped);
            var row = new Attachment
            {
                Id = id, DraftId = run.Id, Key = wrapped, NameCipher = key.Encrypt(Encoding.UTF8.GetBytes(file.Name), $"attachment.name:{id:N}"), ContentType = "application/octet-stream",
                Size = file.Content.Length, Sha256 = SHA256.HashData(file.Content), CreatedAt = time.GetUtcNow().UtcDateTime,
            };
            await store.WriteAsync(id, key.Encrypt(file.Content, row.BytesBinding), cancel);
            written.Add(id);
            db.Add(row);
        }
    }

    private static byte[] Hash(IReadOnlyList<ImportFile> files) =>
        SHA256.HashData([.. files.Select(f => SHA256.HashData(f.Content)).OrderBy(Convert.ToHexString, StringComparer.Ordinal).SelectMany(h => h)]);
}
