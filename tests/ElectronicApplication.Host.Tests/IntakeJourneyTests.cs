using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ElectronicApplication.Testing;

namespace ElectronicApplication.Host.Tests;

/// <summary>One inbox: what comes on paper, at the counter and in files stands beside what came by the portal. All of it without JavaScript.</summary>
public sealed partial class IntakeJourneyTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    private static readonly byte[] Pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>"u8.ToArray();

    [Fact]
    public async Task Paper_is_keyed_beside_its_scan_and_followed_with_the_slip()
    {
        using var clerk = await ClerkAsync();
        await StartAsync(clerk.Browser, ("申請書1.png", Png, "image/png"), ("申請書2.pdf", Pdf, "application/pdf"));
        Assert.NotNull(clerk.Browser.Page.QuerySelector(".scan img"));
        await clerk.Browser.Fill("plan", "dx-plan").Fill("opinion", "紙で出した意見です。").Fill("may_publish", "true").Fill("name", "山田　花子").Fill("_signed", "true").PressAsync("受け付ける");

        // The next one of the pile is open already.
        var number = Number().Match(clerk.Browser.Text).Value;
        Assert.Contains("/staff/intake/", clerk.Browser.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.NotNull(clerk.Browser.Page.QuerySelector(".scan iframe"));
        await clerk.OpenAsync(number);
        foreach (var words in new[] { "経路 紙", "紙で出した意見です。", "申請書1.png", "署名・記名", "職員が申請を受け付けました" })
            Assert.Contains(words, clerk.Browser.Text, StringComparison.Ordinal);
        await clerk.Browser.OpenAsync("/staff?channel=Paper&list=all");
        Assert.Contains(number, clerk.Browser.Text, StringComparison.Ordinal);
        await clerk.Browser.OpenAsync("/staff?channel=Counter&list=all");
        Assert.DoesNotContain(number, clerk.Browser.Text, StringComparison.Ordinal);

        await clerk.Browser.OpenAsync($"/staff/submissions/{number}/slip");
        var code = Code().Match(clerk.Browser.Text).Value;
        using var applicant = new Browser();
        await applicant.OpenAsync(new Uri(fixture.Host.Address, "/lookup"));
        var fields = applicant.Page.QuerySelectorAll("main input:not([type=hidden])").Select(i => i.GetAttribute("name")!).ToList();
        await applicant.Fill(fields[0], number).Fill(fields[1], code).PressAsync(applicant.Page.QuerySelector("main form button:not(.vh)")!);
        Assert.Contains("紙の申請書を受け付けました", applicant.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_incomplete_paper_shows_what_is_missing_and_is_received_as_it_is()
    {
        using var clerk = await ClerkAsync();
        await StartAsync(clerk.Browser);
        await clerk.Browser.Fill("name", "川崎　太郎").PressAsync("受け付ける");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Browser.Status);
        Assert.Equal("川崎　太郎", clerk.Browser.Page.QuerySelector("[name=name]")!.GetAttribute("value"));
        await clerk.Browser.Fill("_reason", "意見の欄が空白").PressAsync("不備があるまま受け付ける");
        var number = Number().Match(clerk.Browser.Text).Value;
        await clerk.OpenAsync(number);
        Assert.Contains("不備があるまま受け付けています（3件）", clerk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("意見の欄が空白", clerk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_stays_when_the_day_of_arrival_is_none()
    {
        using var clerk = await ClerkAsync();
        await StartAsync(clerk.Browser);
        await clerk.Browser.Fill("opinion", "消えてはいけない").Fill("_arrived", "きのう").PressAsync("受け付ける");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Browser.Status);
        Assert.Contains("到達した日を", clerk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("消えてはいけない", clerk.Browser.Page.QuerySelector("[name=opinion]")!.TextContent, StringComparison.Ordinal);
        var url = clerk.Browser.Address;
        await clerk.Browser.Fill("_arrived", "R8.11.2").PressAsync("保存して一覧に戻る");
        await clerk.Browser.OpenAsync(url);
        Assert.Equal("令和8年11月2日", clerk.Browser.Page.QuerySelector("[name=_arrived]")!.GetAttribute("value"));
        await clerk.Browser.Fill("reason", "試し").PressAsync("取りやめる");
        Assert.Contains("取りやめました。", clerk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_prepared_at_home_is_handed_in_at_the_counter_with_its_number()
    {
        using var citizen = new Browser();
        await citizen.OpenAsync(new Uri(fixture.Host.Address, "/procedures/public-comment"));
        await citizen.PressAsync("この手続を始める");
        await citizen.Fill("plan", "dx-plan").Fill("opinion", "窓口で出します。").Fill("may_publish", "true").PressAsync("次へ進む");
        await citizen.PressAsync("保存して中断する");
        await citizen.FollowAsync("窓口で提出する");
        await citizen.PressAsync("窓口の番号を作る");
        Assert.NotNull(citizen.Page.QuerySelector("svg[role=img] path[d^=M]"));
        var code = citizen.Page.QuerySelector(".counter-code")!.TextContent;

        using var clerk = await ClerkAsync();
        await clerk.Browser.OpenAsync("/staff/counter");
        await clerk.Browser.Fill("code", "2222-2222").PressAsync("申請を開く");
        Assert.Contains("この番号の下書きはありません", clerk.Browser.Text, StringComparison.Ordinal);
        await clerk.Browser.Fill("code", code).PressAsync("申請を開く");
        Assert.Contains("窓口で出します。", clerk.Browser.Page.QuerySelector("[name=opinion]")!.TextContent, StringComparison.Ordinal);
        await clerk.Browser.Fill("_identity", "DriversLicence").PressAsync("受け付ける");
        var number = Number().Match(clerk.Browser.Text).Value;
        await clerk.OpenAsync(number);
        foreach (var words in new[] { "経路 窓口", "運転免許証", "窓口で申請者の下書きを開きました" })
            Assert.Contains(words, clerk.Browser.Text, StringComparison.Ordinal);
        await citizen.OpenAsync(citizen.Address);
        Assert.Contains("すでに提出した", citizen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_CSV_of_AI_OCR_is_looked_at_taken_in_and_its_doubts_are_keyed()
    {
        using var clerk = await ClerkAsync();
        var mark = Guid.NewGuid().ToString("N")[..8];
        var csv = $"どの案へのご意見ですか,ご意見,ご意見_confidence,ご意見の内容を公表してよいですか,画像\nDX推進プラン（案）,{mark}-1,0.97,はい,1.png\nDX推進プラン（案）,{mark}-2,0.31,いいえ,2.png\n";
        await ImportAsync(clerk.Browser, "Ocr", "", ($"{mark}.csv", CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetBytes(csv), "text/csv"), ("1.png", Png, "image/png"), ("2.png", Png, "image/png"));
        Assert.Contains("そのまま受け付けられる 1件を受け付け、確認が必要な 1件", clerk.Browser.Text, StringComparison.Ordinal);
        await clerk.Browser.PressAsync("受け付ける");
        Assert.Contains("完了", clerk.Browser.Text, StringComparison.Ordinal);
        await clerk.Browser.FollowAsync("3行を確認する");
        Assert.Contains("読み取りの確かさは 31% です", clerk.Browser.Text, StringComparison.Ordinal);
        await clerk.Browser.Fill("opinion", $"{mark}-2 を直した").PressAsync("受け付ける");
        await clerk.OpenAsync(Number().Match(clerk.Browser.Text).Value);
        Assert.Contains($"{mark}-2 を直した", clerk.Browser.Text, StringComparison.Ordinal);

        await ImportAsync(clerk.Browser, "Ocr", "", ($"{mark}.csv", CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetBytes(csv), "text/csv"), ("1.png", Png, "image/png"), ("2.png", Png, "image/png"));
        Assert.Equal(HttpStatusCode.Conflict, clerk.Browser.Status);
        Assert.Contains("二重には取り込みません", clerk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_is_mapped_on_the_page_and_found_by_its_own_number()
    {
        using var clerk = await ClerkAsync();
        var own = "26" + Random.Shared.NextInt64(1_000_000_000_000, 9_999_999_999_999);
        var xml = Encoding.UTF8.GetBytes($"<data><head><uketsuke>{own}</uketsuke></head><body><an>dx-plan</an><iken>他のポータルから</iken><kohyo>はい</kohyo></body></data>");
        await ImportAsync(clerk.Browser, "Package", "市の旧ポータル", ($"{own}.xml", xml, "text/xml"));
        await clerk.Browser.Fill("column._number", "head/uketsuke").Fill("column.plan", "body/an").Fill("column.opinion", "body/iken").Fill("column.may_publish", "body/kohyo").PressAsync("この対応で読み直す");
        Assert.Contains("そのまま受付可", clerk.Browser.Text, StringComparison.Ordinal);
        await clerk.Browser.PressAsync("受け付ける");
        await clerk.Browser.OpenAsync($"/staff?q={own}");
        var number = clerk.Browser.Page.QuerySelector("tbody a")!.GetAttribute("href")!.Split('/')[^1];
        await clerk.OpenAsync(number);
        Assert.Contains(own, clerk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("経路 他のポータル", clerk.Browser.Text, StringComparison.Ordinal);
        await ImportAsync(clerk.Browser, "Package", "市の旧ポータル", ($"{own}-2.xml", [.. xml, (byte)'\n'], "text/xml"));
        Assert.Contains("取込済みと同じ", clerk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_receives_in_the_office_takes_anything_in()
    {
        using var clerk = await ClerkAsync();
        await StartAsync(clerk.Browser);
        var item = clerk.Browser.Address;
        using var other = await ClerkAsync("k-minami");
        await other.Browser.OpenAsync(item);
        Assert.Equal(HttpStatusCode.NotFound, other.Browser.Status);
        using var reviewer = await ClerkAsync("t-kita");
        foreach (var path in new[] { "/staff/paper", "/staff/counter", "/staff/imports", item.AbsolutePath })
        {
            await reviewer.Browser.OpenAsync(path);
            Assert.Equal(HttpStatusCode.Forbidden, reviewer.Browser.Status);
        }
    }

    [Fact]
    public async Task A_scan_is_framed_by_our_own_page_and_by_nobody_else()
    {
        using var clerk = await ClerkAsync();
        await StartAsync(clerk.Browser, ("申請書.pdf", Pdf, "application/pdf"));
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false });
        http.DefaultRequestHeaders.Add("Cookie", clerk.Browser.CookieHeader(fixture.Host.Address));
        using var page = await http.GetAsync(clerk.Browser.Address);
        Assert.Contains("frame-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using var scan = await http.GetAsync(new Uri(fixture.Host.Address, clerk.Browser.Page.QuerySelector("iframe")!.GetAttribute("src")));
        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (scan.StatusCode, scan.Content.Headers.ContentType!.MediaType));
        Assert.Contains("frame-ancestors 'self'", scan.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    private async Task<Clerk> ClerkAsync(string official = "s-higashi")
    {
        var clerk = new Clerk(fixture.Host.Address, official);
        await clerk.SignInAsync();
        return clerk;
    }

    private static async Task StartAsync(Browser browser, params (string Name, byte[] Content, string Type)[] scans)
    {
        await browser.OpenAsync("/staff/paper");
        browser.Fill("procedure", "public-comment");
        foreach (var (name, content, type) in scans)
            browser.Attach("scans", name, content, type);
        await browser.PressAsync(scans.Length == 0 ? "画像なしで入力する" : "画像を取り込んで");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
    }

    private static async Task ImportAsync(Browser browser, string kind, string source, params (string Name, byte[] Content, string Type)[] files)
    {
        await browser.OpenAsync("/staff/imports");
        browser.Fill("kind", kind).Fill("procedure", "public-comment").Fill("source", source);
        foreach (var (name, content, type) in files)
            browser.Attach("files", name, content, type);
        await browser.PressAsync("読み込んで確認する");
    }

    [GeneratedRegex(@"\d{6}-\d{6}-\d{6}")]
    private static partial Regex Number();

    [GeneratedRegex(@"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")]
    private static partial Regex Code();
}
