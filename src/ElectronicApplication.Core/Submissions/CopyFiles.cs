using System.Text;
using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Submissions;

/// <summary>Takes files along into another draft. Bytes and name are bound to the row that they belong to, so they are encrypted anew.</summary>
public sealed class CopyFiles(AppDbContext db, Drafts drafts, AttachmentStore store, Envelope envelope, TimeProvider time)
{
    /// <summary>Saves the copies with everything else that the context holds; when that fails, none of their bytes stay.</summary>
    internal async Task SaveAsync(IEnumerable<Attachment> files, Guid draftId, CancellationToken cancel)
    {
        List<Guid> written = [];
        try
        {
            foreach (var file in files)
                db.Add(await CopyAsync(file, draftId, written, cancel));
            await db.SaveChangesAsync(cancel);
        }
        catch
        {
            written.ForEach(store.Delete);
            throw;
        }
    }

    private async Task<Attachment> CopyAsync(Attachment file, Guid draftId, List<Guid> written, CancellationToken cancel)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var key = envelope.Create(out var wrapped);
        var copy = new Attachment
        {
            Id = id, DraftId = draftId, FieldPath = file.FieldPath, Key = wrapped, NameCipher = key.Encrypt(Encoding.UTF8.GetBytes(drafts.Open(file).Name), $"attachment.name:{id:N}"),
            ContentType = file.ContentType, Size = file.Size, Sha256 = file.Sha256, CreatedAt = file.CreatedAt,
        };
        await store.WriteAsync(id, key.Encrypt(await store.ReadAsync(file, envelope, cancel), copy.BytesBinding), cancel);
        written.Add(id);
        return copy;
    }
}
