using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Forms.Lint;
using ElectronicApplication.Forms.Packages;
using ElectronicApplication.Testing;

namespace ElectronicApplication.Host.Tests;

/// <summary>A procedure as one file: exported, looked at before it is taken, refused when it is broken or hostile.</summary>
public sealed class DesignerShareTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private static readonly PackageOrigin Elsewhere = new(new DateTimeOffset(2026, 11, 1, 9, 0, 0, TimeSpan.FromHours(9)), "となり市", "test");

    [Fact]
    public async Task What_was_exported_shows_what_it_will_change_and_changes_it_only_when_taken()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.CopyAsync("share-round");
        var zip = await ExportAsync(author, "share-round");
        await browser.AddFieldAsync("share-round", "text", "あとで消える項目");

        await BringAsync(browser, "share-round", "share.zip", zip);
        Assert.Equal("取り込みの確認", browser.Heading);
        Assert.Contains("項目を削除: あとで消える項目", browser.Page.QuerySelector("[aria-labelledby=changes-title]")!.TextContent, StringComparison.Ordinal);
        await browser.OpenAsync("/staff/designer/share-round");
        Assert.Contains("あとで消える項目", browser.Page.QuerySelector("#outline")!.TextContent, StringComparison.Ordinal);

        await BringAsync(browser, "share-round", "share.zip", zip);
        await browser.CommandAsync("take");
        Assert.Contains("取り込みました", browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync("/staff/designer/share-round");
        Assert.DoesNotContain("あとで消える項目", browser.Page.QuerySelector("#outline")!.TextContent, StringComparison.Ordinal);
        await browser.PressAsync("元に戻す");
        Assert.Contains("あとで消える項目", browser.Page.QuerySelector("#outline")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offices_and_core_systems_of_another_municipality_are_given_our_names_before_it_is_made()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = author.Browser;
        var tree = DefinitionTree.Read(DefinitionFiles.Read(Path.Combine(AppContext.BaseDirectory, "forms-catalog", "sodai-gomi")));
        tree.Procedure["office"] = "gomi-ka";
        tree.Procedure["title"] = "となり市の粗大ごみ";
        tree.Procedure["x-tonari"] = new JsonObject { ["key"] = "知らない設定" };
        var zip = ProcedurePackage.Write(tree.ToFiles(), Elsewhere);

        await browser.OpenAsync("/staff/designer/new");
        await browser.Fill("office", "waste").Fill("code", "share-tonari").Attach("file", "tonari.zip", zip, "application/zip").PressAsync("作成して開く");
        Assert.Contains("となり市から書き出した手続", browser.Text, StringComparison.Ordinal);
        Assert.Contains("課「gomi-ka」", browser.Text, StringComparison.Ordinal);
        await browser.Fill("office.gomi-ka", "waste").CommandAsync("map");
        Assert.Equal("waste", browser.Value("office.gomi-ka"));
        await browser.CommandAsync("take");
        Assert.Equal("/staff/designer/share-tonari", browser.Address.AbsolutePath);
        using var api = author.Api(fixture.Host.Address);
        var procedure = (await api.ReadAsync("procedures/share-tonari"))["files"]!["procedure.json"]!;
        Assert.Equal(("share-tonari", "waste", "知らない設定"), ((string)procedure["code"]!, (string)procedure["office"]!, (string)procedure["x-tonari"]!["key"]!));
    }

    [Fact]
    public async Task Names_of_another_municipality_can_become_an_office_that_has_published_nothing_yet()
    {
        using var author = await fixture.AuthorAsync();
        var browser = author.Browser;
        using var api = author.Api(fixture.Host.Address);
        using var begun = await api.PostAsJsonAsync("procedures", new { code = "share-office", title = "新しい課の手続", office = "parks" });
        Assert.Equal(HttpStatusCode.Created, begun.StatusCode);
        await browser.OpenAsync(new Uri(fixture.Host.Address, "/staff/designer/share-office/settings"));
        await browser.Fill("p.officeTitle", "公園課").Fill("p.officeTitle@en", "Parks").CommandAsync("save");
        var tree = DefinitionTree.Read(DefinitionFiles.Read(Path.Combine(AppContext.BaseDirectory, "forms-catalog", "sodai-gomi")));
        tree.Procedure["office"] = "gomi-ka";
        await BringAsync(browser, "share-office", "tonari.zip", ProcedurePackage.Write(tree.ToFiles(), Elsewhere));
        await browser.Fill("office.gomi-ka", "parks").CommandAsync("map");
        await browser.CommandAsync("take");
        Assert.Contains("取り込みました", browser.Text, StringComparison.Ordinal);
        var procedure = (await api.ReadAsync("procedures/share-office"))["files"]!["procedure.json"]!;
        Assert.Equal(("parks", "公園課", "Parks"), ((string)procedure["office"]!, (string)procedure["officeTitle"]!["ja"]!, (string)procedure["officeTitle"]!["en"]!));
    }

    private static readonly byte[] Circle =
        """{"pages":[{"id":"p","title":"問","fields":[{"id":"a","type":"yesNo","label":"一","visible":"b"},{"id":"b","type":"yesNo","label":"二","visible":"a"}]}]}"""u8.ToArray();

    public static TheoryData<string, byte[], string> Hostile => new()
    {
        { "broken.zip", Encoding.ASCII.GetBytes("PK this is no zip"), "zip ファイルとして読めません" },
        { "slip.zip", Zip(("../../etc/cron.d/x.json", "{}")), "パッケージの外を指す" },
        { "bomb.zip", Zip(("big.json", new string(' ', 12_000_000))), "大きすぎます" },
        { "other.zip", Zip(("form.json", "{}")), "manifest.json" },
        { "old.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], ".xlsx" },
        { "text.json", "ようしき"u8.ToArray(), "読み込めません" },
        { "circle.json", Circle, "form.json $.pages[0].fields[0]: 式が互いに参照しあって輪になっています: a → b → a" },
        { "circle.zip", ProcedurePackage.Write(Circular().ToFiles(), Elsewhere), "式が互いに参照しあって輪になっています" },
        { "deep.json", Encoding.UTF8.GetBytes("{\"pages\":" + new string('[', 200) + new string(']', 200) + "}"), "読み込めません" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_file_that_is_broken_or_hostile_is_refused_with_the_reason_and_changes_nothing(string name, byte[] content, string reason)
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.DesignAsync("sodai-gomi", "/share");
        var before = browser.Heading;
        await browser.Attach("file", name, content, "application/octet-stream").PressAsync("何が変わるか確かめる");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains(reason, browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync("/staff/designer/sodai-gomi/share");
        Assert.Equal(before, browser.Heading);
    }

    [Fact]
    public async Task A_new_procedure_is_not_begun_on_a_form_that_reads_itself_in_a_circle()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = author.Browser;
        await browser.OpenAsync("/staff/designer/new");
        await browser.Fill("office", "waste").Fill("code", "share-circle").Attach("file", "circle.json", Circle, "application/json").PressAsync("作成して開く");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("輪になっています", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_that_was_altered_on_the_way_is_refused_and_names_the_file()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.DesignAsync("sodai-gomi", "/share");
        var zip = new MemoryStream();
        zip.Write(await ExportAsync(author, "sodai-gomi"));
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Update, leaveOpen: true))
        using (var form = archive.GetEntry("form.json")!.Open())
        {
            form.Seek(0, SeekOrigin.End);
            form.Write(" "u8);
        }
        await browser.Attach("file", "altered.zip", zip.ToArray(), "application/zip").PressAsync("何が変わるか確かめる");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("form.json", browser.Text, StringComparison.Ordinal);
        Assert.Contains("SHA-256", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_else_brought_or_what_was_tampered_with_is_not_taken()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        using var colleague = await fixture.AuthorAsync();
        await author.CopyAsync("share-ticket");
        var zip = await ExportAsync(author, "share-ticket");
        await BringAsync(author.Browser, "share-ticket", "a.zip", zip);
        await BringAsync(colleague.Browser, "share-ticket", "a.zip", zip);
        var theirs = author.Browser.Page.QuerySelectorAll<IHtmlInputElement>("[name=_import]").Select(i => i.Value).ToList();
        var mine = colleague.Browser.Page.QuerySelectorAll<IHtmlInputElement>("[name=_import]").ToList();
        mine[0].Value = theirs[0];
        await colleague.Browser.CommandAsync("take");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, colleague.Browser.Status);
        Assert.Contains("別の人の画面です", colleague.Browser.Text, StringComparison.Ordinal);

        var own = author.Browser.Page.QuerySelector<IHtmlInputElement>("[name=_import]")!;
        own.Value = own.Value[..100] + (own.Value[100] == 'A' ? 'B' : 'A') + own.Value[101..];
        await author.Browser.CommandAsync("take");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, author.Browser.Status);
    }

    [Fact]
    public async Task An_import_over_the_edit_of_a_colleague_is_shown_anew_and_not_taken()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        using var colleague = await fixture.AuthorAsync();
        await author.CopyAsync("share-two");
        await BringAsync(author.Browser, "share-two", "a.zip", await ExportAsync(author, "share-two"));
        await colleague.Browser.AddFieldAsync("share-two", "text", "同僚の項目");
        await author.Browser.CommandAsync("take");
        Assert.Equal(HttpStatusCode.Conflict, author.Browser.Status);
        Assert.Contains("項目を削除: 同僚の項目", author.Browser.Text, StringComparison.Ordinal);
        await author.Browser.OpenAsync("/staff/designer/share-two");
        Assert.Contains("同僚の項目", author.Browser.Page.QuerySelector("#outline")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_label_that_holds_markup_is_shown_as_text()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.CopyAsync("share-script");
        var form = """{"pages":[{"id":"p","title":"<script>alert(1)</script>","fields":[{"id":"f","type":"text","label":"<img src=x onerror=alert(2)>"}]}]}""";
        await BringAsync(browser, "share-script", "form.json", Encoding.UTF8.GetBytes(form));
        await browser.CommandAsync("take");
        foreach (var page in new[] { "", "?at=field/f", "/check", "/tests", "/tests/try", "/history", "/publish", "/translations" })
        {
            await browser.OpenAsync("/staff/designer/share-script" + page);
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            Assert.Null(browser.Page.QuerySelector("img[onerror]"));
            Assert.DoesNotContain(browser.Page.QuerySelectorAll("script"), s => s.TextContent.Contains("alert", StringComparison.Ordinal));
        }
    }

    private static async Task BringAsync(Browser browser, string code, string name, byte[] content)
    {
        await browser.OpenAsync($"/staff/designer/{code}/share");
        await browser.Attach("file", name, content, "application/octet-stream").PressAsync("何が変わるか確かめる");
    }

    private async Task<byte[]> ExportAsync(Clerk author, string code)
    {
        using var api = author.Api(fixture.Host.Address);
        using var answer = await api.GetAsync(new Uri(fixture.Host.Address, $"/staff/designer/{code}/share/export"));
        Assert.Equal(MediaTypeHeaderValue.Parse("application/zip"), answer.Content.Headers.ContentType);
        Assert.EndsWith(".zip", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'), StringComparison.Ordinal);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static DefinitionTree Circular()
    {
        var tree = DefinitionTree.Read(DefinitionFiles.Read(Path.Combine(AppContext.BaseDirectory, "forms-catalog", "sodai-gomi")));
        Assert.All(DefinitionEditor.Apply(tree, [new Set("field/remarks", "visible", "first_time"), new Set("field/first_time", "visible", "remarks = null")]), e => Assert.True(e.IsDone));
        return tree;
    }

    private static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        return stream.ToArray();
    }
}
