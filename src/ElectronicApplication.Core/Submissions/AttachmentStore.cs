using System.Globalization;
using System.Security.Cryptography;
using ElectronicApplication.Core.Kernel;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Submissions;

public sealed class AttachmentOptions
{
    /// <summary><c>Data:Directory</c>.</summary>
    public string Directory { get; set; } = "data";
}

/// <summary>
/// The bytes of attachments, encrypted, one file each. A file is on the disk before its row is saved; a file without a row is found and removed by
/// <see cref="AttachmentSweep"/>. So a row never points at nothing.
/// </summary>
public sealed class AttachmentStore(IOptions<AttachmentOptions> options)
{
    private string Root => Path.Combine(options.Value.Directory, "attachments");

    public async Task WriteAsync(Guid id, byte[] cipher, CancellationToken cancel)
    {
        var path = PathOf(id);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Written under its final name: the id is new, and syncing a new file also makes its name durable, which a rename would not be.
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 0, FileOptions.Asynchronous);
        await file.WriteAsync(cipher, cancel);
        file.Flush(flushToDisk: true);
    }

    /// <exception cref="CryptographicException">The file is not what was stored.</exception>
    public async Task<byte[]> ReadAsync(Attachment attachment, Envelope envelope, CancellationToken cancel) =>
        envelope.Open(attachment.Key).Decrypt(await File.ReadAllBytesAsync(PathOf(attachment.Id), cancel), attachment.BytesBinding);

    public void Delete(Guid id)
    {
        if (File.Exists(PathOf(id)))
            File.Delete(PathOf(id));
    }

    /// <summary>Files that have stood for a while: younger ones may still be waiting for their row.</summary>
    public IEnumerable<Guid> OlderThan(DateTime utc)
    {
        if (!Directory.Exists(Root))
            yield break;
        foreach (var path in Directory.EnumerateFiles(Root, "*.bin", SearchOption.AllDirectories))
            if (File.GetLastWriteTimeUtc(path) < utc && Guid.TryParseExact(Path.GetFileNameWithoutExtension(path), "N", out var id))
                yield return id;
    }

    private string PathOf(Guid id)
    {
        var name = id.ToString("N", CultureInfo.InvariantCulture);
        // The last digits are random; the first ones of a version 7 id are the time and would fill one folder.
        return Path.Combine(Root, name[^2..], name + ".bin");
    }
}
