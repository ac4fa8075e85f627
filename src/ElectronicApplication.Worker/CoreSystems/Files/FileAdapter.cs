using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ElectronicApplication.Forms.Mapping;
using Microsoft.Extensions.Logging;

namespace ElectronicApplication.Worker.CoreSystems.Files;

/// <summary>A core system that takes files from a folder, here or on an SFTP server: one a record, or many records a file, numbered without gaps.</summary>
internal sealed class FileAdapter(string target, FileDropOptions options, IFolder folder, TimeProvider time, ILogger log) : IAdapter
{
    private const string Journal = "/.sent";

    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);

    private readonly NumberedFiles _files = new(folder, options.Folder, options.Folder + Journal, time, options.JournalDays);
    private readonly ResultFiles? _results = options.Acknowledge == FileAcknowledgement.ResultFile ? new(options, folder, time, log) : null;

    public int BatchSize => options.BatchSize;

    public async Task<IReadOnlyList<AdapterAnswer>> OfferAsync(IReadOnlyList<Offer> offers, CancellationToken cancel)
    {
        var answers = new AdapterAnswer[offers.Count];
        var texts = offers.Select(o => FileText.Of(o, options.BatchSize > 1)).ToList();
        List<int> writable = [];
        for (var i = 0; i < offers.Count; i++)
            if (FileText.Problem(texts[i]) is { } problem)
                answers[i] = problem;
            else
                writable.Add(i);
        foreach (var group in writable.GroupBy(i => texts[i].Layout).SelectMany(g => g.Chunk(options.BatchSize)))
        {
            var answer = await WriteAsync([.. group.Select(i => (offers[i], texts[i].Record))], texts[group[0]].Layout, cancel);
            for (var i = 0; i < group.Length; i++)
                answers[group[i]] = answer(i);
        }
        return answers;
    }

    /// <summary>Only asked where the target takes the file away or puts an acknowledgement beside it.</summary>
    public async Task<AdapterAnswer> AskAsync(Offer offer, CancellationToken cancel)
    {
        if (options.Acknowledge != FileAcknowledgement.PickedUp)
            return AdapterAnswer.Accepted(progress: offer.Progress);
        if (offer.Progress is not { } name)
            return (await OfferAsync([offer], cancel))[0];
        try
        {
            // Without our journal beside it this is not the folder, but the place where a share is not mounted at the moment.
            var taken = await folder.ExistsAsync($"{options.Folder}/{name}{options.AckExtension}", cancel)
                || !await folder.ExistsAsync($"{options.Folder}/{name}", cancel) && await folder.ExistsAsync(options.Folder + Journal, cancel);
            return taken ? AdapterAnswer.Done(name) : AdapterAnswer.Accepted(options.AskAfterSeconds, name);
        }
        catch (FolderException)
        {
            // Not to be seen is not taken away; the file stands where it stood.
            return AdapterAnswer.Accepted(options.AskAfterSeconds, name);
        }
    }

    public Task<IReadOnlyList<LateAnswer>> CollectAsync(CancellationToken cancel) => _results?.CollectAsync(cancel) ?? Task.FromResult<IReadOnlyList<LateAnswer>>([]);

    public async Task SettleAsync(IReadOnlyList<LateAnswer> saved, CancellationToken cancel)
    {
        if (_results is null)
            return;
        // Before the result file is put away: what was refused must go into a new file when it is offered again.
        var refused = saved.Where(s => s.Answer.Outcome == Contracts.V1.DeliveryOutcome.Refused).ToList();
        if (refused.Count > 0)
            await _files.ForgetAsync(item => refused.Any(r => r.DeliveryId is { } id ? id == item.Delivery : r.ExternalId == item.ExternalId), cancel);
        await _results.SettleAsync(saved, cancel);
    }

    public ValueTask DisposeAsync() => _files.DisposeAsync();

    private async Task<Func<int, AdapterAnswer>> WriteAsync(IReadOnlyList<(Offer Offer, string Record)> records, FileLayout layout, CancellationToken cancel)
    {
        try
        {
            var entries = await _files.PutAsync([.. records.Select(r => new NumberedItem(Key(r.Offer, r.Record), r.Offer.DeliveryId, r.Offer.ExternalId))], (number, rest) => MakeAsync(number, [.. rest.Select(i => records[i])], layout, cancel), cancel);
            return i => Standing(entries[i].Files[0].Name);
        }
        catch (FolderException e)
        {
            return i => AdapterAnswer.TryAgain(e.Message) with { Progress = records[i].Offer.Progress };
        }
        catch (EncoderFallbackException)
        {
            return i => AdapterAnswer.TryAgain($"見出し又は末尾の行に、文字集合（{layout.Charset}）で表せない文字があります。ファイルの書式の設定を確認してください。") with { Progress = records[i].Offer.Progress };
        }
    }

    private AdapterAnswer Standing(string name) => options.Acknowledge switch
    {
        FileAcknowledgement.None => AdapterAnswer.Done(name),
        FileAcknowledgement.PickedUp => AdapterAnswer.Accepted(options.AskAfterSeconds, name),
        _ => AdapterAnswer.Accepted(progress: name),
    };

    private async Task<IReadOnlyList<NewFile>> MakeAsync(int number, IReadOnlyList<(Offer Offer, string Record)> records, FileLayout layout, CancellationToken cancel)
    {
        var at = time.GetUtcNow().ToOffset(Japan).DateTime;
        var digits = number.ToString("D" + options.NumberDigits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var name = FileText.Fill(options.FileName, ("target", target), ("number", digits), ("date", FileText.Date(at)), ("time", FileText.Time(at))) + layout.Extension;
        var content = FileText.Compose(layout, [.. records.Select(r => r.Record)], digits, at);
        List<NewFile> files = [new(name, content)];
        var attached = "";
        foreach (var file in records.SelectMany(r => r.Offer.Files ?? []))
        {
            files.Add(new(string.Create(CultureInfo.InvariantCulture, $"{name}.{files.Count}{file.Extension}"), await file.ReadAsync(cancel) ?? throw new FolderException("添付書類を読めません。")));
            attached += $"attachment={files[^1].Name} sha256={file.Sha256} name={file.Name}\n";
        }
        if (options.ControlExtension.Length > 0)
            files.Add(new(name + options.ControlExtension, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"file={name}\ncount={records.Count}\nbytes={content.Length}\nsha256={Convert.ToHexStringLower(SHA256.HashData(content))}\n{attached}"))));
        return files;
    }

    /// <summary>The same delivery with the same content is the same item, however often it is offered; mended content is another.</summary>
    private static string Key(Offer offer, string record) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{offer.DeliveryId:N}\n{offer.ExternalId}\n{offer.Kind}\n{record}{string.Concat((offer.Files ?? []).Select(f => "\n" + f.Sha256))}")));
}
