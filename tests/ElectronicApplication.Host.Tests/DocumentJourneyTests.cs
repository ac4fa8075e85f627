using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using ElectronicApplication.Testing;

namespace ElectronicApplication.Host.Tests;

/// <summary>交付 through the pages: issued, told, fetched, verified, replaced, withdrawn; printed for the post; in bulk.</summary>
public sealed partial class DocumentJourneyTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private Uri Host => fixture.Host.Address;

    [Fact]
    public async Task A_notice_is_issued_told_by_mail_fetched_with_its_arrival_verified_and_withdrawn()
    {
        var (number, code) = await FileAsync("髙﨑　𠮷子葛󠄀");
        using var clerk = await DecidedAsync(number);
        await clerk.Browser.FollowAsync("「意見の受領書」を交付する");
        Assert.NotNull(clerk.Browser.Page.QuerySelector("iframe[src$='/preview.pdf']"));
        await clerk.Browser.PressAsync("交付する");
        Assert.Contains("文書を交付しました。", clerk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("申請者はまだ受け取っていません", clerk.Browser.Text, StringComparison.Ordinal);

        using var world = fixture.Host.World();
        await Wait.ForAsync("the mail about the document", async () =>
            (await world.MailAsync()).FirstOrDefault(m => ((string)m["text"]!).Contains(number, StringComparison.Ordinal) && ((string)m["subject"]!).Contains("文書を交付しました", StringComparison.Ordinal)));

        using var citizen = new Browser();
        await LookUpAsync(citizen, number, code);
        Assert.Contains("意見の受領書", citizen.Text, StringComparison.Ordinal);
        var link = citizen.Page.QuerySelector("a[href*='/documents/']")!.GetAttribute("href")!;
        // Whoever has shown nothing is asked for the code.
        using var stranger = new Browser();
        await stranger.OpenAsync(new Uri(Host, link));
        Assert.EndsWith("/lookup", stranger.Address.AbsolutePath, StringComparison.Ordinal);
        var pdf = await BytesAsync(citizen, link);
        await citizen.OpenAsync(new Uri(Host, $"/submissions/{number}"));
        Assert.Contains("に受け取りました", citizen.Text, StringComparison.Ordinal);
        await clerk.OpenAsync(number);
        Assert.Contains("に申請者が受け取りました（到達）", clerk.Browser.Text, StringComparison.Ordinal);

        using var folder = new TemporaryFolder("issued");
        var path = Path.Combine(folder.Path, "issued.pdf");
        await File.WriteAllBytesAsync(path, pdf);
        var (_, text) = await ChildProcess.RunAsync("pdftotext", ["-layout", path, "-"], new Dictionary<string, string>());
        foreach (var words in new[] { "意見の受領書", "髙﨑", "𠮷子", number })
            Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.Contains("Signature is Valid.", (await ChildProcess.RunAsync("pdfsig", ["-nocert", path], new Dictionary<string, string>())).Output, StringComparison.Ordinal);
        Assert.Matches(@"Tagged: +yes", (await ChildProcess.RunAsync("pdfinfo", [path], new Dictionary<string, string>())).Output);

        var verify = VerifyAddress().Match(Regex.Replace(text, @"\s", "")).Value;
        using var anybody = new Browser();
        await anybody.OpenAsync(new Uri(verify));
        Assert.Contains("市が交付した、有効な文書です", anybody.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("髙﨑", anybody.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(number, anybody.Text, StringComparison.Ordinal);
        await anybody.Attach("file", "a.pdf", pdf, "application/pdf").PressAsync("確かめる");
        Assert.Contains("内容は変わっていません", anybody.Text, StringComparison.Ordinal);
        pdf[^20] ^= 1;
        await anybody.Attach("file", "a.pdf", pdf, "application/pdf").PressAsync("確かめる");
        Assert.Contains("内容が違います", anybody.Text, StringComparison.Ordinal);
        await anybody.PressAsync("確かめる");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, anybody.Status);

        await clerk.Browser.FollowAsync("差し替える");
        await clerk.Browser.PressAsync("差し替えて交付する");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Browser.Status);
        await clerk.Browser.Fill("reason", "章の名前の誤り").PressAsync("差し替えて交付する");
        await anybody.OpenAsync(new Uri(verify));
        Assert.Contains("差し替えられた文書です", anybody.Text, StringComparison.Ordinal);
        await clerk.Browser.FollowAsync("交付を取り消す");
        await clerk.Browser.Fill("reason", "二重の交付").PressAsync("交付を取り消す");
        Assert.Contains("交付を取り消しました。", clerk.Browser.Text, StringComparison.Ordinal);
        await citizen.OpenAsync(new Uri(Host, $"/submissions/{number}"));
        Assert.Contains("理由：二重の交付", citizen.Text, StringComparison.Ordinal);
        Assert.Null(citizen.Page.QuerySelector("a[href*='/documents/']"));
    }

    [Fact]
    public async Task An_address_that_names_no_document_verifies_nothing()
    {
        using var anybody = new Browser();
        await anybody.OpenAsync(new Uri(Host, "/verify/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
        Assert.Equal(HttpStatusCode.NotFound, anybody.Status);
        Assert.Contains("この文書は確認できません", anybody.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Marked_cases_are_issued_in_bulk_by_the_worker_and_only_with_the_right()
    {
        List<string> numbers = [];
        for (var i = 0; i < 3; i++)
        {
            numbers.Add((await FileAsync($"山田　{i}郎")).Number);
            using var decided = await DecidedAsync(numbers[^1]);
        }
        using var clerk = new Clerk(Host);
        await clerk.SignInAsync();
        await clerk.Browser.OpenAsync("/staff/documents/bulk/public-comment/receipt");
        var run = clerk.Browser.Page.QuerySelector("input[name=run]")!.GetAttribute("value")!;
        foreach (var box in clerk.Browser.Page.QuerySelectorAll("input[name=number]").OfType<IHtmlInputElement>())
            box.IsChecked = numbers.Contains(box.Value);
        await clerk.Browser.PressAsync("選んだ申請に交付する");
        await Wait.ForAsync("the run to end", async () =>
        {
            await clerk.Browser.OpenAsync($"/staff/documents/runs/{run}");
            return clerk.Browser.Text.Contains("終わりました", StringComparison.Ordinal) ? clerk : null;
        });
        Assert.Contains("交付済み3件", clerk.Browser.Text, StringComparison.Ordinal);
        using var reviewer = new Clerk(Host, "k-minami");
        await reviewer.SignInAsync();
        foreach (var page in new[] { "/staff/documents", "/staff/documents/bulk/public-comment/receipt", "/staff/documents/seal" })
        {
            await reviewer.Browser.OpenAsync(page);
            Assert.Equal(HttpStatusCode.Forbidden, reviewer.Browser.Status);
        }
    }

    [Fact]
    public async Task What_goes_by_post_is_printed_with_a_reason_and_marked_as_posted()
    {
        using var clerk = new Clerk(Host);
        await clerk.SignInAsync();
        await clerk.Browser.OpenAsync("/staff/documents");
        Assert.Contains("発送していない文書（0件）", clerk.Browser.Text, StringComparison.Ordinal);
        // A template without a recipient cannot be posted: the clerk is told, and nothing is issued.
        var (number, _) = await FileAsync("山田　花子");
        using var decided = await DecidedAsync(number);
        await decided.Browser.FollowAsync("「意見の受領書」を交付する");
        await decided.Browser.Fill("delivery", "post").PressAsync("交付する");
        Assert.Contains("宛名がないため、郵送できません", decided.Browser.Text, StringComparison.Ordinal);
        await decided.OpenAsync(number);
        Assert.Contains("「意見の受領書」を交付する", decided.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_seal_is_taken_from_a_png_only_and_shown_to_whoever_administers_only()
    {
        using var clerk = new Clerk(Host);
        await clerk.SignInAsync();
        await clerk.Browser.OpenAsync("/staff/documents/seal");
        await clerk.Browser.Attach("seal", "seal.png", [1, 2, 3], "image/png").PressAsync("印影を登録する");
        Assert.Contains("PNG の画像にしてください", clerk.Browser.Text, StringComparison.Ordinal);
        using var citizen = new Browser();
        await citizen.OpenAsync(new Uri(Host, "/staff/documents/seal/image"));
        Assert.DoesNotContain("png", citizen.Page.ContentType, StringComparison.Ordinal);
    }

    private async Task<(string Number, string Code)> FileAsync(string name)
    {
        using var http = fixture.Host.Client();
        var sample = JsonNode.Parse(await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "forms-catalog", "public-comment", "samples"), "accepted-*.json")[0]))!;
        (sample["answers"]!["name"], sample["answers"]!["mail"]) = (name, "hanako@example.jp");
        using var answer = await http.PostAsJsonAsync("/api/v1/submissions", sample);
        var receipt = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!;
        return ((string)receipt["receiptNumber"]!, (string)receipt["accessCode"]!);
    }

    private async Task<Clerk> DecidedAsync(string number)
    {
        var clerk = new Clerk(Host);
        await clerk.SignInAsync();
        await clerk.StartReviewAsync(number);
        await clerk.GrantAsync(number);
        return clerk;
    }

    private async Task LookUpAsync(Browser citizen, string number, string code)
    {
        await citizen.OpenAsync(new Uri(Host, "/lookup"));
        await citizen.Fill("number", number).Fill("code", code).PressAsync("照会する");
    }

    private async Task<byte[]> BytesAsync(Browser browser, string path)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Host };
        http.DefaultRequestHeaders.Add("Cookie", browser.CookieHeader(Host));
        return await http.GetByteArrayAsync(path);
    }

    [GeneratedRegex(@"http://[^/]+/verify/[A-Za-z0-9_-]{32}")]
    private static partial Regex VerifyAddress();
}
