using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using ElectronicApplication.Testing;
using Microsoft.Playwright;

namespace ElectronicApplication.Browser.Tests;

/// <summary>The citizen's phone and the clerk's screen in a real Chromium, with axe on every page that is passed.</summary>
public sealed class PhoneTests : IAsyncLifetime
{
    /// <summary>1 x 1 pixel.</summary>
    private static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private readonly List<string> _errors = [];
    private InProcessHost _host = null!;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public async Task InitializeAsync()
    {
        if (InstalledServers.Chromium is null)
            return;
        _host = await InProcessHost.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = InstalledServers.Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_host is not null)
            await _host.DisposeAsync();
    }

    [ChromiumFact]
    public async Task A_resident_record_is_requested_signed_paid_reviewed_and_granted_on_a_phone()
    {
        var page = await OpenAsync(390, 844);
        await page.GotoAsync(_host.Address.ToString());
        await CheckAsync(page);
        await page.GetByRole(AriaRole.Searchbox).FillAsync("ジュウミンヒョウ　住民票");
        await page.GotoAsync(new Uri(_host.Address, "/?q=住民票").ToString());
        await FollowAsync(page, "住民票の写しの請求");
        await CheckAsync(page);
        await PressAsync(page, "ログインして始める");
        await CheckAsync(page);
        await PressAsync(page, "カードの画面へ進む");
        await CardAsync(page, "1234");
        await PressAsync(page, "この手続を始める");
        await CheckAsync(page);
        await PressAsync(page, "カードを読み取る");
        await CardAsync(page, "ABC123");
        await CheckAsync(page);

        await page.FillAsync("[name=phone]", "044-200-0000");
        await page.FillAsync("[name=mail]", "hanako@example.jp");
        await PressAsync(page, "次へ進む");
        await CheckAsync(page);

        // A choice makes fields appear and the fee follow, without a press.
        await page.CheckAsync("[name=acting_for][value=agent]");
        await page.WaitForSelectorAsync("[name=principal_name]");
        await page.CheckAsync("[name=kind][value=individual]");
        await page.WaitForSelectorAsync("[name='persons[0].person_name'], #add-persons");
        if (await page.Locator("[name='persons[0].person_name']").CountAsync() == 0)
            await page.ClickAsync("#add-persons");
        await page.FillAsync("[name='persons[0].person_name']", "髙橋 﨑子");
        await page.FillAsync("[name='persons[0].person_birth_date.y']", "1980");
        await page.FillAsync("[name='persons[0].person_birth_date.m']", "2");
        await page.FillAsync("[name='persons[0].person_birth_date.d']", "17");
        await page.FillAsync("[name='persons[0].person_copies']", "3");
        await page.Locator("[name='persons[0].person_copies']").BlurAsync();
        await page.GetByText("900円").First.WaitForAsync();

        await PressAsync(page, "次へ進む");
        await page.Locator("[aria-invalid=true]").First.WaitForAsync();
        await CheckAsync(page);
        Assert.Equal("髙橋 﨑子", await page.InputValueAsync("[name='persons[0].person_name']"));

        await page.FillAsync("[name=principal_name]", "髙橋 﨑子");
        await page.FillAsync("[name=principal_address]", "神奈川県川崎市川崎区宮本町1");
        await page.SetInputFilesAsync("input[type=file]", new FilePayload { Name = "委任状.png", MimeType = "image/png", Buffer = Picture });
        await page.GetByRole(AriaRole.Link, new() { Name = "委任状.png" }).WaitForAsync();
        foreach (var item in new[] { "show_honseki", "show_relationship", "show_my_number", "show_resident_code" })
            await page.CheckAsync($"[name={item}][value=false]");
        await page.CheckAsync("[name=purpose][value=housing]");
        await CheckAsync(page);
        await PressAsync(page, "次へ進む");
        await page.FillAsync("[name=delivery_postal_code]", "210-8577");
        await PressAsync(page, "次へ進む");
        await page.CheckAsync("[name=declaration][type=checkbox]");
        await PressAsync(page, "次へ進む");
        await CheckAsync(page);
        await FollowAsync(page, "署名に進む");
        await CheckAsync(page);
        await PressAsync(page, "カードで署名して提出する");
        await CardAsync(page, "ABC123");
        await CheckAsync(page);
        var submission = page.Url.Split('?')[0];
        await PressAsync(page, "支払いに進む");
        await GoAsync(page, page.Locator("button[name=method][value=card]"));
        await UntilAsync(page, submission, "受付済み");
        await UntilAsync(page, submission, "市の業務システムに登録されました");
        await CheckAsync(page);
        await page.GotoAsync(new Uri(_host.Address, "/my").ToString());
        await CheckAsync(page);

        var desk = await OpenAsync(1280, 800);
        await desk.GotoAsync(new Uri(_host.Address, "/staff").ToString());
        await CheckAsync(desk);
        await FollowAsync(desk, "職員アカウントでログイン");
        await GoAsync(desk, desk.Locator("button[name=official][value=s-higashi]"));
        await CheckAsync(desk);
        var number = submission[(submission.LastIndexOf('/') + 1)..];
        await desk.GotoAsync(new Uri(_host.Address, $"/staff/submissions/{number}").ToString());
        await CheckAsync(desk);
        await PressAsync(desk, "審査を開始する");
        await FollowAsync(desk, "承認する");
        await CheckAsync(desk);
        await PressAsync(desk, "承認を確定する");
        await UntilAsync(page, submission, "承認");
        Assert.Empty(_errors);
    }

    [ChromiumFact]
    public async Task What_is_typed_is_saved_without_a_press_and_comes_back_in_another_window()
    {
        var page = await OpenAsync(390, 844);
        await page.GotoAsync(new Uri(_host.Address, "/procedures/public-comment").ToString());
        await PressAsync(page, "この手続を始める");
        await page.FillAsync("[name=opinion]", "書きかけの意見です。");
        await page.GetByText("保存しました").First.WaitForAsync();
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(page.Url);
        Assert.Equal("書きかけの意見です。", await other.InputValueAsync("[name=opinion]"));
        Assert.Empty(_errors);
    }

    [ChromiumFact]
    public async Task No_page_asks_another_host_and_none_scrolls_sideways()
    {
        var page = await OpenAsync(390, 844);
        List<string> foreign = [];
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url).Authority != _host.Address.Authority && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                foreign.Add(request.Url);
        };
        foreach (var path in new[] { "/", "/procedures/juminhyo-utsushi", "/procedures/public-comment", "/sign-in", "/lookup", "/my", "/no-such-page", "/staff" })
        {
            await page.GotoAsync(new Uri(_host.Address, path).ToString());
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{path} scrolls sideways");
        }
        Assert.Empty(foreign);
    }

    private async Task<IPage> OpenAsync(int width, int height)
    {
        var context = await _browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, Locale = "ja-JP" });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        page.PageError += (_, error) => _errors.Add(error);
        // Refused answers come back as 422, which Chromium reports as an error of loading; everything else is ours to mend.
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("422", StringComparison.Ordinal))
                _errors.Add(message.Text);
        };
        return page;
    }

    private static Task PressAsync(IPage page, string words) => GoAsync(page, page.GetByRole(AriaRole.Button, new() { Name = words }));

    private static Task FollowAsync(IPage page, string words) => GoAsync(page, page.GetByRole(AriaRole.Link, new() { Name = words, Exact = true }));

    /// <summary>Clicks what leads to another page and waits until that page is there: the mark on this one is gone.</summary>
    private static async Task GoAsync(IPage page, ILocator what)
    {
        await page.EvaluateAsync("document.documentElement.setAttribute('data-before', '')");
        await what.First.ClickAsync();
        await page.Locator("html:not([data-before])").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    private async Task CardAsync(IPage page, string pin)
    {
        await page.FillAsync("[name=pin]", pin);
        await page.ClickAsync("button[name=action][value=sign]");
        await page.WaitForURLAsync(_host.Address + "**");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    private static async Task UntilAsync(IPage page, string address, string words) => await Wait.ForAsync($"「{words}」", async () =>
    {
        await page.GotoAsync(address);
        return await page.GetByText(words).CountAsync() > 0 ? page : null;
    });

    /// <summary>axe, WCAG 2.2 AA: nothing.</summary>
    private static async Task CheckAsync(IPage page)
    {
        var result = await page.RunAxe(new AxeRunOptions { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } });
        Assert.True(result.Violations.Length == 0, $"{page.Url}: {string.Join("; ", result.Violations.Select(v => $"{v.Id}: {string.Join(", ", v.Nodes.Select(n => n.Html))}"))}");
    }
}
