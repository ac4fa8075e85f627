using ElectronicApplication.Testing;
using Microsoft.Playwright;

namespace ElectronicApplication.Browser.Tests;

/// <summary>What a clerk typed outlives a broken connection, an ended session, a colleague who was first, and a mistake.</summary>
public sealed class DesignerSavingTests : BrowserJourney
{
    private const string SignIn = "保存できません。ログインし直してください";
    private const string Offline = "保存できません。通信を確認してください";

    [ChromiumFact]
    public async Task What_cannot_be_saved_is_told_stays_and_is_saved_as_soon_as_it_can_be()
    {
        var desk = new DesignerDesk(await SignedInAsync("a-mori"), Address);
        var (page, help) = (desk.Page, desk.Property("help"));
        await desk.CopyAsync("saving-copy");
        await desk.SelectAsync("住まい");

        await page.Context.SetOfflineAsync(true);
        await desk.TypeAsync(help, "線が切れている間の説明");
        await page.GetByText(Offline).WaitForAsync();
        await desk.SelectAsync("区");
        await desk.Hand.PressAsync(page.Locator("#outline-form button[value=duplicate]"));
        Assert.Contains("住まい", await desk.SelectedAsync(), StringComparison.Ordinal);
        Assert.Equal("線が切れている間の説明", await help.InputValueAsync());
        await page.Context.SetOfflineAsync(false);
        await page.Locator("[data-status]:empty").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await desk.SelectAsync("区");
        await desk.SelectAsync("住まい");
        Assert.Equal("線が切れている間の説明", await help.InputValueAsync());

        await page.Context.ClearCookiesAsync();
        await desk.TypeAsync(help, "席を外した後の説明");
        await page.GetByText(SignIn).WaitForAsync();
        await desk.SelectAsync("区");
        await desk.Hand.PressAsync(desk.Panel.Locator("button[value=save]"));
        Assert.Equal("席を外した後の説明", await help.InputValueAsync());
        await SignInAsync(await page.Context.NewPageAsync(), "a-mori");
        await desk.SelectAsync("区");
        Assert.Contains("区", await desk.SelectedAsync(), StringComparison.Ordinal);
        await desk.SelectAsync("住まい");
        Assert.Equal("席を外した後の説明", await help.InputValueAsync());

        // The sheets tell the same, and keep it although their links lead to other pages.
        await desk.GoAsync("/staff/designer/saving-copy/settings");
        await page.Context.SetOfflineAsync(true);
        await desk.TypeAsync(page.Locator("[name='p.summary']"), "線が切れている間の概要");
        await page.GetByText(Offline).WaitForAsync();
        await page.Locator("nav.tabs").GetByRole(AriaRole.Link, new() { Name = "表", Exact = true }).ClickAsync();
        await desk.Hand.RestAsync();
        Assert.Equal("線が切れている間の概要", await page.Locator("[name='p.summary']").InputValueAsync());
        await page.Context.SetOfflineAsync(false);
        await page.Locator("[data-status]:empty").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.ReloadAsync();
        Assert.Equal("線が切れている間の概要", await page.Locator("[name='p.summary']").InputValueAsync());
    }

    [ChromiumFact]
    public async Task The_question_of_two_people_and_a_refused_value_are_seen_before_another_element_is_open()
    {
        const string design = "/staff/designer/sodai-gomi";
        var (mine, theirs) = (new DesignerDesk(await SignedInAsync("a-mori"), Address), new DesignerDesk(await SignedInAsync("s-higashi"), Address));
        await mine.GoAsync("/staff/designer");
        await GoAsync(mine.Page, mine.Page.Locator("form[action$='/change/sodai-gomi'] button"));
        await mine.GoAsync(design + "?at=field%2Fdwelling");
        await theirs.GoAsync(design + "?at=field%2Fdwelling");

        await theirs.TypeAsync(theirs.Property("label"), "お住まいの形");
        await theirs.SelectAsync("区");
        await mine.TypeAsync(mine.Property("help"), "戸建てか集合住宅か");
        await mine.SelectAsync("区");
        await AsksAsync();
        await CheckAsync(mine.Page);
        await mine.SelectAsync("区");
        await AsksAsync();
        await mine.Hand.PressAsync(mine.Page.Locator("[data-shortcut=undo]"));
        await mine.Hand.PressAsync(mine.Page.Locator("#outline-form button[value=duplicate]"));
        await AsksAsync();
        await PressAsync(mine.Page, "両方を活かす");
        Assert.Equal(("お住まいの形", "戸建てか集合住宅か"), (await mine.Property("label").InputValueAsync(), await mine.Property("help").InputValueAsync()));

        await mine.SelectAsync("いちばん長い辺の長さ");
        await mine.Property("min").FillAsync("三十");
        await mine.SelectAsync("区");
        Assert.Equal("mistakes", await FocusAsync(mine.Page));
        Assert.Equal("三十", await mine.Property("min").InputValueAsync());
        await mine.SelectAsync("区");
        Assert.Contains("区", await mine.SelectedAsync(), StringComparison.Ordinal);
        Assert.Empty(Errors);

        async Task AsksAsync()
        {
            Assert.Equal("conflict", await FocusAsync(mine.Page));
            Assert.Equal("戸建てか集合住宅か", await mine.Property("help").InputValueAsync());
        }
    }

    [ChromiumFact]
    public async Task Answers_typed_into_the_preview_stay_through_edits_other_places_and_news_of_a_colleague()
    {
        const string design = "/staff/designer/sodai-gomi";
        var (mine, theirs) = (new DesignerDesk(await SignedInAsync("a-mori"), Address), new DesignerDesk(await SignedInAsync("s-higashi"), Address));
        await mine.Page.Clock.InstallAsync();
        await mine.GoAsync("/staff/designer");
        await GoAsync(mine.Page, mine.Page.Locator("form[action$='/change/sodai-gomi'] button"));
        await mine.GoAsync(design + "?at=field%2Ffirst_time");
        await mine.Preview.Locator("[name=first_time][value=false]").CheckAsync();
        await mine.Preview.Locator("[name=earlier_number]").FillAsync("W-17");
        await mine.Property("help").FillAsync("はじめての方は、はいを選びます。");
        await mine.SelectAsync("前回の受付番号（分かるとき）");
        await StaysAsync();
        await mine.Hand.PressAsync(mine.Page.Locator("[data-shortcut=undo]"));
        await StaysAsync();
        await mine.Hand.PressAsync(mine.Preview.GetByRole(AriaRole.Link, new() { Name = "パソコン" }));
        await StaysAsync();

        await theirs.GoAsync(design + "?at=field%2Fremarks");
        await theirs.TypeAsync(theirs.Property("label"), "収集する人へ");
        await theirs.SelectAsync("区");
        await mine.Page.Locator("#panel-title").ClickAsync();
        await mine.Page.EvaluateAsync("document.activeElement.blur()");
        await mine.Page.Clock.FastForwardAsync("00:31");
        await mine.Entry("収集する人へ").WaitForAsync();
        await StaysAsync();
        Assert.Empty(Errors);

        async Task StaysAsync() => Assert.Equal("W-17", await mine.Preview.Locator("[name=earlier_number]").InputValueAsync());
    }

    private static Task<string> FocusAsync(IPage page) => page.EvaluateAsync<string>("document.activeElement.id");
}
