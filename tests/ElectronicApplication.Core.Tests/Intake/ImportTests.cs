using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Intake;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Core.Tests.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Tests.Intake;

public sealed class ImportTests
{
    private static readonly Encoding ShiftJis = CodePagesEncodingProvider.Instance.GetEncoding(932)!;

    private const string Ocr = """
        氏名,氏名_confidence,メール,ファイル名
        山田　花子,0.99,hanako@example.jp,1.png
        髙橋　一郎,0.42,,2.png
        鈴木　次郎,98,,なし.png
        """;

    [Fact]
    public async Task Confident_rows_are_taken_in_together_and_doubtful_ones_are_keyed_beside_their_scan()
    {
        await using var town = await IntakeTown.FoundAsync();
        var run = await ReadAsync(town, ImportKind.Ocr, "AI-OCR", new("ocr.csv", Encoding.UTF8.GetBytes(Ocr)), new("1.png", IntakeTown.Png), new("2.png", IntakeTown.Png));
        Assert.Equal([(2, IntakeState.Clean), (3, IntakeState.Doubtful), (4, IntakeState.Refused)], run.Lines.Select(l => (l.Line, l.State)));
        Assert.Equal("4行目、列「ファイル名」：示されたファイルが見つかりません。", run.Lines[2].Message);
        Assert.Empty(await town.Town.RowsAsync<Submission>());

        await AcceptAsync(town, run);
        run = await OpenAsync(town, run.Run.Id);
        Assert.Equal((ImportState.Done, 1, 1, 1), (run.Run.State, run.Count(IntakeState.Taken), run.Count(IntakeState.Open), run.Count(IntakeState.Refused)));
        var taken = await town.OpenedAsync(run.Lines[0].ReceiptNumber!);
        Assert.Equal((Channel.Paper, "山田　花子", "1.png"), (taken.Submission.Channel, (string)taken.Payload.Answers["name"]!, Assert.Single(taken.Attachments).Name));
        var open = (await town.OpenAsync(run.Lines[1].Id)).Value;
        Assert.Equal(("name", 0.42, "髙橋　一郎"), (open.Notes.Doubts[0].Path, open.Notes.Doubts[0].Confidence!.Value, open.Notes.Doubts[0].Read));
        Assert.Equal("2.png", Assert.Single(open.Scans).Name);
    }

    [Theory, InlineData("utf-8"), InlineData("bom"), InlineData("shift_jis"), InlineData("utf-16")]
    public async Task The_character_set_of_a_CSV_is_found(string encoding)
    {
        byte[] bytes = encoding switch
        {
            "bom" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Ocr)],
            "shift_jis" => ShiftJis.GetBytes(Ocr),
            "utf-16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Ocr)],
            _ => Encoding.UTF8.GetBytes(Ocr),
        };
        await using var town = await IntakeTown.FoundAsync();
        var run = await ReadAsync(town, ImportKind.Ocr, "AI-OCR", new("ocr.csv", bytes), new("1.png", IntakeTown.Png), new("2.png", IntakeTown.Png));
        Assert.Equal("髙橋　一郎", (await Do(town, run.Lines[1].Id)));

        async Task<string?> Do(IntakeTown town, Guid id)
        {
            await AcceptAsync(town, run);
            return (string?)(await town.OpenAsync(id)).Value.Draft.Answers["name"];
        }
    }

    [Fact]
    public async Task The_same_file_is_seen_and_its_rows_are_not_doubled()
    {
        await using var town = await IntakeTown.FoundAsync();
        ImportFile[] files = [new("ocr.csv", Encoding.UTF8.GetBytes(Ocr)), new("1.png", IntakeTown.Png), new("2.png", IntakeTown.Png)];
        var run = await ReadAsync(town, ImportKind.Ocr, "AI-OCR", files);
        var again = await StartAsync(town, ImportKind.Ocr, "別の名前", [files[1], files[0], files[2]]);
        Assert.Equal(("same-file", run.Run.Id.ToString()), (again.Error!.Code, again.Error.Fields[0].Message));
        var together = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => StartAsync(town, ImportKind.Ocr, "x", files)));
        Assert.All(together, r => Assert.Equal("same-file", r.Error?.Code));
        Assert.Single(await town.Town.RowsAsync<ImportRun>());
    }

    [Fact]
    public async Task A_package_of_another_portal_keeps_its_number_and_is_found_by_it()
    {
        await using var town = await IntakeTown.FoundAsync();
        var zip = Zip(("123456789012345/申請.xml", Encoding.UTF8.GetBytes("""<申請 xmlns="urn:x"><受付番号>123456789012345</受付番号><申請日時>2026-03-30T10:15:00+09:00</申請日時><申請者><氏名>山田　花子</氏名></申請者></申請>""")),
            ("123456789012345/申請書.pdf", "%PDF-1.7 x"u8.ToArray()));
        var run = await ReadAsync(town, ImportKind.Package, "ぴったりサービス", new ImportFile("package.zip", zip));
        Assert.Equal(IntakeState.Clean, Assert.Single(run.Lines).State);
        await AcceptAsync(town, run);
        var number = Assert.Single(await town.Town.RowsAsync<Submission>()).ReceiptNumber;
        var opened = await town.OpenedAsync(number);
        Assert.Equal((Channel.OtherPortal, "ぴったりサービス", "123456789012345"), (opened.Submission.Channel, opened.Origin!.Source, opened.Origin.ExternalNumber));
        Assert.Equal((new DateOnly(2026, 3, 30), "申請書.pdf"), (JapanTime.DayOf(opened.Submission.ArrivedAt!.Value), Assert.Single(opened.Attachments).Name));
        var found = await town.Do<ListSubmissions, Result<SubmissionList>>(h => h.HandleAsync(new(Worklist.All, Search: "123456789012345"), town.Clerk, default));
        Assert.Equal(number, Assert.Single(found.Value.Items).ReceiptNumber);

        // The same case in another file: nothing changes, and it is said.
        var other = await ReadAsync(town, ImportKind.Package, "ぴったりサービス", new ImportFile("later.csv", Encoding.UTF8.GetBytes("受付番号,氏名\n123456789012345,山田　花子\n999,田中\n")));
        Assert.Equal([IntakeState.Duplicate, IntakeState.Clean], other.Lines.Select(l => l.State));
        await AcceptAsync(town, other);
        Assert.Equal(2, (await town.Town.RowsAsync<Submission>()).Count);
    }

    [Fact]
    public async Task Columns_are_chosen_on_the_page_and_remembered_for_the_source()
    {
        await using var town = await IntakeTown.FoundAsync();
        var run = await ReadAsync(town, ImportKind.Package, "旧ポータル", new ImportFile("a.csv", "no,fullname\nA-1,山田\n"u8.ToArray()));
        Assert.Equal(IntakeState.Refused, Assert.Single(run.Lines).State);
        var remapped = await town.Do<DecideImport, Result<Done>>(h => h.RemapAsync(run.Run.Id, new Dictionary<string, string> { ["_number"] = "no", ["name"] = "fullname", ["nonsense"] = "no" }, run.Run.Version, town.Clerk, default));
        Assert.True(remapped.IsOk, remapped.Error?.Message);
        Assert.Equal(IntakeState.Clean, Assert.Single((await OpenAsync(town, run.Run.Id)).Lines).State);
        Assert.Equal("changed-meanwhile", (await town.Do<DecideImport, Result<Done>>(h => h.AcceptAsync(run.Run.Id, run.Run.Version, town.Clerk, default))).Error?.Code);
        var next = await ReadAsync(town, ImportKind.Package, "旧ポータル", new ImportFile("b.csv", "no,fullname\nA-2,鈴木\n"u8.ToArray()));
        Assert.Equal(IntakeState.Clean, Assert.Single(next.Lines).State);
    }

    [Fact]
    public async Task Open_cases_of_an_older_system_keep_state_day_and_number_and_tell_nobody_again()
    {
        await using var town = await IntakeTown.FoundAsync();
        var csv = "受付番号,受付日,状態,氏名,メール\nR7-0001,R7.12.1,審査中,山田　花子,hanako@example.jp\nR7-0002,R8.1.15,受付済み,田中　一郎,\nR7-0003,R8.1.15,承認,鈴木,\nR7-0004,32日,受付,鈴木,\n"u8.ToArray();
        var run = await ReadAsync(town, ImportKind.Migration, "旧受付システム", new ImportFile("open.csv", csv));
        Assert.Equal([IntakeState.Clean, IntakeState.Clean, IntakeState.Refused, IntakeState.Refused], run.Lines.Select(l => l.State));
        Assert.Equal("5行目、列「受付日」：日付として読めません。", run.Lines[3].Message);
        await AcceptAsync(town, run);
        var rows = (await town.Town.RowsAsync<Submission>()).OrderBy(s => s.SubmittedAt).ToList();
        Assert.Equal([(Channel.Migration, SubmissionStatus.UnderReview, new DateOnly(2025, 12, 1)), (Channel.Migration, SubmissionStatus.Received, new DateOnly(2026, 1, 15))],
            rows.Select(s => (s.Channel, s.Status, JapanTime.DayOf(s.ArrivedAt!.Value))));
        Assert.Equal(["SubmissionReceived", "SubmissionReceived"], (await town.Town.RowsAsync<OutboxMessage>()).Select(m => m.Type));
    }

    [Fact]
    public async Task A_run_goes_on_where_it_stopped_and_two_workers_take_nothing_in_twice()
    {
        await using var town = await IntakeTown.FoundAsync();
        var csv = "受付番号,氏名\n" + string.Concat(Enumerable.Range(1, 30).Select(i => $"N{i},人{i}\n"));
        var run = await ReadAsync(town, ImportKind.Package, "x", new ImportFile("a.csv", Encoding.UTF8.GetBytes(csv)));
        Assert.True((await town.Do<DecideImport, Result<Done>>(h => h.AcceptAsync(run.Run.Id, run.Run.Version, town.Clerk, default))).IsOk);
        Assert.Equal(7, await town.Do<TakeInImport, int>(h => h.StepAsync(run.Run.Id, 7, default)));
        Assert.Equal((ImportState.TakingIn, 7), ((await OpenAsync(town, run.Run.Id)).Run.State, (await town.Town.RowsAsync<Submission>()).Count));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => town.Town.SweepAsync<IntakeSweep>()));
        await town.Town.SweepAsync<IntakeSweep>();
        Assert.Equal((ImportState.Done, 30), ((await OpenAsync(town, run.Run.Id)).Run.State, (await town.Town.RowsAsync<Submission>()).Count));
        Assert.Equal(30, (await town.Town.RowsAsync<SubmissionOrigin>()).Select(o => o.ExternalNumber).Distinct().Count());
    }

    [Fact]
    public async Task Whoever_agreed_and_lost_the_right_takes_nothing_more_in()
    {
        await using var town = await IntakeTown.FoundAsync();
        var run = await ReadAsync(town, ImportKind.Package, "x", new ImportFile("a.csv", "受付番号,氏名\n1,人\n"u8.ToArray()));
        await town.Do<DecideImport, Result<Done>>(h => h.AcceptAsync(run.Run.Id, run.Run.Version, town.Clerk, default));
        await town.Do<AppDbContext, int>(async db =>
        {
            (await db.Set<Core.Identity.StaffMember>().SingleAsync()).Roles = "review";
            return await db.SaveChangesAsync();
        });
        await town.Town.SweepAsync<IntakeSweep>();
        Assert.Empty(await town.Town.RowsAsync<Submission>());
        Assert.Equal(IntakeState.Open, Assert.Single(await town.Town.RowsAsync<IntakeItem>()).State);
    }

    [Fact]
    public async Task What_is_left_leaves_nothing()
    {
        await using var town = await IntakeTown.FoundAsync();
        var run = await ReadAsync(town, ImportKind.Ocr, "AI-OCR", new("ocr.csv", Encoding.UTF8.GetBytes(Ocr)), new("1.png", IntakeTown.Png), new("2.png", IntakeTown.Png));
        Assert.True((await town.Do<DecideImport, Result<Done>>(h => h.CancelAsync(run.Run.Id, run.Run.Version, town.Clerk, default))).IsOk);
        Assert.Empty(await town.Town.RowsAsync<Draft>());
        Assert.Empty(await town.Town.RowsAsync<Attachment>());
        town.Town.Clock.Advance(TimeSpan.FromDays(2));
        Assert.True((await StartAsync(town, ImportKind.Ocr, "AI-OCR", new ImportFile("ocr.csv", Encoding.UTF8.GetBytes(Ocr)))).IsOk);
    }

    [Fact]
    public async Task What_would_harm_is_refused_and_says_why()
    {
        await using var town = await IntakeTown.FoundAsync();
        var entity = """<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a><受付番号>&x;</受付番号></a>"""u8.ToArray();
        var laughs = """<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><a>&b;</a>"""u8.ToArray();
        var deep = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 3000)) + string.Concat(Enumerable.Repeat("</a>", 3000)));
        (string Says, ImportFile File)[] attacks =
        [
            ("フォルダーの外を指す", new("a.zip", Zip(("../../etc/x.csv", [1])))),
            ("フォルダーの外を指す", new("b.zip", Zip(("C:/x.csv", [1])))),
            ("フォルダーの外を指す", new("c.zip", Zip(("/etc/x.csv", [1])))),
            ("さらに ZIP", new("d.zip", Zip(("inner.zip", Zip(("x.csv", [1])))))),
            ("展開すると大きすぎます", new("e.zip", Bomb())),
            ("同じ名前", new("f.zip", Zip(("x.csv", [1]), ("X.CSV", [2])))),
            ("ZIP として読めません", new("g.zip", [(byte)'P', (byte)'K', 3, 4, 9, 9, 9])),
            ("DTD", new("h.xml", entity)),
            ("DTD", new("i.xml", laughs)),
            ("深すぎます", new("j.xml", deep)),
            ("XML として読めません", new("k.xml", "<a>"u8.ToArray())),
            ("文字コード", new("l.csv", [0x81, 0x20, 0xFF, 0xFF, 0x0A])),
            ("見つかりません", new("m.png", IntakeTown.Png)),
            ("同じ項目名", new("n.csv", "a,a\n1,2\n"u8.ToArray())),
        ];
        foreach (var (says, file) in attacks)
        {
            var refused = await StartAsync(town, ImportKind.Package, "x", file);
            Assert.True(refused.Error?.Message.Contains(says, StringComparison.Ordinal), $"{file.Name}: {refused.Error?.Message}");
        }
        Assert.Empty(await town.Town.RowsAsync<ImportRun>());
    }

    [Fact]
    public async Task A_file_inside_is_believed_by_its_content_and_not_by_its_name()
    {
        await using var town = await IntakeTown.FoundAsync();
        var run = await ReadAsync(town, ImportKind.Package, "x", new ImportFile("a.zip", Zip(("1001/a.xml", "<a><受付番号>1001</受付番号><氏名>人</氏名></a>"u8.ToArray()), ("1001/書類.pdf", "MZ"u8.ToArray()))));
        Assert.Equal("1行目、ファイル「書類.pdf」：受け付けられない種類のファイルです（PDF、JPEG、PNG など）。", Assert.Single(run.Lines).Message);
    }

    [Fact]
    public async Task Names_inside_a_ZIP_of_Windows_are_read_as_Shift_JIS()
    {
        await using var town = await IntakeTown.FoundAsync();
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, true, ShiftJis))
        {
            foreach (var (name, bytes) in new[] { ("申請.csv", ShiftJis.GetBytes("受付番号,氏名,ファイル名\n1001,人,図面.png\n")), ("図面.png", IntakeTown.Png) })
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }
        var run = await ReadAsync(town, ImportKind.Package, "x", new ImportFile("a.zip", packed.ToArray()));
        Assert.Equal(IntakeState.Clean, Assert.Single(run.Lines).State);
    }

    [Fact]
    public async Task Refusals_name_the_line_of_the_file_also_after_a_cell_of_several_lines()
    {
        await using var town = await IntakeTown.FoundAsync();
        var run = await ReadAsync(town, ImportKind.Package, "x", new ImportFile("a.csv", "受付番号,氏名\r\n1,\"山\r\n田\"\r\n,鈴木\r\n3,a,b\r\n4,\"open\r\n"u8.ToArray()));
        Assert.Equal(["4行目、列「受付番号」：取り込み元の番号がありません。", "5行目：列が多すぎます（項目名は 2、この行は 3）。", "6行目：引用符が閉じていません。"], run.Lines.Skip(1).Select(l => l.Message));
    }

    [Fact]
    public async Task What_the_intake_keeps_goes_with_the_record_and_the_name_of_the_file_with_the_last_one()
    {
        await using var town = await IntakeTown.FoundAsync();
        var run = await ReadAsync(town, ImportKind.Package, "x", new ImportFile("山田花子さんの分.csv", "受付番号,氏名\r\nA-1,山田\r\nA-2,鈴木\r\n"u8.ToArray()));
        await AcceptAsync(town, run);
        run = await OpenAsync(town, run.Run.Id);
        Assert.Equal(2, run.Count(IntakeState.Taken));
        await EraseAsync(town, run.Lines[0].ReceiptNumber!);
        Assert.Equal([null, "A-2"], (await town.Town.RowsAsync<IntakeItem>()).OrderBy(i => i.Line).Select(i => i.ExternalNumber));
        Assert.Equal("山田花子さんの分.csv", Assert.Single(await town.Town.RowsAsync<ImportRun>()).FileName);
        await EraseAsync(town, run.Lines[1].ReceiptNumber!);
        Assert.All(await town.Town.RowsAsync<IntakeItem>(), i => Assert.True(i is { ExternalNumber: null, Message: null, NotesCipher: null }));
        Assert.Equal("", Assert.Single(await town.Town.RowsAsync<ImportRun>()).FileName);
    }

    private static Task<int> EraseAsync(IntakeTown town, string number) => town.Do<IServiceProvider, int>(async services =>
    {
        var db = services.GetRequiredService<AppDbContext>();
        var submission = await db.Set<Submission>().SingleAsync(s => s.ReceiptNumber == number);
        foreach (var part in services.GetServices<IRecordPart>())
            await part.EraseAsync(submission, default);
        db.Entry(submission).CurrentValues[nameof(Submission.ErasedAt)] = town.Town.Clock.GetUtcNow().UtcDateTime;
        return await db.SaveChangesAsync();
    });

    private static Task<Result<Guid>> StartAsync(IntakeTown town, ImportKind kind, string source, params ImportFile[] files) =>
        town.Do<StartImport, Result<Guid>>(h => h.HandleAsync(new(kind, source, SubmissionTown.Open, IntakeTown.Today, files), town.Clerk, default));

    private static async Task<OpenedImport> ReadAsync(IntakeTown town, ImportKind kind, string source, params ImportFile[] files)
    {
        var started = await StartAsync(town, kind, source, files);
        Assert.True(started.IsOk, started.Error?.Message);
        return await OpenAsync(town, started.Value);
    }

    private static async Task<OpenedImport> OpenAsync(IntakeTown town, Guid id) => (await town.Do<ReadImport, Result<OpenedImport>>(h => h.HandleAsync(id, 0, town.Clerk, default))).Value;

    private static async Task AcceptAsync(IntakeTown town, OpenedImport run)
    {
        Assert.True((await town.Do<DecideImport, Result<Done>>(h => h.AcceptAsync(run.Run.Id, run.Run.Version, town.Clerk, default))).IsOk);
        await town.Town.SweepAsync<IntakeSweep>();
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, true))
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        return packed.ToArray();
    }

    private static byte[] Bomb()
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, true))
        {
            using var entry = zip.CreateEntry("x.csv", CompressionLevel.Fastest).Open();
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 260; i++)
                entry.Write(zeros);
        }
        return packed.ToArray();
    }
}
