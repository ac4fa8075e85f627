using ElectronicApplication.Testing;
using Microsoft.Playwright;

namespace ElectronicApplication.Browser.Tests;

/// <summary>A clerk builds, tests and publishes a procedure; a citizen files it on a phone; the core system receives it.</summary>
public sealed class DesignerJourneyTests : BrowserJourney
{
    private const string BulkyWasteTitle = "粗大ごみの収集";

    /// <summary>What the product promises a clerk who has never seen it.</summary>
    private const double MostSeconds = 600;

    [ChromiumTheory, InlineData(true), InlineData(false)]
    public async Task Bulky_waste_is_built_from_nothing_tested_approved_published_filed_on_a_phone_and_delivered(bool hasMouse)
    {
        var desk = await SignedInAsync("a-mori");
        var hand = new Hand(desk, hasMouse);
        var author = new BulkyWasteAuthor(desk, hand, BulkyWasteTitle);
        await author.BeginAsync();
        foreach (var step in (Func<Task>[])[author.ArrangeAsync, author.PriceAsync, author.AskWhoAsync, author.SettleAsync, author.HandOverAsync, author.TestAsync, author.AskAsync])
        {
            try
            {
                await step();
            }
            finally
            {
                await PictureAsync(desk, $"{(hasMouse ? "mouse" : "keyboard")}-{step.Method.Name}");
            }
            await CheckAsync(desk);
        }
        Assert.True(hand.Seconds < MostSeconds, $"{hand.Seconds:F0} s");
        await ApproveAsync(author.Home);
        await FileAsync(author);
        Assert.Empty(Errors);
    }

    /// <summary>The second pair of eyes.</summary>
    private async Task ApproveAsync(string home)
    {
        var desk = await SignedInAsync("d-hara");
        await desk.GotoAsync(new Uri(Host.Address, home + "/publish").ToString());
        await CheckAsync(desk);
        await PictureAsync(desk, "approve");
        await PressAsync(desk, "承認して公開する");
        await desk.GetByText("公開中").First.WaitForAsync();
        await CheckAsync(desk);
    }

    private async Task FileAsync(BulkyWasteAuthor author)
    {
        var phone = await OpenAsync(390, 844);
        await phone.GotoAsync(new Uri(Host.Address, "/?q=粗大ごみの収集").ToString());
        await FollowAsync(phone, BulkyWasteTitle);
        await CheckAsync(phone);
        await PictureAsync(phone, "phone-procedure");
        await PressAsync(phone, "この手続を始める");
        await new BulkyWasteAnswers(author).FillAsync(async (box, text) => await (await Hand.IsListAsync(box) ? box.SelectOptionAsync(text) : box.FillAsync(text)), box => box.CheckAsync(), name => phone.Locator(name), async () =>
        {
            await phone.GetByText("1,000").First.WaitForAsync();
            await CheckAsync(phone);
            await PictureAsync(phone, "phone-things");
            await PressAsync(phone, "次へ進む");
        });
        await CheckAsync(phone);
        await PictureAsync(phone, "phone-person");
        await PressAsync(phone, "次へ進む");
        await CheckAsync(phone);
        await PressAsync(phone, "提出する");
        await CheckAsync(phone);
        var submission = phone.Url.Split('?')[0];
        await PressAsync(phone, "支払いに進む");
        await GoAsync(phone, phone.Locator("button[name=method][value=card]"));
        await UntilAsync(phone, submission, "市の業務システムに登録されました");
        await PictureAsync(phone, "phone-delivered");
        await CheckAsync(phone);
    }

    /// <summary>For looking at: in the folder that PICTURES names, if it does.</summary>
    private static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }
}
