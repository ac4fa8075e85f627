namespace ElectronicApplication.Worker.CoreSystems.Files;

/// <summary>A folder on an SFTP server. One connection, made when it is needed and made anew after any trouble; one request at a time.</summary>
internal sealed class SftpFolder(SftpOptions options) : IFolder
{
    private const int Chunk = 32 * 1024;

    private readonly SemaphoreSlim _gate = new(1);
    private SftpConnection? _connection;

    public Task<IReadOnlyList<FolderFile>> ListAsync(string folder, CancellationToken cancel) => WithAsync<IReadOnlyList<FolderFile>>(folder, async (sftp, limit) =>
    {
        var handle = await sftp.HandleAsync(SftpPacket.Ask(Sftp.OpenFolder).Text(folder), limit);
        List<FolderFile> files = [];
        while (await sftp.NamesAsync(SftpPacket.Ask(Sftp.ReadFolder).Bytes(handle), limit) is { } some)
            files.AddRange(some);
        await sftp.OkAsync(SftpPacket.Ask(Sftp.Close).Bytes(handle), limit);
        return files;
    }, cancel);

    public Task<byte[]?> ReadAsync(string path, CancellationToken cancel) => WithAsync(path, async (sftp, limit) =>
    {
        byte[] handle;
        try
        {
            handle = await sftp.HandleAsync(SftpPacket.Ask(Sftp.Open).Text(path).Number(Sftp.ForReading).Number(0), limit);
        }
        catch (SftpException e) when (e.Code == Sftp.NoSuchFile)
        {
            return null;
        }
        using var content = new MemoryStream();
        while (await sftp.DataAsync(SftpPacket.Ask(Sftp.Read).Bytes(handle).Long((ulong)content.Length).Number(Chunk), limit) is { } some)
            content.Write(some);
        await sftp.OkAsync(SftpPacket.Ask(Sftp.Close).Bytes(handle), limit);
        return content.ToArray();
    }, cancel);

    public Task<bool> ExistsAsync(string path, CancellationToken cancel) => WithAsync(path, (sftp, limit) => ExistsAsync(sftp, path, limit), cancel);

    public Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancel) => WithAsync(path, async (sftp, limit) =>
    {
        var handle = await sftp.HandleAsync(SftpPacket.Ask(Sftp.Open).Text(path).Number(Sftp.ForWritingAnew).Number(0), limit);
        for (var at = 0; at < content.Length; at += Chunk)
            await sftp.OkAsync(SftpPacket.Ask(Sftp.Write).Bytes(handle).Long((ulong)at).Bytes(content.Span.Slice(at, Math.Min(Chunk, content.Length - at))), limit);
        if (sftp.Can(Sftp.Synchronise))
            await sftp.OkAsync(SftpPacket.Ask(Sftp.Extended).Text(Sftp.Synchronise).Bytes(handle), limit);
        await sftp.OkAsync(SftpPacket.Ask(Sftp.Close).Bytes(handle), limit);
        return true;
    }, cancel);

    public Task<bool> RenameAsync(string from, string to, CancellationToken cancel) => WithAsync(to, async (sftp, limit) =>
    {
        try
        {
            await sftp.OkAsync((sftp.Can(Sftp.RenameOver) ? SftpPacket.Ask(Sftp.Extended).Text(Sftp.RenameOver) : SftpPacket.Ask(Sftp.Rename)).Text(from).Text(to), limit);
            return true;
        }
        catch (SftpException e) when (e.Code == Sftp.NoSuchFile)
        {
            if (await ExistsAsync(sftp, from, limit))
                throw;
            return false;
        }
    }, cancel);

    public Task<bool> RenameNewAsync(string from, string to, CancellationToken cancel) => WithAsync(to, async (sftp, limit) =>
    {
        try
        {
            // Version 3 of the protocol: an error where something has that name.
            await sftp.OkAsync(SftpPacket.Ask(Sftp.Rename).Text(from).Text(to), limit);
            return true;
        }
        catch (SftpException)
        {
            if (!await ExistsAsync(sftp, to, limit))
                throw;
            return false;
        }
    }, cancel);

    public Task DeleteAsync(string path, CancellationToken cancel) => WithAsync(path, async (sftp, limit) =>
    {
        try
        {
            await sftp.OkAsync(SftpPacket.Ask(Sftp.Remove).Text(path), limit);
        }
        catch (SftpException e) when (e.Code == Sftp.NoSuchFile)
        {
        }
        return true;
    }, cancel);

    public Task MakeAsync(string folder, CancellationToken cancel) => WithAsync(folder, async (sftp, limit) =>
    {
        if (!await ExistsAsync(sftp, folder, limit))
            await sftp.OkAsync(SftpPacket.Ask(Sftp.MakeFolder).Text(folder).Number(0), limit);
        return true;
    }, cancel);

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
            await _connection.DisposeAsync();
        _gate.Dispose();
    }

    private static async Task<bool> ExistsAsync(SftpConnection sftp, string path, CancellationToken cancel)
    {
        try
        {
            await sftp.OkAsync(SftpPacket.Ask(Sftp.Stat).Text(path), cancel);
            return true;
        }
        catch (SftpException e) when (e.Code == Sftp.NoSuchFile)
        {
            return false;
        }
    }

    /// <summary>The server's "no" leaves the connection as it is; whatever else goes wrong ends it, because half an answer may still be under way.</summary>
    private async Task<T> WithAsync<T>(string path, Func<SftpConnection, CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        var well = false;
        try
        {
            _connection ??= await SftpConnection.OpenAsync(options, limit.Token);
            var result = await work(_connection, limit.Token);
            well = true;
            return result;
        }
        catch (SftpException e)
        {
            well = true;
            throw new FolderException(e.Code switch
            {
                Sftp.NoSuchFile => $"SFTP サーバーに「{path}」のフォルダーがありません。",
                Sftp.PermissionDenied => $"SFTP サーバーの「{path}」に読み書きする権限がありません。",
                _ => $"SFTP サーバーが「{path}」への操作を断りました（{e.Code}）。空き容量と権限を確認してください。",
            }, e);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new FolderException($"SFTP サーバーから {options.TimeoutSeconds} 秒以内に応答がありませんでした。", e);
        }
        catch (Exception e) when (e is IOException and not FolderException)
        {
            throw new FolderException(_connection?.WhyItEnded ?? "SFTP サーバーとの接続が切れました。", e);
        }
        finally
        {
            if (!well && _connection is { } broken)
            {
                _connection = null;
                await broken.DisposeAsync();
            }
            _gate.Release();
        }
    }
}
