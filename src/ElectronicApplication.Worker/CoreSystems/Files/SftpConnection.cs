using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ElectronicApplication.Worker.CoreSystems.Files;

/// <summary>Numbers and names of SFTP version 3 (draft-ietf-secsh-filexfer-02) and of OpenSSH's additions to it.</summary>
internal static class Sftp
{
    public const byte Init = 1, Version = 2, Open = 3, Close = 4, Read = 5, Write = 6, OpenFolder = 11, ReadFolder = 12, Remove = 13, MakeFolder = 14, Stat = 17, Rename = 18, Extended = 200;

    public const byte Status = 101, Handle = 102, Data = 103, Name = 104, Attributes = 105;

    public const uint ForReading = 1, ForWritingAnew = 2 | 8 | 16;

    public const uint Ok = 0, EndOfFile = 1, NoSuchFile = 2, PermissionDenied = 3;

    public const string RenameOver = "posix-rename@openssh.com", Synchronise = "fsync@openssh.com";
}

/// <summary>The server understood, and said no.</summary>
internal sealed class SftpException(uint code) : Exception(string.Create(CultureInfo.InvariantCulture, $"SFTP status {code}"))
{
    public uint Code => code;
}

/// <summary>SFTP over the pipes of OpenSSH's client, which sees to keys, known hosts and encryption. Contents never touch this machine's disk.</summary>
internal sealed class SftpConnection : IAsyncDisposable
{
    private const int LongestPacket = 1024 * 1024;

    private readonly Process _ssh;
    private readonly StringBuilder _said = new();
    private readonly HashSet<string> _extensions = new(StringComparer.Ordinal);
    private uint _id;

    private SftpConnection(Process ssh)
    {
        _ssh = ssh;
        _ssh.ErrorDataReceived += (_, e) =>
        {
            lock (_said)
                if (_said.Length < 4000)
                    _said.AppendLine(e.Data);
        };
        _ssh.BeginErrorReadLine();
    }

    public bool Can(string extension) => _extensions.Contains(extension);

    public string WhyItEnded
    {
        get
        {
            lock (_said)
                return Why(_said.ToString());
        }
    }

    /// <exception cref="FolderException">No program, no connection, another server's key, or our key is not taken.</exception>
    public static async Task<SftpConnection> OpenAsync(SftpOptions options, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(options.Program,
        [
            "-F", "none", "-T", "-x", "-a", "-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes", "-o", "PreferredAuthentications=publickey", "-o", "StrictHostKeyChecking=yes",
            "-o", $"UserKnownHostsFile={options.KnownHostsFile}", "-o", "GlobalKnownHostsFile=/dev/null", "-o", "UpdateHostKeys=no", "-o", "ServerAliveInterval=15", "-o", "LogLevel=ERROR",
            "-o", string.Create(CultureInfo.InvariantCulture, $"ConnectTimeout={options.TimeoutSeconds}"), "-i", options.KeyFile, "-p", options.Port.ToString(CultureInfo.InvariantCulture),
            "-l", options.User, "-s", "--", options.Host, "sftp",
        ])
        { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        SftpConnection connection;
        try
        {
            connection = new(Process.Start(start)!);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new FolderException($"OpenSSH のプログラム「{options.Program}」がありません。", e);
        }
        try
        {
            await connection.GreetAsync(cancel);
            return connection;
        }
        catch (Exception e)
        {
            if (e is IOException)
                await connection._ssh.WaitForExitAsync(cancel);
            var why = connection.WhyItEnded;
            await connection.DisposeAsync();
            if (e is IOException)
                throw new FolderException(why, e);
            throw;
        }
    }

    public async Task OkAsync(SftpPacket ask, CancellationToken cancel) => Expect(await AskAsync(ask, cancel), Sftp.Status, Sftp.Attributes);

    public async Task<byte[]> HandleAsync(SftpPacket ask, CancellationToken cancel) => Expect(await AskAsync(ask, cancel), Sftp.Handle).Bytes();

    /// <summary>Null at the end of the file.</summary>
    public async Task<byte[]?> DataAsync(SftpPacket ask, CancellationToken cancel) => await AskAsync(ask, cancel) is var answer && answer.IsEnd ? null : Expect(answer, Sftp.Data).Bytes();

    /// <summary>The next files of a folder, without folders and links; null at its end.</summary>
    public async Task<IReadOnlyList<FolderFile>?> NamesAsync(SftpPacket ask, CancellationToken cancel)
    {
        var answer = await AskAsync(ask, cancel);
        if (answer.IsEnd)
            return null;
        Expect(answer, Sftp.Name);
        List<FolderFile> files = [];
        for (var count = answer.Number(); count > 0; count--)
        {
            var name = answer.Text();
            answer.Bytes();
            var (isFile, length, changed) = answer.FileAttributes();
            if (isFile)
                files.Add(new(name, length, changed));
        }
        return files;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_ssh.HasExited)
            _ssh.Kill();
        await _ssh.WaitForExitAsync();
        _ssh.Dispose();
    }

    private static SftpAnswer Expect(SftpAnswer answer, params ReadOnlySpan<byte> types)
    {
        if (answer.Type == Sftp.Status && answer.Code != Sftp.Ok)
            throw new SftpException(answer.Code);
        return types.Contains(answer.Type) ? answer : throw new IOException("The server answered what was not asked.");
    }

    private static string Why(string said) =>
        said.Contains("Host key verification failed", StringComparison.Ordinal) || said.Contains("IDENTIFICATION HAS CHANGED", StringComparison.Ordinal) || said.Contains("host key is known", StringComparison.Ordinal)
            ? "SFTP サーバーの鍵が、登録したものと違います。つながずに止めました。連携先に確認してください。"
        : said.Contains("Permission denied", StringComparison.Ordinal) ? "SFTP サーバーが、こちらの鍵又は利用者名を受け付けませんでした。"
        : "SFTP サーバーに接続できないか、接続が切れました。";

    private async Task GreetAsync(CancellationToken cancel)
    {
        await SendAsync(SftpPacket.Greeting(), cancel);
        var answer = await ReceiveAsync(cancel);
        if (answer.Type != Sftp.Version || answer.Number() < 3)
            throw new IOException("The server speaks no SFTP version 3.");
        while (!answer.IsRead)
        {
            _extensions.Add(answer.Text());
            answer.Bytes();
        }
    }

    private async Task<SftpAnswer> AskAsync(SftpPacket ask, CancellationToken cancel)
    {
        var id = ++_id;
        await SendAsync(ask.Identified(id), cancel);
        var answer = await ReceiveAsync(cancel);
        return answer.Number() == id ? answer : throw new IOException("The server answered another request.");
    }

    private async Task SendAsync(byte[] packet, CancellationToken cancel)
    {
        await _ssh.StandardInput.BaseStream.WriteAsync(packet, cancel);
        await _ssh.StandardInput.BaseStream.FlushAsync(cancel);
    }

    private async Task<SftpAnswer> ReceiveAsync(CancellationToken cancel)
    {
        var length = new byte[4];
        await _ssh.StandardOutput.BaseStream.ReadExactlyAsync(length, cancel);
        var size = BinaryPrimitives.ReadUInt32BigEndian(length);
        if (size is 0 or > LongestPacket)
            throw new IOException("The server sent a packet of an impossible size.");
        var packet = new byte[size];
        await _ssh.StandardOutput.BaseStream.ReadExactlyAsync(packet, cancel);
        return new(packet);
    }
}
