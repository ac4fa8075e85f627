namespace ElectronicApplication.Worker.CoreSystems.Files;

/// <summary>A place for files: a folder of this machine, or one on an SFTP server. Paths use "/".</summary>
/// <remarks>Trouble that a person can end (missing folder, no permission, no space, no connection) is a <see cref="FolderException"/>.</remarks>
internal interface IFolder : IAsyncDisposable
{
    /// <summary>The files in it, without its folders; hidden ones too.</summary>
    Task<IReadOnlyList<FolderFile>> ListAsync(string folder, CancellationToken cancel);

    /// <summary>Null when there is no such file.</summary>
    Task<byte[]?> ReadAsync(string path, CancellationToken cancel);

    /// <summary>A file or a folder.</summary>
    Task<bool> ExistsAsync(string path, CancellationToken cancel);

    /// <summary>Writes under this very name, down to the disk. Whoever reads along could see half of it: for hidden names only.</summary>
    Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancel);

    /// <summary>In one step, in place of what stands there. False when there is nothing to rename.</summary>
    Task<bool> RenameAsync(string from, string to, CancellationToken cancel);

    /// <summary>In one step, and only where nothing stands yet: of two that do this at once, one gets true.</summary>
    Task<bool> RenameNewAsync(string from, string to, CancellationToken cancel);

    Task DeleteAsync(string path, CancellationToken cancel);

    /// <summary>Makes this one folder where it is missing; its parent must be there.</summary>
    Task MakeAsync(string folder, CancellationToken cancel);
}

/// <param name="ChangedAt">UTC, to the second at best.</param>
internal sealed record FolderFile(string Name, long Length, DateTime ChangedAt);

/// <param name="reason">In Japanese, for the operator: what is wrong and with which folder. No personal data.</param>
internal sealed class FolderException(string reason, Exception? inner = null) : IOException(reason, inner);
