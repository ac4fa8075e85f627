using ElectronicApplication.Testing;
using Microsoft.Playwright;

namespace ElectronicApplication.Browser.Tests;

/// <summary>The citizen's phone and the clerk's screen in a real Chromium, with axe on every page that is passed.</summary>
public sealed class PhoneTests : BrowserJourney
{
    /// <summary>1 x 1 pixel.</summary>
    private static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [ChromiumFact]
    public async Task A_resident_record_is_requested_signed_paid_reviewed_and_granted_on_a_phone()
    {
        var page = await OpenAsync(390, 844);
        await page.GotoAsync(Host.Address.ToString());
        await CheckAsync(page);
        await page.GetByRole(AriaRole.Searchbox).FillAsync("ジュウミンヒョウ　住民票");
        await page.GotoAsync(new Uri(Host.Address, "/?q=住民票").ToString());
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
        await page.GotoAsync(new Uri(Host.Address, "/my").ToString());
        await CheckAsync(page);

        var desk = await OpenAsync(1280, 800);
        await desk.GotoAsync(new Uri(Host.Address, "/staff").ToString());
        await CheckAsync(desk);
        await FollowAsync(desk, "職員アカウントでログイン");
        await GoAsync(desk, desk.Locator("button[name=official][value=s-higashi]"));
        await CheckAsync(desk);
        var number = submission[(submission.LastIndexOf('/') + 1)..];
        await desk.GotoAsync(new Uri(Host.Address, $"/staff/submissions/{number}").ToString());
        await CheckAsync(desk);
        await PressAsync(desk, "審査を開始する");
        await FollowAsync(desk, "承認する");
        await CheckAsync(desk);
        await PressAsync(desk, "承認を確定する");
        await UntilAsync(page, submission, "承認");
        Assert.Empty(Errors);
    }

    [ChromiumFact]
    public async Task What_is_typed_is_saved_without_a_press_and_comes_back_in_another_window()
    {
        var page = await OpenAsync(390, 844);
        await page.GotoAsync(new Uri(Host.Address, "/procedures/public-comment").ToString());
        await PressAsync(page, "この手続を始める");
        await page.FillAsync("[name=opinion]", "書きかけの意見です。");
        await page.GetByText("保存しました").First.WaitForAsync();
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(page.Url);
        Assert.Equal("書きかけの意見です。", await other.InputValueAsync("[name=opinion]"));
        Assert.Empty(Errors);
    }

    [ChromiumFact]
    public async Task No_page_asks_another_host_and_none_scrolls_sideways()
    {
        var page = await OpenAsync(390, 844);
        List<string> foreign = [];
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url).Authority != Host.Address.Authority && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                foreign.Add(request.Url);
        };
        foreach (var path in new[] { "/", "/procedures/juminhyo-utsushi", "/procedures/public-comment", "/sign-in", "/lookup", "/my", "/no-such-page", "/staff" })
        {
            await page.GotoAsync(new Uri(Host.Address, path).ToString());
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{path} scrolls sideways");
        }
        Assert.Empty(foreign);
    }
}
