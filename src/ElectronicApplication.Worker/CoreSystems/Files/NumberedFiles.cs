using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ElectronicApplication.Contracts.V1;

namespace ElectronicApplication.Worker.CoreSystems.Files;

/// <param name="Key">What it is, for life: the same key offered again is in the file already.</param>
/// <param name="Delivery">Whose answer can make the key forgotten.</param>
internal sealed record NumberedItem(string Key, Guid Delivery, string ExternalId);

internal sealed record NewFile(string Name, byte[] Content);

/// <summary>What the journal says of a number: which items went into which files.</summary>
internal sealed record SentFiles(int Number, DateTime At, IReadOnlyList<SentFile> Files, IReadOnlyList<NumberedItem> Items);

/// <param name="Part">The hidden name that it has until it is handed over.</param>
internal sealed record SentFile(string Name, string Part, string Sha256);

/// <summary>
/// Leaves files in a folder under numbers without gaps, each item in effect once, also when the process is killed at any step and the item comes
/// again, alone or in other company. The steps: (1) everything is written under hidden names; (2) the journal's entry of the number appears, in
/// one step and only if nobody else took the number; (3) the hidden names become the real ones, in their order. Before (2) nothing has happened;
/// after it, whoever meets a hidden file that an entry names finishes step (3). An entry that can be made proves that all earlier ones are known,
/// so any number of workers may share a folder without a lock.
/// </summary>
internal sealed class NumberedFiles(IFolder folder, string drop, string journal, TimeProvider time, int keepDays = 30) : IAsyncDisposable
{
    private const string PartPrefix = ".ea-";

    private readonly SemaphoreSlim _gate = new(1);
    private readonly Dictionary<string, SentFiles> _byKey = new(StringComparer.Ordinal);
    private Task? _reading;
    private int? _last;
    private DateTimeOffset _loadedAt;

    /// <summary>The items' entries, in their order. <paramref name="make"/> gets the number and which of the items have no file yet; what it returns first, appears first.</summary>
    public async Task<IReadOnlyList<SentFiles>> PutAsync(IReadOnlyList<NumberedItem> items, Func<int, IReadOnlyList<int>, Task<IReadOnlyList<NewFile>>> make, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            await LoadAsync(cancel);
            foreach (var entry in items.Select(i => _byKey.GetValueOrDefault(i.Key)).OfType<SentFiles>().Distinct().ToList())
                await LookAgainAsync(entry, cancel);
            while (true)
            {
                var rest = Enumerable.Range(0, items.Count).Where(i => !_byKey.ContainsKey(items[i].Key)).ToList();
                if (rest.Count == 0 || await ClaimAsync(_last!.Value + 1, [.. rest.Select(i => items[i])], await make(_last.Value + 1, rest), cancel))
                    return [.. items.Select(i => _byKey[i.Key])];
                // Somebody else took the number; what went into it is known from here on.
                while (await ReadAsync(EntryPath(_last.Value + 1), cancel) is { } entry)
                    await KnowAsync(entry, cancel);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>These were refused: offered again, they go into a new file.</summary>
    public async Task ForgetAsync(Func<NumberedItem, bool> which, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            await LoadAsync(cancel);
            foreach (var entry in _byKey.Values.Distinct().Where(e => e.Items.Any(which)).ToList())
            {
                var kept = entry with { Items = [.. entry.Items.Where(i => !which(i))] };
                var temporary = $"{journal}/.{Guid.NewGuid():N}.tmp";
                await folder.WriteAsync(temporary, JsonSerializer.SerializeToUtf8Bytes(kept, FactJson.Options), cancel);
                await folder.RenameAsync(temporary, EntryPath(entry.Number), cancel);
                Replace(entry, kept);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<bool> ClaimAsync(int number, IReadOnlyList<NumberedItem> items, IReadOnlyList<NewFile> files, CancellationToken cancel)
    {
        var at = time.GetUtcNow();
        var sent = files.Select(f => new SentFile(f.Name, string.Create(CultureInfo.InvariantCulture, $"{PartPrefix}{at.ToUnixTimeSeconds()}-{Guid.NewGuid():N}.part"), Hash(f.Content))).ToList();
        var entry = new SentFiles(number, at.UtcDateTime, sent, items);
        var temporary = $"{journal}/.{Guid.NewGuid():N}.tmp";
        try
        {
            for (var i = 0; i < files.Count; i++)
                await folder.WriteAsync($"{drop}/{sent[i].Part}", files[i].Content, cancel);
            await folder.WriteAsync(temporary, JsonSerializer.SerializeToUtf8Bytes(entry, FactJson.Options), cancel);
        }
        catch
        {
            await ClearAsync();
            throw;
        }
        // Should this fail, it is not known whether the number is ours: the hidden files stay, and the next attempt finds out.
        if (!await folder.RenameNewAsync(temporary, EntryPath(number), CancellationToken.None))
        {
            await ClearAsync();
            return false;
        }
        await KnowAsync(entry, CancellationToken.None);
        return true;

        async Task ClearAsync()
        {
            try
            {
                foreach (var path in sent.Select(s => $"{drop}/{s.Part}").Append(temporary))
                    await folder.DeleteAsync(path, CancellationToken.None);
            }
            catch (FolderException)
            {
                // Still away: what is left is hidden, and cleared away after a day.
            }
        }
    }

    private async Task KnowAsync(SentFiles entry, CancellationToken cancel)
    {
        _last = Math.Max(_last ?? 0, entry.Number);
        foreach (var item in entry.Items)
            _byKey[item.Key] = entry;
        await FinishAsync(entry, cancel);
    }

    /// <summary>Step 3, begun or not. A file of the same name that waits for the other side is never overwritten.</summary>
    private async Task FinishAsync(SentFiles entry, CancellationToken cancel)
    {
        foreach (var file in entry.Files)
        {
            var part = $"{drop}/{file.Part}";
            if (!await folder.ExistsAsync(part, cancel))
                continue;
            if (await folder.ExistsAsync($"{drop}/{file.Name}", cancel) && await folder.ExistsAsync(part, cancel))
                throw new FolderException($"同じ名前のファイル「{file.Name}」がまだ引き取られていません。");
            await folder.RenameAsync(part, $"{drop}/{file.Name}", cancel);
        }
    }

    /// <summary>Another worker may have forgotten items of it since, or somebody may have deleted the entry so that it is written anew.</summary>
    private async Task LookAgainAsync(SentFiles entry, CancellationToken cancel)
    {
        var now = await ReadAsync(EntryPath(entry.Number), cancel);
        Replace(entry, now);
        if (now is not null)
            await FinishAsync(now, cancel);
    }

    private void Replace(SentFiles entry, SentFiles? now)
    {
        foreach (var item in entry.Items)
            _byKey.Remove(item.Key);
        foreach (var item in now?.Items ?? [])
            _byKey[item.Key] = now!;
    }

    /// <summary>Reads the journal, once a day anew so that what is old leaves both the folder and the memory. A long journal takes longer than one offer may: the reading goes on without it.</summary>
    private async Task LoadAsync(CancellationToken cancel)
    {
        if (_last is not null && time.GetUtcNow() < _loadedAt.AddDays(1))
            return;
        var reading = _reading ??= ReadJournalAsync(CancellationToken.None);
        try
        {
            await reading.WaitAsync(cancel);
        }
        finally
        {
            if (reading.IsCompleted)
                _reading = null;
        }
    }

    private async Task ReadJournalAsync(CancellationToken cancel)
    {
        _last = null;
        _byKey.Clear();
        await folder.MakeAsync(journal, cancel);
        var names = await folder.ListAsync(journal, cancel);
        var numbers = names.Select(f => f.Name.EndsWith(".json", StringComparison.Ordinal) && int.TryParse(f.Name.AsSpan(0, f.Name.Length - 5), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).Where(n => n > 0).Order().ToList();
        var parts = (await folder.ListAsync(drop, cancel)).Select(f => f.Name).Where(n => n.StartsWith(PartPrefix, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        foreach (var number in numbers)
        {
            if (await ReadAsync(EntryPath(number), cancel) is not { } entry)
                continue;
            var unfinished = entry.Files.Count(f => parts.Remove(f.Part)) > 0;
            if (entry.At < time.GetUtcNow().UtcDateTime.AddDays(-keepDays) && number < numbers[^1] && !unfinished)
            {
                await folder.DeleteAsync(EntryPath(number), cancel);
                continue;
            }
            foreach (var item in entry.Items)
                _byKey[item.Key] = entry;
            if (unfinished)
                await TryFinishAsync(entry, cancel);
        }
        // Written and never numbered: the process was killed. Another worker may be at it now, so only after a day.
        foreach (var stray in parts.Where(p => long.TryParse(p[PartPrefix.Length..].Split('-')[0], CultureInfo.InvariantCulture, out var at) && at < time.GetUtcNow().AddDays(-1).ToUnixTimeSeconds()))
            await folder.DeleteAsync($"{drop}/{stray}", cancel);
        (_last, _loadedAt) = (numbers.LastOrDefault(), time.GetUtcNow());
    }

    private async Task TryFinishAsync(SentFiles entry, CancellationToken cancel)
    {
        try
        {
            await FinishAsync(entry, cancel);
        }
        catch (FolderException)
        {
            // Said to whoever offers its items again; the others are not held up.
        }
    }

    private async Task<SentFiles?> ReadAsync(string path, CancellationToken cancel)
    {
        try
        {
            return await folder.ReadAsync(path, cancel) is { } bytes ? JsonSerializer.Deserialize<SentFiles>(bytes, FactJson.Options) : null;
        }
        catch (JsonException e)
        {
            throw new FolderException($"ファイルの記録「{path}」が壊れています。", e);
        }
    }

    private string EntryPath(int number) => string.Create(CultureInfo.InvariantCulture, $"{journal}/{number:D8}.json");

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public ValueTask DisposeAsync()
    {
        _gate.Dispose();
        return folder.DisposeAsync();
    }
}
