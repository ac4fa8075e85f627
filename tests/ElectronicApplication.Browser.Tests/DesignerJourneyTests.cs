using ElectronicApplication.Testing;
using Microsoft.Playwright;

namespace ElectronicApplication.Browser.Tests;

/// <summary>A clerk builds, tests and publishes a procedure; a citizen files it on a phone; the core system receives it.</summary>
public sealed class DesignerJourneyTests : BrowserJourney
{
    /// <summary>What the product promises a clerk who has never seen it.</summary>
    private const double MostSeconds = 600;

    [ChromiumTheory, InlineData(true), InlineData(false)]
    public async Task Bulky_waste_is_built_from_nothing_tested_approved_published_filed_on_a_phone_and_delivered(bool hasMouse)
    {
        var desk = await SignedInAsync("a-mori");
        var hand = new Hand(desk, hasMouse);
        var author = new BulkyWasteAuthor(desk, hand, "粗大ごみの収集");
        await author.BeginAsync();
        foreach (var step in (Func<Task>[])[author.ArrangeAsync, author.PriceAsync, author.AskWhoAsync, author.SettleAsync, author.HandOverAsync, author.TestAsync, author.AskAsync])
        {
            await step();
            await CheckAsync(desk);
            await PictureAsync(desk, $"{(hasMouse ? "mouse" : "keyboard")}-{step.Method.Name}");
        }
        Assert.True(hand.Seconds < MostSeconds, $"{hand.Seconds:F0} s");
        Assert.Empty(Errors);
    }

    private async Task<IPage> SignedInAsync(string official)
    {
        var page = await OpenAsync(1280, 800);
        await page.GotoAsync(new Uri(Host.Address, "/staff").ToString());
        await FollowAsync(page, "職員アカウントでログイン");
        await GoAsync(page, page.Locator($"button[name=official][value={official}]"));
        return page;
    }

    /// <summary>For looking at: in the folder that PICTURES names, if it does.</summary>
    private static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }
}
