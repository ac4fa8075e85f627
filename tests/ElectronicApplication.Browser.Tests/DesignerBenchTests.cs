using ElectronicApplication.Forms.Tests.Excel;
using ElectronicApplication.Testing;
using Microsoft.Playwright;

namespace ElectronicApplication.Browser.Tests;

/// <summary>What the editor offers beside its panel: dragging, several at once, searching, the ways of looking; on a small screen; from an Excel sheet.</summary>
public sealed class DesignerBenchTests : BrowserJourney
{
    private const string Home = "/staff/designer/bench-copy";

    [ChromiumFact]
    public async Task Fields_are_dragged_moved_together_found_duplicated_and_undone_and_the_form_is_seen_as_others_see_it()
    {
        var desk = new DesignerDesk(await SignedInAsync("a-mori"), Address);
        await desk.CopyAsync("bench-copy");
        await ArrangeAsync(desk);
        await LookAsync(desk);
        await desk.Page.SetViewportSizeAsync(390, 844);
        foreach (var path in (string[])["?at=field%2Fput_place", "/settings", "/tables/fee_per_item", "/mapping/1", "/translations"])
        {
            await desk.GoAsync(Home + path);
            await CheckAsync(desk.Page);
            Assert.True(await desk.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{path} scrolls sideways");
        }
        Assert.Empty(Errors);
    }

    [ChromiumFact]
    public async Task A_form_begun_from_an_Excel_sheet_asks_about_what_was_guessed_until_it_is_checked()
    {
        var desk = new DesignerDesk(await SignedInAsync("a-mori"), Address);
        var (page, file) = (desk.Page, ExcelFile.Of(paper => paper.Text("A1:F1", "見学の申込書").Box("A2", "氏名").Box("B2:F2").Box("A3", "めじるし").Box("B3:F3")));
        await desk.GoAsync("/staff/designer/new");
        await page.FillAsync("#title", "見学の申込み");
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "見学.xlsx", MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Buffer = file });
        await desk.Hand.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "作成して開く" }));
        await CheckAsync(page);
        await desk.Hand.PressAsync(page.Locator("button[value=take]"));
        await page.Locator("#outline").WaitForAsync();
        var unsure = page.Locator("#outline .tree-row small").Filter(new() { HasText = "要確認" });
        Assert.Equal(1, await unsure.CountAsync());

        await desk.SelectAsync("氏名");
        Assert.Equal(0, await desk.Panel.Locator("button[value=clearGuess]").CountAsync());
        await desk.SelectAsync("めじるし");
        var asks = desk.Panel.Locator(".banner").Filter(new() { HasText = "取り込んだ書類から推定した項目です" });
        Assert.Contains("「めじるし」に決め手がないため一行の文字と推定", await asks.TextContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("{", await asks.TextContentAsync(), StringComparison.Ordinal);
        await CheckAsync(page);
        await desk.Hand.PressAsync(desk.Panel.Locator("button[value=clearGuess]"));
        Assert.Equal((0, 0), (await asks.CountAsync(), await unsure.CountAsync()));
        await page.ReloadAsync();
        Assert.Equal(0, await unsure.CountAsync());
        Assert.Empty(Errors);
    }

    private static async Task ArrangeAsync(DesignerDesk desk)
    {
        var (page, before) = (desk.Page, new LocatorDragToOptions { TargetPosition = new() { X = 60, Y = 3 } });
        // Palette and place in sight at once, as somebody who drags has them.
        await page.SetViewportSizeAsync(1280, 2400);
        await page.Locator("[data-new=text]").DragToAsync(desk.Row("field/ward"), before);
        await desk.Hand.RestAsync();
        Assert.Equal(["収集する場所", "文字（1行）", "区", "住所"], await AroundAsync("収集する場所", 4));
        Assert.Contains("文字（1行）", await desk.SelectedAsync(), StringComparison.Ordinal);

        await desk.Row("field/dwelling").Locator("a").DragToAsync(desk.Row("field/pickup_address"), before);
        await desk.Hand.RestAsync();
        Assert.Equal(["区", "住まい", "住所"], await AroundAsync("区", 3));

        foreach (var at in (string[])["field/ward", "field/dwelling"])
            await page.Locator($"#outline [name=sel][value='{at}']").CheckAsync();
        await page.Locator("#outline-into").SelectOptionAsync("page/applicant");
        await desk.Hand.PressAsync(page.Locator("#outline-form button[value=move]"));
        Assert.Equal(["家庭から出た物だけを申し込みます（事業で出た物はありません）", "区", "住まい"], (await desk.LabelsAsync())[^3..]);
        Assert.Equal(2, await page.Locator("#outline [name=sel]:checked").CountAsync());

        await page.FillAsync("#outline-q", "受付番号");
        await desk.Hand.PressAsync(page.Locator(".outline-search button"));
        Assert.Equal(["申し込む方", "前回の受付番号（分かるとき）"], await desk.LabelsAsync());
        await desk.Hand.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "すべて表示" }));

        await desk.SelectAsync("住所");
        var count = (await desk.LabelsAsync()).Length;
        await desk.Hand.PressAsync(page.Locator("#outline-form button[value=duplicate]"));
        Assert.Equal(count + 1, (await desk.LabelsAsync()).Length);
        await page.Locator("#panel-title").ClickAsync();
        await page.Keyboard.PressAsync("Control+z");
        await desk.Hand.RestAsync();
        Assert.Equal(count, (await desk.LabelsAsync()).Length);
        await page.Keyboard.PressAsync("Control+z");
        await desk.Hand.RestAsync();
        Assert.Equal(["区", "住まい", "住所"], await AroundAsync("区", 3));

        async Task<string[]> AroundAsync(string first, int count)
        {
            var labels = await desk.LabelsAsync();
            return [.. labels.SkipWhile(l => l != first).Take(count)];
        }
    }

    private static async Task LookAsync(DesignerDesk desk)
    {
        await desk.Page.SetViewportSizeAsync(1280, 800);
        await desk.SelectAsync("品物の種類");
        foreach (var (screen, place) in ((string, string)[])[("パソコン", ".screen.desktop"), ("紙", ".sheet"), ("スマートフォン", ".screen.phone")])
        {
            await SeeAsync(screen);
            await desk.Preview.Locator(place).WaitForAsync();
        }
        await SeeAsync("English");
        await desk.Preview.GetByText("What to collect").First.WaitForAsync();
        await SeeAsync("やさしい日本語");
        await desk.Preview.GetByText("出す もの").First.WaitForAsync();
        await SeeAsync("日本語");
        await desk.Page.Locator("#applicant").SelectOptionAsync(new SelectOptionValue { Label = "記録した例: accepted-sofa" });
        await desk.Hand.RestAsync();
        Assert.True(await desk.Preview.Locator("[name='items[0].item_kind'][value=sofa]:checked, select[name='items[0].item_kind']").CountAsync() > 0);
        Assert.NotEqual("", await desk.Preview.Locator("[name='items[0].longest_cm']").InputValueAsync());
        await desk.Page.Locator("#applicant").SelectOptionAsync(new SelectOptionValue { Label = "空欄" });
        await desk.Hand.RestAsync();
        Assert.Equal("", await desk.Preview.Locator("[name='items[0].longest_cm']").InputValueAsync());

        Task SeeAsync(string how) => desk.Hand.PressAsync(desk.Preview.Locator("nav").GetByRole(AriaRole.Link, new() { Name = how, Exact = true }));
    }
}
