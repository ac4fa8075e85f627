using ElectronicApplication.Forms.Mapping.Characters;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace ElectronicApplication.Worker.CoreSystems.Files;

/// <summary>
/// The target's answers as CSV files (RFC 4180, with a line of headings). A file is read when it no longer grows, put into <c>done</c> when all its
/// answers have been saved, and into <c>broken</c>, with the reason beside it, when it cannot be understood; the others go on.
/// </summary>
internal sealed partial class ResultFiles(FileDropOptions options, IFolder folder, TimeProvider time, ILogger log)
{
    private const long LongestFile = 64 * 1024 * 1024;

    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);

    private readonly HashSet<string> _ok = FileDropOptions.Words(options.OkWords);
    private readonly HashSet<string> _ng = FileDropOptions.Words(options.NgWords);
    private readonly Dictionary<string, List<LateAnswer>> _open = new(StringComparer.Ordinal);
    private Dictionary<string, FolderFile> _seen = new(StringComparer.Ordinal);
    private bool _made;

    public async Task<IReadOnlyList<LateAnswer>> CollectAsync(CancellationToken cancel)
    {
        await MakeAsync(cancel);
        var files = (await folder.ListAsync(options.ResultFolder, cancel)).Where(f => !f.Name.StartsWith('.') && f.Name.EndsWith(options.ResultExtension, StringComparison.OrdinalIgnoreCase)).OrderBy(f => f.Name, StringComparer.Ordinal).ToList();
        foreach (var gone in _open.Keys.Except(files.Select(f => f.Name), StringComparer.Ordinal).ToList())
            _open.Remove(gone);
        foreach (var file in files.Where(f => !_open.ContainsKey(f.Name) && StoppedGrowing(f)))
            await ReadAsync(file, cancel);
        _seen = files.ToDictionary(f => f.Name, StringComparer.Ordinal);
        return [.. _open.Values.SelectMany(a => a)];
    }

    public async Task SettleAsync(IReadOnlyList<LateAnswer> saved, CancellationToken cancel)
    {
        var settled = saved.ToHashSet();
        foreach (var (name, answers) in _open.ToList())
        {
            answers.RemoveAll(settled.Contains);
            if (answers.Count == 0)
                await PutAwayAsync(name, "done", cancel);
        }
    }

    /// <summary>Seen twice as it is; or, by a program that looks once and ends, not touched for a minute.</summary>
    private bool StoppedGrowing(FolderFile file) => _seen.GetValueOrDefault(file.Name) == file || file.ChangedAt < time.GetUtcNow().UtcDateTime - Settled;

    private async Task ReadAsync(FolderFile file, CancellationToken cancel)
    {
        try
        {
            if (file.Length > LongestFile)
                throw new FormatException("the file is larger than 64 MB");
            if (await folder.ReadAsync($"{options.ResultFolder}/{file.Name}", cancel) is not { } bytes)
                return;
            var answers = Parse(bytes);
            if (answers.Count == 0)
                await PutAwayAsync(file.Name, "done", cancel);
            else
                _open[file.Name] = answers;
        }
        catch (FormatException e)
        {
            LogBroken(log, file.Name, e.Message);
            await folder.WriteAsync($"{options.ResultFolder}/broken/{file.Name}.reason.txt", Encoding.UTF8.GetBytes(e.Message + "\n"), cancel);
            await PutAwayAsync(file.Name, "broken", cancel);
        }
        catch (FolderException e)
        {
            LogUnreadable(log, file.Name, e.Message);
        }
    }

    private List<LateAnswer> Parse(byte[] bytes)
    {
        string text;
        try
        {
            text = TargetCharset.Find(options.ResultCharset)!.Decode(bytes).TrimStart('\uFEFF');
        }
        catch (ArgumentException)
        {
            throw new FormatException($"the file is not in {options.ResultCharset}");
        }
        var rows = Csv.Read(text);
        if (rows.Count == 0)
            throw new FormatException("the file is empty");
        var headings = rows[0].Select(h => h.Trim()).ToList();
        int delivery = headings.IndexOf(options.DeliveryIdColumn), external = headings.IndexOf(options.ExternalIdColumn), result = headings.IndexOf(options.ResultColumn);
        int recordId = headings.IndexOf(options.RecordIdColumn), reason = headings.IndexOf(options.ReasonColumn);
        if (result < 0 || delivery < 0 && external < 0)
            throw new FormatException($"the line of headings must name {options.ResultColumn}, and {options.ExternalIdColumn} or {options.DeliveryIdColumn}");
        List<LateAnswer> answers = [];
        for (var line = 1; line < rows.Count; line++)
        {
            var row = rows[line];
            if (row.Count != headings.Count)
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"record {line} has {row.Count} fields instead of {headings.Count}"));
            var id = Guid.TryParse(At(row, delivery), out var guid) ? guid : (Guid?)null;
            if (id is null && At(row, external).Length == 0)
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"record {line} names no delivery"));
            var answer = _ok.Contains(At(row, result)) ? AdapterAnswer.Done(At(row, recordId) is { Length: > 0 and <= 200 } number ? number : At(row, external))
                : _ng.Contains(At(row, result)) ? AdapterAnswer.Refused(At(row, reason) is { Length: > 0 } said ? said : "連携先が受け付けませんでした。")
                : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"record {line} has a result that is neither of OkWords nor of NgWords"));
            answers.Add(new(id, At(row, external), answer));
        }
        return answers;
    }

    private static string At(IReadOnlyList<string> row, int column) => column < 0 ? "" : row[column].Trim();

    /// <summary>Under a name of its own, should one of that name lie there.</summary>
    private async Task PutAwayAsync(string name, string where, CancellationToken cancel)
    {
        var to = $"{options.ResultFolder}/{where}/{name}";
        if (await folder.ExistsAsync(to, cancel))
            to += string.Create(CultureInfo.InvariantCulture, $".{time.GetUtcNow():yyyyMMddHHmmssfff}");
        await folder.RenameAsync($"{options.ResultFolder}/{name}", to, cancel);
        _open.Remove(name);
    }

    private async Task MakeAsync(CancellationToken cancel)
    {
        if (_made)
            return;
        await folder.MakeAsync(options.ResultFolder + "/done", cancel);
        await folder.MakeAsync(options.ResultFolder + "/broken", cancel);
        _made = true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Result file {Name} was put into broken: {Reason}.")]
    private static partial void LogBroken(ILogger log, string name, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Result file {Name} cannot be read: {Reason}")]
    private static partial void LogUnreadable(ILogger log, string name, string reason);
}
