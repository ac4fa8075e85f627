using System.Diagnostics;
using System.Text.RegularExpressions;
using ElectronicApplication.Testing;
using Microsoft.Playwright;

namespace ElectronicApplication.Browser.Tests;

/// <summary>Paper entry: a pile of twenty forms, keyed with nothing but the keyboard.</summary>
public sealed partial class PaperEntryTests : BrowserJourney
{
    private const int Forms = 20;

    private static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    // What stands on the paper, by the control that it is typed into: digits choose, short dates are understood.
    private static readonly Dictionary<string, string> Paper = new()
    {
        ["ward"] = "1", ["use_address.postalCode"] = "２１０８５７７", ["use_address.prefecture"] = "14", ["use_address.city"] = "川崎市川崎区", ["use_address.town"] = "宮本町", ["use_address.block"] = "1",
        ["start_when"] = "3", ["start_date_past.y"] = "R8.11.1", ["use_kind"] = "1", ["user_kind"] = "1", ["user_name.family"] = "髙橋", ["user_name.given"] = "﨑子",
        ["user_name.familyKana"] = "たかはし", ["user_name.givenKana"] = "さきこ", ["user_contact.phone"] = "044-200-0000", ["user_contact.mail"] = "sakiko@example.jp", ["notifier_is_user"] = "1",
        ["payment_method"] = "1", ["bill_to"] = "1",
    };

    [ChromiumFact]
    public async Task Twenty_forms_are_keyed_by_keyboard_alone()
    {
        var page = await OpenAsync(1280, 800);
        await SignInAsync(page);
        await BeginAsync(page, Forms);
        await CheckAsync(page);
        var watch = Stopwatch.StartNew();
        HashSet<string> received = [];
        for (var i = 0; i < Forms; i++)
        {
            await KeyAsync(page);
            await page.EvaluateAsync("document.documentElement.setAttribute('data-before', '')");
            await page.Keyboard.PressAsync("Control+Enter");
            await page.Locator("html:not([data-before])").WaitForAsync(new() { State = WaitForSelectorState.Attached });
            await page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
            Assert.True(received.Add(Number().Match(new Uri(page.Url).Query).Value), page.Url + await page.InnerTextAsync("main"));
        }
        Console.WriteLine($"{Forms} forms in {watch.Elapsed.TotalSeconds:0.0} s");
        Assert.DoesNotContain("", received);
        Assert.EndsWith("/staff/paper", new Uri(page.Url).AbsolutePath, StringComparison.Ordinal);

        await page.GotoAsync(new Uri(Address, $"/staff/submissions/{received.First()}").ToString());
        var text = await page.InnerTextAsync("main");
        foreach (var words in new[] { "髙橋", "タカハシ", "神奈川県", "2026年11月1日", "写し.png" })
            Assert.Contains(words, text, StringComparison.Ordinal);
        await CheckAsync(page);
        Assert.Empty(Errors);
    }

    [ChromiumFact]
    public async Task Nothing_keyed_is_lost_by_a_reload_and_the_page_fits_a_small_screen()
    {
        var page = await OpenAsync(390, 844);
        await SignInAsync(page);
        await BeginAsync(page, 1);
        await page.FillAsync("[name='use_address.city']", "川崎市川崎区");
        await page.GetByText("保存しました").First.WaitForAsync();
        await page.ReloadAsync();
        Assert.Equal("川崎市川崎区", await page.InputValueAsync("[name='use_address.city']"));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        Assert.True(await page.EvaluateAsync<bool>("document.querySelector('.scan').getBoundingClientRect().bottom <= document.querySelector('.keyed').getBoundingClientRect().top"));
        await CheckAsync(page);
        await page.Keyboard.PressAsync("Control+Enter");
        await page.GetByText("不備があるまま受け付ける").First.WaitForAsync();
        await CheckAsync(page);
        Assert.Empty(Errors);
    }

    [ChromiumFact]
    public async Task The_number_of_the_counter_is_shown_as_a_QR_code_that_everybody_can_read()
    {
        var page = await OpenAsync(390, 844);
        await page.GotoAsync(new Uri(Address, "/procedures/public-comment").ToString());
        await PressAsync(page, "この手続を始める");
        await PressAsync(page, "保存して中断する");
        await FollowAsync(page, "窓口で提出する");
        await CheckAsync(page);
        await PressAsync(page, "窓口の番号を作る");
        await CheckAsync(page);
        var code = await page.Locator(".counter-code").InnerTextAsync();
        await page.GetByRole(AriaRole.Img, new() { Name = code }).WaitForAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));

        var desk = await OpenAsync(1280, 800);
        await SignInAsync(desk);
        foreach (var path in new[] { "/staff/paper", "/staff/imports", "/staff/counter" })
        {
            await desk.GotoAsync(new Uri(Address, path).ToString());
            await CheckAsync(desk);
        }
        // A scanner types what it reads and presses Enter.
        await desk.Keyboard.TypeAsync(code);
        await desk.Keyboard.PressAsync("Enter");
        await desk.WaitForURLAsync("**/staff/intake/**");
        await CheckAsync(desk);
        Assert.Empty(Errors);
    }

    /// <summary>Goes from control to control as Enter leads, and types what the paper says for each.</summary>
    private static async Task KeyAsync(IPage page)
    {
        for (var steps = 0; steps < 60; steps++)
        {
            var name = await page.EvaluateAsync<string>("document.activeElement.name ?? ''");
            if (name == "_identity")
                return;
            if (Paper.TryGetValue(name, out var typed))
                await (typed.Any(c => c > 0x7f) ? page.Keyboard.InsertTextAsync(typed) : page.Keyboard.TypeAsync(typed));
            await page.Keyboard.PressAsync("Enter");
            await page.WaitForFunctionAsync("name => (document.activeElement.name ?? '') !== name", name);
        }
        Assert.Fail("The keyboard does not come to the end of the form.");
    }

    private async Task SignInAsync(IPage page)
    {
        await page.GotoAsync(new Uri(Address, "/staff").ToString());
        await FollowAsync(page, "職員アカウントでログイン");
        await GoAsync(page, page.Locator("button[name=official][value=s-higashi]"));
    }

    /// <summary>The files are chosen in a window of the system, which no test can type into; all the rest is typed.</summary>
    private async Task BeginAsync(IPage page, int forms)
    {
        await page.GotoAsync(new Uri(Address, "/staff/paper").ToString());
        await page.Locator("#procedure").SelectOptionAsync("suido-kaishi");
        await page.SetInputFilesAsync("#scans", Enumerable.Range(1, forms).Select(i => new FilePayload { Name = "写し.png", MimeType = "image/png", Buffer = Picture }));
        await GoAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "画像を取り込んで入力を始める" }));
        Assert.Contains("/staff/intake/", page.Url, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\d{6}-\d{6}-\d{6}")]
    private static partial Regex Number();
}
