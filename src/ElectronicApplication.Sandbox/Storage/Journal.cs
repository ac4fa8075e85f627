using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ElectronicApplication.Sandbox.Storage;

/// <summary>
/// An append-only file of JSON lines. One line is one change and is kept whole or not at all. Whoever awaits
/// <see cref="Append"/> knows that the line is on the disk: lines that arrive while the disk is busy share the next flush.
/// </summary>
internal sealed class Journal<TChange> : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly Lock gate = new();
    private readonly FileStream file;
    private readonly SemaphoreSlim work = new(0);
    private readonly Task writing;
    private ArrayBufferWriter<byte> waiting = new();
    private ArrayBufferWriter<byte> spare = new();
    private TaskCompletionSource flushed = NewSignal();
    private Task latest = Task.CompletedTask;
    private bool closing;

    private Journal(FileStream file)
    {
        this.file = file;
        writing = Task.Run(WriteAsync);
    }

    /// <summary>Reads the file back line by line into <paramref name="replay"/>, then opens it for appending.</summary>
    public static Journal<TChange> Open(string path, Action<TChange> replay)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Nobody else may write: two processes that append would each number and remember only their own.
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        try
        {
            file.SetLength(Replay(file, path, replay));
            file.Seek(0, SeekOrigin.End);
            return new Journal<TChange>(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Call it under the lock that guards the state, so that the file has the order of the state; await it outside.</summary>
    public Task Append(TChange change)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(change, Format);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closing, this);
            var first = waiting.WrittenCount == 0;
            waiting.Write(line);
            waiting.Write("\n"u8);
            latest = flushed.Task;
            if (first)
            {
                work.Release();
            }
            return latest;
        }
    }

    /// <summary>Completes when all that has been appended so far is on the disk: a reader must not see what a crash could take back.</summary>
    public Task Settled()
    {
        lock (gate)
        {
            return latest;
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            closing = true;
        }
        work.Release();
        await writing;
        await file.DisposeAsync();
    }

    private async Task WriteAsync()
    {
        while (true)
        {
            await work.WaitAsync();
            ArrayBufferWriter<byte> batch;
            TaskCompletionSource done;
            bool last;
            lock (gate)
            {
                (batch, waiting, spare) = (waiting, spare, waiting);
                (done, flushed) = (flushed, NewSignal());
                last = closing;
            }
            try
            {
                await file.WriteAsync(batch.WrittenMemory);
                file.Flush(flushToDisk: true);
                done.SetResult();
            }
            catch (Exception broken)
            {
                // After a failed write nobody knows what the file holds; the journal takes nothing more.
                lock (gate)
                {
                    closing = last = true;
                    flushed.TrySetException(broken);
                }
                done.SetException(broken);
            }
            batch.ResetWrittenCount();
            if (last)
            {
                return;
            }
        }
    }

    private static long Replay(FileStream file, string path, Action<TChange> replay)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var start = 0;
        for (var number = 1; ; number++)
        {
            var length = bytes.AsSpan(start).IndexOf((byte)'\n');
            if (length < 0)
            {
                // What follows the last line end was being written when the process died; nobody was told that it was kept.
                return start;
            }
            try
            {
                replay(JsonSerializer.Deserialize<TChange>(bytes.AsSpan(start, length), Format)!);
            }
            catch (JsonException unreadable)
            {
                throw new InvalidDataException($"{path}, line {number} cannot be read.", unreadable);
            }
            start += length + 1;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
