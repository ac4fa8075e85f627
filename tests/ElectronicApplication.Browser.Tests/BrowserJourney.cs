using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using ElectronicApplication.Testing;
using Microsoft.Playwright;

namespace ElectronicApplication.Browser.Tests;

/// <summary>A whole installation and a real Chromium before it; whatever a page complains about is kept.</summary>
public abstract class BrowserJourney : IAsyncLifetime
{
    private static int _pictures;

    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    /// <summary>Exceptions and messages of the pages' scripts.</summary>
    protected ConcurrentQueue<string> Errors { get; } = [];

    protected InProcessHost Host { get; private set; } = null!;

    /// <summary>The portal and the staff desk.</summary>
    protected Uri Address { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (InstalledServers.Chromium is null)
            return;
        Address = await StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = InstalledServers.Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public virtual async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (Host is not null)
            await Host.DisposeAsync();
    }

    protected virtual async Task<Uri> StartAsync()
    {
        Host = await InProcessHost.StartAsync();
        return Host.Address;
    }

    protected async Task<IPage> OpenAsync(int width, int height)
    {
        var context = await _browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, Locale = "ja-JP" });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(15_000);
        page.PageError += (_, error) => Errors.Enqueue(error);
        // Refused answers come back as 422 and conflicts as 409, which Chromium reports as errors of loading; everything else is ours to mend.
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("422", StringComparison.Ordinal) && !message.Text.Contains("409", StringComparison.Ordinal))
                Errors.Enqueue(message.Text);
        };
        return page;
    }

    /// <summary>An official at the desk.</summary>
    protected async Task<IPage> SignedInAsync(string official)
    {
        var page = await OpenAsync(1280, 800);
        await SignInAsync(page, official);
        return page;
    }

    protected async Task SignInAsync(IPage page, string official)
    {
        await page.GotoAsync(new Uri(Address, "/staff").ToString());
        await FollowAsync(page, "職員アカウントでログイン");
        await GoAsync(page, page.Locator($"button[name=official][value={official}]"));
    }

    protected static Task PressAsync(IPage page, string words) => GoAsync(page, page.GetByRole(AriaRole.Button, new() { Name = words }));

    protected static Task FollowAsync(IPage page, string words) => GoAsync(page, page.GetByRole(AriaRole.Link, new() { Name = words, Exact = true }));

    /// <summary>Clicks what leads to another page and waits until that page is there: the mark on this one is gone.</summary>
    protected static async Task GoAsync(IPage page, ILocator what)
    {
        await page.EvaluateAsync("document.documentElement.setAttribute('data-before', '')");
        await what.First.ClickAsync();
        await page.Locator("html:not([data-before])").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    protected async Task CardAsync(IPage page, string pin)
    {
        await page.FillAsync("[name=pin]", pin);
        await page.ClickAsync("button[name=action][value=sign]");
        await page.WaitForURLAsync(Host.Address + "**");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    protected static async Task UntilAsync(IPage page, string address, string words) => await Wait.ForAsync($"「{words}」", async () =>
    {
        await page.GotoAsync(address);
        return await page.GetByText(words).CountAsync() > 0 ? page : null;
    });

    /// <summary>axe, WCAG 2.2 AA: nothing. With <c>EA_SCREENSHOTS</c> a picture of the page is left in that folder, for people to look at.</summary>
    protected static async Task CheckAsync(IPage page)
    {
        if (Environment.GetEnvironmentVariable("EA_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{Interlocked.Increment(ref _pictures):000}-{page.ViewportSize!.Width}.png"), FullPage = true });
        // A page that never answers is a failure and not a night of waiting.
        var result = await page.RunAxe(new AxeRunOptions { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } }).WaitAsync(TimeSpan.FromMinutes(2));
        Assert.True(result.Violations.Length == 0, $"{page.Url}: {string.Join("; ", result.Violations.Select(v => $"{v.Id}: {string.Join(", ", v.Nodes.Select(n => n.Html))}"))}");
    }
}
