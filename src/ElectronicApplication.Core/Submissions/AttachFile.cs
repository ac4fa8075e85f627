using System.Security.Cryptography;
using System.Text;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

/// <param name="Id">In hexadecimal with hyphens, for the later submission.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record KeptFile(Guid Id, string Name, string ContentType, long Size, string Sha256);

/// <summary>Takes a file: to a field of a draft, or by itself for a submission that will name it.</summary>
public sealed class AttachFile(AppDbContext db, Drafts drafts, ProcedureCatalog catalog, AttachmentStore store, Envelope envelope, TimeProvider time)
{
    /// <summary>When no field says otherwise, and the most that the doors read.</summary>
    public const long MaxBytes = 10 * 1024 * 1024;

    private const int MaxNameLength = 200;

    /// <param name="formVersion">Number of the version that the page was drawn from; null: the draft's own.</param>
    public async Task<Result<KeptFile>> ToDraftAsync(Guid draftId, DraftOwner owner, string fieldPath, string fileName, byte[] content, int? formVersion, CancellationToken cancel)
    {
        var found = await drafts.FindAsync(draftId, owner, cancel);
        if (found.Error is { } missing)
            return missing;
        var version = await drafts.SeenAsync(await catalog.VersionAsync(found.Value.FormVersionId, cancel), formVersion, cancel);
        if (fieldPath.Length > 200 || version.Plan.Field(fieldPath) is not { Type: FieldType.Attachment } field)
            return SubmissionErrors.NoSuchField(fieldPath);
        if (content.Length > field.MaxBytes)
            return SubmissionErrors.FileTooLarge(fieldPath, field.MaxBytes);
        var kind = FileKind.Find(content);
        if (kind is null || (field.Accept.Count > 0 && !field.Accept.Contains(kind)))
            return SubmissionErrors.FileKindRefused(fieldPath, field.Accept);
        if (await db.Set<Attachment>().CountAsync(a => a.DraftId == draftId && a.FieldPath == fieldPath, cancel) >= field.MaxFiles)
            return SubmissionErrors.TooManyFiles(fieldPath, field.MaxFiles);
        return await KeepAsync(fileName, content, kind, null, a => (a.DraftId, a.FieldPath) = (draftId, fieldPath), null, cancel);
    }

    /// <param name="withAnswer">Makes the row of the idempotent answer that is saved together with the file's.</param>
    public async Task<Result<KeptFile>> ByItselfAsync(Guid? accountId, string fileName, byte[] content, Func<KeptFile, IdempotentAnswer?> withAnswer, CancellationToken cancel)
    {
        if (content.Length > MaxBytes)
            return SubmissionErrors.FileTooLarge("file", MaxBytes);
        if (FileKind.Find(content) is not { } kind)
            return SubmissionErrors.FileKindRefused("file", []);
        return await KeepAsync(fileName, content, kind, accountId, _ => { }, withAnswer, cancel);
    }

    /// <summary>A scan of the whole form, beside a draft that staff key from it: it answers no field. Whoever calls has looked whose draft it is.</summary>
    internal async Task<Result<KeptFile>> ScanAsync(Guid draftId, string fileName, byte[] content, CancellationToken cancel)
    {
        if (content.Length > MaxBytes)
            return SubmissionErrors.FileTooLarge("scans", MaxBytes);
        return FileKind.Find(content) is not ("application/pdf" or "image/jpeg" or "image/png") ? SubmissionErrors.FileKindRefused("scans", [])
            : await KeepAsync(fileName, content, FileKind.Find(content)!, null, a => a.DraftId = draftId, null, cancel);
    }

    private async Task<Result<KeptFile>> KeepAsync(
        string fileName, byte[] content, string kind, Guid? accountId, Action<Attachment> place, Func<KeptFile, IdempotentAnswer?>? withAnswer, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var key = envelope.Create(out var wrapped);
        var name = CleanName(fileName, kind);
        var attachment = new Attachment
        {
            Id = id, AccountId = accountId, Key = wrapped, NameCipher = key.Encrypt(Encoding.UTF8.GetBytes(name), $"attachment.name:{id:N}"),
            ContentType = kind, Size = content.Length, Sha256 = SHA256.HashData(content), CreatedAt = now.UtcDateTime,
        };
        place(attachment);
        var file = new KeptFile(id, name, kind, content.Length, Convert.ToHexStringLower(attachment.Sha256));
        await store.WriteAsync(id, key.Encrypt(content, attachment.BytesBinding), cancel);
        db.Add(attachment);
        if (withAnswer?.Invoke(file) is { } answer)
            db.Add(answer);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch
        {
            store.Delete(id);
            throw;
        }
        return file;
    }

    /// <summary>The last part of the path, without control and direction characters, which could make "fdp.exe" read "exe.pdf".</summary>
    private static string CleanName(string typed, string kind)
    {
        var name = new StringBuilder();
        foreach (var rune in typed[(typed.AsSpan().LastIndexOfAny('/', '\\') + 1)..].EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is not (System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Surrogate)
                && rune.Value is not (0x200E or 0x200F or 0xFFFD or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069)) && name.Length < MaxNameLength)
                name.Append(rune);
        return name.ToString().Trim() is { Length: > 0 } clean ? clean : "添付書類" + (kind == "application/pdf" ? ".pdf" : "");
    }
}
