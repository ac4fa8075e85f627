using System.Runtime.InteropServices;

namespace ElectronicApplication.Worker.CoreSystems.Files;

/// <summary>A folder of this machine, or one that is mounted.</summary>
internal sealed class LocalFolder : IFolder
{
    public Task<IReadOnlyList<FolderFile>> ListAsync(string folder, CancellationToken cancel) => Guard(folder, () =>
        (IReadOnlyList<FolderFile>)[.. new DirectoryInfo(folder).EnumerateFiles().Select(f => new FolderFile(f.Name, f.Length, f.LastWriteTimeUtc))]);

    public async Task<byte[]?> ReadAsync(string path, CancellationToken cancel)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancel);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (Known(path, e) is { } known)
        {
            throw known;
        }
    }

    public Task<bool> ExistsAsync(string path, CancellationToken cancel) => Guard(path, () => Path.Exists(path));

    public async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
            await file.WriteAsync(content, cancel);
            file.Flush(flushToDisk: true);
        }
        catch (Exception e) when (Known(path, e) is { } known)
        {
            throw known;
        }
    }

    public Task<bool> RenameAsync(string from, string to, CancellationToken cancel) => Rename(from, to, overwrite: true);

    public Task<bool> RenameNewAsync(string from, string to, CancellationToken cancel) => File.Exists(to) ? Task.FromResult(false) : Rename(from, to, overwrite: false);

    public Task DeleteAsync(string path, CancellationToken cancel) => Guard(path, () =>
    {
        File.Delete(path);
        return true;
    });

    public Task MakeAsync(string folder, CancellationToken cancel) => Guard(folder, () =>
        Directory.Exists(Path.GetDirectoryName(folder)) ? Directory.CreateDirectory(folder).Exists : throw new DirectoryNotFoundException());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static Task<bool> Rename(string from, string to, bool overwrite) => Guard(to, () =>
    {
        try
        {
            File.Move(from, to, overwrite);
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException) when (!overwrite && File.Exists(to))
        {
            return false;
        }
        Settle(Path.GetDirectoryName(to)!);
        return true;
    });

    private static Task<T> Guard<T>(string path, Func<T> work)
    {
        try
        {
            return Task.FromResult(work());
        }
        catch (Exception e) when (Known(path, e) is { } known)
        {
            return Task.FromException<T>(known);
        }
    }

    private static FolderException? Known(string path, Exception e) => e switch
    {
        DirectoryNotFoundException => new($"フォルダー「{Path.GetDirectoryName(path)}」がありません。", e),
        UnauthorizedAccessException => new($"フォルダー「{Path.GetDirectoryName(path)}」に読み書きする権限がありません。", e),
        // ENOSPC, EDQUOT; ERROR_DISK_FULL.
        IOException when (e.HResult & 0xFFFF) is 28 or 122 or 112 => new($"フォルダー「{Path.GetDirectoryName(path)}」のディスクに空きがありません。", e),
        IOException and not FolderException => new($"フォルダー「{Path.GetDirectoryName(path)}」に読み書きできません（{e.GetType().Name}）。", e),
        _ => null,
    };

    /// <summary>A new name is on the disk only when its folder is. Other systems than Unix see to that themselves.</summary>
    private static void Settle(string folder)
    {
        if (OperatingSystem.IsWindows() || Open(folder, 0) is var handle && handle < 0)
            return;
        _ = Synchronise(handle);
        _ = Close(handle);
    }

    [DllImport("libc", EntryPoint = "open")]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    private static extern int Synchronise(int handle);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int handle);
}
