using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Forms.Mapping;
using ElectronicApplication.Testing;
using ElectronicApplication.Worker.CoreSystems;
using ElectronicApplication.Worker.CoreSystems.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElectronicApplication.Worker.Tests;

/// <summary>Files in a real folder; where a process dies, it dies before or after any one operation on the folder.</summary>
public sealed class FileAdapterTests : IDisposable
{
    public const string Name = "髙﨑𠮷葛\U000E0100";

    private static readonly FileLayout Csv = new("utf-8", "\r\n", "番号,氏名", "END,{count},{number},{date},{time}", ".csv", ByteOrderMark: true);

    private readonly TemporaryFolder _folder = new("drop");
    private readonly MovableClock _clock = new(new(2026, 4, 1, 15, 30, 0, TimeSpan.Zero));

    private string Results => Directory.CreateDirectory(Path.Combine(_folder.Path, "results")).FullName;

    private string Drop => Directory.CreateDirectory(Path.Combine(_folder.Path, "drop")).FullName;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_batch_is_one_file_with_header_and_trailer_and_every_name_as_it_is()
    {
        await using var adapter = Adapter(o => (o.BatchSize, o.FileName, o.NumberDigits) = (10, "{target}_{date}_{number}", 4));
        var answers = await adapter.OfferAsync([Record(1, Name), Record(2, "森")], default);

        Assert.All(answers, a => Assert.Equal((DeliveryOutcome.Done, "juki_20260402_0001.csv"), (a.Outcome, a.RecordId)));
        var bytes = await File.ReadAllBytesAsync(Path.Combine(Drop, "juki_20260402_0001.csv"));
        // 15:30 UTC is the next day in Japan.
        Assert.Equal($"\uFEFF番号,氏名\r\n1,{Name}\r\n2,森\r\nEND,2,0001,20260402,003000\r\n", Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public async Task What_the_character_set_does_not_hold_is_refused_by_its_name_and_holds_up_nobody()
    {
        await using var adapter = Adapter(o => o.BatchSize = 10);
        var layout = Csv with { Charset = "windows-31j", ByteOrderMark = false };
        var answers = await adapter.OfferAsync([Record(1, "髙﨑", layout), Record(2, "𠮷田", layout), Record(3, "葛\U000E0100", layout)], default);

        Assert.Equal([DeliveryOutcome.Done, DeliveryOutcome.Refused, DeliveryOutcome.Refused], answers.Select(a => a.Outcome));
        Assert.Contains("「𠮷」（U+20BB7）", answers[1].Reason, StringComparison.Ordinal);
        Assert.Contains("異体字セレクター（U+E0100）", answers[2].Reason, StringComparison.Ordinal);
        var bytes = await File.ReadAllBytesAsync(Path.Combine(Drop, answers[0].RecordId!));
        // NEC's and IBM's extensions in windows-31j: 髙 is FBFC, 﨑 is FAB1.
        Assert.Contains("FBFCFAB1", Convert.ToHexString(bytes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("euc-jp", "森", "BFB9")]
    [InlineData("iso-2022-jp", "森", "1B2442")]
    [InlineData("shift_jis", "森", "9058")]
    public async Task Older_character_sets_are_written_in_their_own_bytes(string charset, string name, string hex)
    {
        await using var adapter = Adapter();
        var answer = (await adapter.OfferAsync([Record(1, name, Csv with { Charset = charset, Header = null, Trailer = null, ByteOrderMark = false })], default))[0];
        Assert.Contains(hex, Convert.ToHexString(await File.ReadAllBytesAsync(Path.Combine(Drop, answer.RecordId!))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("euc-jp")]
    [InlineData("iso-2022-jp")]
    [InlineData("shift_jis")]
    [InlineData("windows-31j")]
    public async Task No_character_set_puts_another_character_in_the_place_of_one_that_it_does_not_hold(string charset)
    {
        await using var adapter = Adapter();
        foreach (var name in new[] { "𠮷", "葛\U000E0100", "é", "森\uD842" })
            Assert.Equal(DeliveryOutcome.Refused, (await adapter.OfferAsync([Record(1, name, Csv with { Charset = charset, Header = null, Trailer = null })], default))[0].Outcome);
        Assert.Empty(Directory.EnumerateFiles(Drop));
    }

    [Fact]
    public async Task A_character_set_that_is_not_known_is_a_matter_of_settings()
    {
        await using var adapter = Adapter();
        Assert.Equal(DeliveryOutcome.TryAgain, (await adapter.OfferAsync([Record(1, "森", Csv with { Charset = "ebcdic" })], default))[0].Outcome);
    }

    [Fact]
    public async Task What_is_old_leaves_the_journal_and_the_numbers_go_on()
    {
        await using var adapter = Adapter();
        await adapter.OfferAsync([Record(1, "一")], default);
        await adapter.OfferAsync([Record(2, "二")], default);
        var journal = Path.Combine(Drop, ".sent");
        // Left by a process that was killed before it had a number, yesterday and just now.
        string old = Path.Combine(Drop, $".ea-{_clock.Now.ToUnixTimeSeconds()}-x.part"), young = Path.Combine(Drop, $".ea-{_clock.Now.AddDays(40).ToUnixTimeSeconds()}-x.part");
        await File.WriteAllTextAsync(old, "");
        await File.WriteAllTextAsync(young, "");
        _clock.Now += TimeSpan.FromDays(40);
        Assert.Equal("juki-00000003.csv", (await adapter.OfferAsync([Record(3, "三")], default))[0].RecordId);
        Assert.Equal(["00000002.json", "00000003.json"], Directory.GetFiles(journal).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal((false, true), (File.Exists(old), File.Exists(young)));
    }

    [Fact]
    public async Task Without_a_layout_a_record_is_JSON_and_a_batch_is_lines_of_it()
    {
        await using (var single = Adapter())
            Assert.Equal("juki-00000001.json", (await single.OfferAsync([Record(1, Name) with { Text = null }], default))[0].RecordId);
        await using (var batch = Adapter(o => o.BatchSize = 10))
            Assert.Equal("juki-00000002.jsonl", (await batch.OfferAsync([Record(2, Name) with { Text = null }, Record(3, Name) with { Text = null }], default))[1].RecordId);

        var one = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Drop, "juki-00000001.json")))!;
        Assert.Equal(("E1", "submission", Name), ((string?)one["externalId"], (string?)one["kind"], (string?)one["data"]!["name"]));
        Assert.Equal(["E2", "E3"], (await File.ReadAllLinesAsync(Path.Combine(Drop, "juki-00000002.jsonl"))).Select(l => (string?)JsonNode.Parse(l)!["externalId"]));
    }

    [Fact]
    public async Task Records_of_different_layouts_go_into_different_files()
    {
        await using var adapter = Adapter(o => o.BatchSize = 10);
        var answers = await adapter.OfferAsync([Record(1, "森"), Record(2, "林", Csv with { Extension = ".dat" }), Record(3, "原")], default);
        Assert.Equal(answers[0].RecordId, answers[2].RecordId);
        Assert.EndsWith("00000002.dat", answers[1].RecordId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_control_file_tells_count_and_hash()
    {
        await using var adapter = Adapter(o => (o.BatchSize, o.ControlExtension) = (10, ".end"));
        await adapter.OfferAsync([Record(1, "森"), Record(2, "林")], default);
        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(Drop, "juki-00000001.csv"))));
        var control = await File.ReadAllTextAsync(Path.Combine(Drop, "juki-00000001.csv.end"));
        Assert.Contains($"count=2\n", control, StringComparison.Ordinal);
        Assert.Contains($"sha256={hash}\n", control, StringComparison.Ordinal);
    }

    /// <summary>The target takes files away as soon as it sees them, so a file that appears twice is taken twice.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_at_any_step_and_offered_again_in_other_company_each_record_arrives_once_under_numbers_without_gaps(bool operationIsDone)
    {
        for (var step = 1; ; step++)
        {
            using var root = new TemporaryFolder("killed");
            var options = new FileDropOptions { Folder = root.Path, BatchSize = 10, ControlExtension = ".ctl" };
            List<string> lines = [], names = [];
            var dying = new DyingFolder(new LocalFolder(), step, operationIsDone);
            await using (var first = new FileAdapter("juki", options, dying, _clock, NullLogger.Instance))
                await UntilDeathAsync(() => first.OfferAsync([Record(1, "一"), Record(2, "二")], default));
            TakeAway(root.Path, lines, names);
            await using (var second = new FileAdapter("juki", options, new LocalFolder(), _clock, NullLogger.Instance))
            {
                Assert.Equal(DeliveryOutcome.Done, (await second.OfferAsync([Record(2, "二"), Record(3, "三")], default))[0].Outcome);
                TakeAway(root.Path, lines, names);
                Assert.Equal(DeliveryOutcome.Done, (await second.OfferAsync([Record(1, "一")], default))[0].Outcome);
            }
            TakeAway(root.Path, lines, names);
            Assert.Equal(["1,一", "2,二", "3,三"], lines.Where(l => char.IsAsciiDigit(l[0])).Order(StringComparer.Ordinal));
            Assert.Equal(Enumerable.Range(1, names.Count).Select(n => $"juki-{n:D8}.csv"), names.Order(StringComparer.Ordinal));
            if (!dying.Died)
                break;
            Assert.True(step < 100);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_at_any_step_a_record_and_its_attachments_stand_once_and_whole_when_the_control_file_does(bool operationIsDone)
    {
        var record = Record(1, "森") with { Files = [Paper("委任状.pdf", ".pdf", 1), Paper("図面.png", ".png", 2)] };
        string[] all = ["juki-00000001.csv", "juki-00000001.csv.1.pdf", "juki-00000001.csv.2.png", "juki-00000001.csv.end"];
        for (var step = 1; ; step++)
        {
            using var root = new TemporaryFolder("killed");
            var options = new FileDropOptions { Folder = root.Path, Attachments = true, ControlExtension = ".end" };
            var dying = new DyingFolder(new LocalFolder(), step, operationIsDone);
            await using (var first = new FileAdapter("juki", options, dying, _clock, NullLogger.Instance))
                await UntilDeathAsync(() => first.OfferAsync([record], default));
            var standing = Standing();
            Assert.True(!standing.Contains(all[3]) || standing.SequenceEqual(all));
            await using (var second = new FileAdapter("juki", options, new LocalFolder(), _clock, NullLogger.Instance))
                Assert.Equal(AdapterAnswer.Done(all[0]), (await second.OfferAsync([record], default))[0]);
            Assert.Equal(all, Standing());
            Assert.Equal([2, 2, 2], await File.ReadAllBytesAsync(Path.Combine(root.Path, all[2])));
            if (!dying.Died)
                break;
            Assert.True(step < 100);

            List<string> Standing() => [.. Directory.EnumerateFiles(root.Path).Select(f => Path.GetFileName(f)!).Where(f => !f.StartsWith('.')).Order(StringComparer.Ordinal)];
        }
    }

    [Fact]
    public async Task An_attachment_that_is_not_to_be_had_leaves_nothing_and_is_tried_again()
    {
        await using var adapter = Adapter(o => (o.Attachments, o.ControlExtension) = (true, ".end"));
        var lost = (await adapter.OfferAsync([Record(1, "森") with { Files = [Paper("委任状.pdf", ".pdf", 1), new("図面.png", ".png", "ff", _ => Task.FromResult<byte[]?>(null))] }], default))[0];
        Assert.Equal((DeliveryOutcome.TryAgain, "添付書類を読めません。"), (lost.Outcome, lost.Reason));
        Assert.Empty(Visible());
        Assert.Equal("juki-00000001.csv", (await adapter.OfferAsync([Record(1, "森") with { Files = [Paper("委任状.pdf", ".pdf", 1)] }], default))[0].RecordId);
    }

    private static OfferedFile Paper(string name, string extension, byte content)
    {
        byte[] bytes = [content, content, content];
        return new(name, extension, Convert.ToHexStringLower(SHA256.HashData(bytes)), _ => Task.FromResult<byte[]?>(bytes));
    }

    private static async Task UntilDeathAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException)
        {
            // The process is gone.
        }
    }

    [Fact]
    public async Task Two_workers_at_one_folder_share_the_numbers_and_know_what_the_other_wrote()
    {
        await using IAdapter one = Adapter(), two = Adapter();
        Assert.Equal("juki-00000001.csv", (await one.OfferAsync([Record(1, "一")], default))[0].RecordId);
        Assert.Equal("juki-00000002.csv", (await two.OfferAsync([Record(2, "二")], default))[0].RecordId);
        Assert.Equal("juki-00000003.csv", (await one.OfferAsync([Record(3, "三")], default))[0].RecordId);
        Assert.Equal("juki-00000003.csv", (await two.OfferAsync([Record(3, "三")], default))[0].RecordId);
        await Task.WhenAll(Enumerable.Range(10, 20).Select(i => (i % 2 == 0 ? one : two).OfferAsync([Record(i, "並")], default)));
        Assert.Equal(Enumerable.Range(1, 23).Select(n => $"juki-{n:D8}.csv"), Visible().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_mended_record_is_a_new_file()
    {
        await using var adapter = Adapter();
        await adapter.OfferAsync([Record(1, "森")], default);
        Assert.Equal("juki-00000002.csv", (await adapter.OfferAsync([Record(1, "林")], default))[0].RecordId);
    }

    [Fact]
    public async Task A_file_that_still_waits_is_never_overwritten()
    {
        await using var adapter = Adapter(o => o.FileName = "data");
        Assert.Equal(DeliveryOutcome.Done, (await adapter.OfferAsync([Record(1, "森")], default))[0].Outcome);
        var held = (await adapter.OfferAsync([Record(2, "林")], default))[0];
        Assert.Equal(DeliveryOutcome.TryAgain, held.Outcome);
        Assert.Contains("引き取られていません", held.Reason, StringComparison.Ordinal);
        Assert.Contains("森", await File.ReadAllTextAsync(Path.Combine(Drop, "data.csv")), StringComparison.Ordinal);
        File.Delete(Path.Combine(Drop, "data.csv"));
        Assert.Equal(DeliveryOutcome.Done, (await adapter.OfferAsync([Record(2, "林")], default))[0].Outcome);
        Assert.Contains("林", await File.ReadAllTextAsync(Path.Combine(Drop, "data.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_folder_is_tried_again_and_named()
    {
        await using var adapter = Adapter(o => o.Folder = Path.Combine(_folder.Path, "missing"));
        var answer = (await adapter.OfferAsync([Record(1, "森")], default))[0];
        Assert.Equal(DeliveryOutcome.TryAgain, answer.Outcome);
        Assert.Contains("フォルダー", answer.Reason, StringComparison.Ordinal);
        Assert.Contains("がありません", answer.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_said_and_leaves_nothing_behind()
    {
        var e = await Assert.ThrowsAsync<FolderException>(() => new LocalFolder().WriteAsync("/dev/full", new byte[4096], default));
        Assert.Contains("空きがありません", e.Message, StringComparison.Ordinal);

        var full = new DyingFolder(new LocalFolder(), int.MaxValue, false) { Full = true };
        await using var adapter = new FileAdapter("juki", new() { Folder = Drop }, full, _clock, NullLogger.Instance);
        var answer = (await adapter.OfferAsync([Record(1, "森")], default))[0];
        Assert.Equal((DeliveryOutcome.TryAgain, "ディスクに空きがありません。"), (answer.Outcome, answer.Reason));
        Assert.Empty(Directory.EnumerateFiles(Drop, "*", SearchOption.AllDirectories));
        full.Full = false;
        Assert.Equal("juki-00000001.csv", (await adapter.OfferAsync([Record(1, "森")], default))[0].RecordId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Taken_away_or_acknowledged_beside_is_done(bool byFile)
    {
        await using var adapter = Adapter(o => o.Acknowledge = FileAcknowledgement.PickedUp);
        var offer = Record(1, "森");
        var answer = (await adapter.OfferAsync([offer], default))[0];
        Assert.Equal((DeliveryOutcome.AcceptedLater, "juki-00000001.csv"), (answer.Outcome, answer.Progress));
        offer = offer with { Progress = answer.Progress };
        Assert.Equal(DeliveryOutcome.AcceptedLater, (await adapter.AskAsync(offer, default)).Outcome);
        if (byFile)
            await File.WriteAllTextAsync(Path.Combine(Drop, "juki-00000001.csv.ack"), "");
        else
            File.Delete(Path.Combine(Drop, "juki-00000001.csv"));
        Assert.Equal(DeliveryOutcome.Done, (await adapter.AskAsync(offer, default)).Outcome);
    }

    [Fact]
    public async Task A_share_that_is_not_mounted_at_the_moment_has_not_taken_anything()
    {
        await using var adapter = Adapter(o => o.Acknowledge = FileAcknowledgement.PickedUp);
        var offer = Record(1, "森");
        offer = offer with { Progress = (await adapter.OfferAsync([offer], default))[0].Progress };
        Directory.Move(Drop, Path.Combine(_folder.Path, "unmounted"));
        Assert.Equal(DeliveryOutcome.AcceptedLater, (await adapter.AskAsync(offer, default)).Outcome);
        Assert.Empty(Directory.GetFileSystemEntries(Drop));
        Assert.Equal(DeliveryOutcome.AcceptedLater, (await adapter.AskAsync(offer, default)).Outcome);
    }

    [Fact]
    public async Task Result_files_are_read_when_they_stop_growing_and_put_away_when_all_is_saved()
    {
        await using var adapter = Adapter(WithResults);
        var offers = new[] { Record(1, "森"), Record(2, "林") };
        Assert.All(await adapter.OfferAsync(offers, default), a => Assert.Equal(DeliveryOutcome.AcceptedLater, a.Outcome));
        var file = Path.Combine(Results, "r1.csv");
        await File.WriteAllTextAsync(file, "externalId,result,recordId,reason\r\nE1,ok,J-1,\r\n");
        Assert.Empty(await adapter.CollectAsync(default));
        await File.AppendAllTextAsync(file, "E2,ng,,\"台帳に\nない, \"\"番号\"\"\"\r\n");
        Assert.Empty(await adapter.CollectAsync(default));
        var answers = await adapter.CollectAsync(default);
        Assert.Equal([new LateAnswer(null, "E1", AdapterAnswer.Done("J-1")), new LateAnswer(null, "E2", AdapterAnswer.Refused("台帳に\nない, \"番号\""))], answers);

        await adapter.SettleAsync([answers[0]], default);
        Assert.True(File.Exists(file));
        Assert.Equal([answers[1]], await adapter.CollectAsync(default));
        await adapter.SettleAsync([answers[1]], default);
        Assert.True(File.Exists(Path.Combine(Results, "done", "r1.csv")));
        Assert.Empty(await adapter.CollectAsync(default));
        // What was refused goes out anew when it is offered again; what is done does not.
        Assert.Equal("juki-00000003.csv", (await adapter.OfferAsync([offers[1]], default))[0].Progress);
        Assert.Equal("juki-00000001.csv", (await adapter.OfferAsync([offers[0]], default))[0].Progress);
    }

    [Theory]
    [InlineData("externalId,recordId\r\nE1,J-1\r\n", "result")]
    [InlineData("externalId,result\r\nE1,perhaps\r\n", "OkWords")]
    [InlineData("externalId,result\r\nE1\r\n", "fields")]
    [InlineData("externalId,result\r\n,ok\r\n", "delivery")]
    [InlineData("externalId,result\r\n\"E1,ok\r\n", "quoted")]
    public async Task A_broken_result_file_is_put_aside_with_its_reason_and_the_others_go_on(string text, string reason)
    {
        await using var adapter = Adapter(WithResults);
        await File.WriteAllTextAsync(Path.Combine(Results, "a.csv"), text);
        await File.WriteAllTextAsync(Path.Combine(Results, "b.csv"), "deliveryId,externalId,result\r\n0197aa00-0000-7000-8000-000000000009,E9,正常\r\n");
        Assert.Empty(await adapter.CollectAsync(default));
        Assert.Equal([new LateAnswer(Guid.Parse("0197aa00-0000-7000-8000-000000000009"), "E9", AdapterAnswer.Done("E9"))], await adapter.CollectAsync(default));
        Assert.True(File.Exists(Path.Combine(Results, "broken", "a.csv")));
        Assert.Contains(reason, await File.ReadAllTextAsync(Path.Combine(Results, "broken", "a.csv.reason.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_submission_reaches_a_core_system_that_the_settings_say_takes_files()
    {
        await using var city = await RunningWorker.StartAsync(new() { ["CoreSystems:documents:Adapter"] = "file", ["CoreSystems:documents:Folder"] = Drop });
        var submission = await city.SubmitAsync($"{Name}と申します");
        var delivery = Assert.Single(await city.AcknowledgedAsync(submission));
        var record = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Drop, "documents-00000001.json")))!;
        Assert.Equal((submission.ReceiptNumber, delivery.Id.ToString()), ((string?)record["receiptNumber"], (string?)record["deliveryId"]));
        Assert.Contains(record["data"]!.AsObject(), member => member.Value is JsonValue value && value.TryGetValue<string>(out var text) && text == $"{Name}と申します");
    }

    internal static Offer Record(int n, string name, FileLayout? layout = null) => new(
        DeliveryKind.Submission, $"E{n}", $"260401-000000-00000{n}", new JsonObject { ["name"] = name }, Guid.Parse($"0197aa00-0000-7000-8000-{n:D12}"), Text: new($"{n},{name}", layout ?? Csv));

    private void WithResults(FileDropOptions options) => (options.Acknowledge, options.ResultFolder) = (FileAcknowledgement.ResultFile, Results);

    private IAdapter Adapter(Action<FileDropOptions>? set = null)
    {
        var options = new FileDropOptions { Folder = Drop };
        set?.Invoke(options);
        return new FileAdapter("juki", options, new LocalFolder(), _clock, NullLogger.Instance);
    }

    private IEnumerable<string> Visible() => Directory.EnumerateFiles(Drop).Select(f => Path.GetFileName(f)!).Where(f => !f.StartsWith('.'));

    private static void TakeAway(string folder, List<string> lines, List<string> names)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.csv").Where(f => !Path.GetFileName(f).StartsWith('.')))
        {
            names.Add(Path.GetFileName(file));
            lines.AddRange(File.ReadAllLines(file));
            File.Delete(file);
        }
    }

    /// <summary>From its n-th operation on nothing happens any more, as if the process were dead; the n-th itself is done or not.</summary>
    private sealed class DyingFolder(IFolder inner, int last, bool isDone) : IFolder
    {
        private int _count;

        public bool Died => _count >= last;

        public bool Full { get; set; }

        public Task<IReadOnlyList<FolderFile>> ListAsync(string folder, CancellationToken cancel) => Do(() => inner.ListAsync(folder, cancel));

        public Task<byte[]?> ReadAsync(string path, CancellationToken cancel) => Do(() => inner.ReadAsync(path, cancel));

        public Task<bool> ExistsAsync(string path, CancellationToken cancel) => Do(() => inner.ExistsAsync(path, cancel));

        public Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancel) => Do(async () =>
        {
            await inner.WriteAsync(path, Full ? content[..(content.Length / 2)] : content, cancel);
            return Full ? throw new FolderException("ディスクに空きがありません。") : true;
        });

        public Task<bool> RenameAsync(string from, string to, CancellationToken cancel) => Do(() => inner.RenameAsync(from, to, cancel));

        public Task<bool> RenameNewAsync(string from, string to, CancellationToken cancel) => Do(() => inner.RenameNewAsync(from, to, cancel));

        public Task DeleteAsync(string path, CancellationToken cancel) => Do(async () =>
        {
            await inner.DeleteAsync(path, cancel);
            return true;
        });

        public Task MakeAsync(string folder, CancellationToken cancel) => Do(async () =>
        {
            await inner.MakeAsync(folder, cancel);
            return true;
        });

        public ValueTask DisposeAsync() => inner.DisposeAsync();

        private async Task<T> Do<T>(Func<Task<T>> operation)
        {
            var now = ++_count;
            if (now > last || now == last && !isDone)
                throw new OperationCanceledException("dead");
            var result = await operation();
            return now == last ? throw new OperationCanceledException("dead") : result;
        }
    }
}

internal sealed class MovableClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
