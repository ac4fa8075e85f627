using Microsoft.Playwright;

namespace ElectronicApplication.Browser.Tests;

/// <summary>The editor of one design in a browser.</summary>
internal sealed class DesignerDesk(IPage page, Uri host)
{
    public IPage Page => page;

    public Hand Hand { get; } = new(page, hasMouse: true);

    public ILocator Panel => page.Locator("#panel");

    public ILocator Preview => page.Locator("#preview");

    /// <summary>The labels of the outline, page after page.</summary>
    public Task<string[]> LabelsAsync() => page.EvaluateAsync<string[]>("[...document.querySelectorAll('#outline .tree-row a')].map(a => a.textContent.trim())");

    public ILocator Entry(string label) => page.Locator("#outline a[data-part]").GetByText(label, new() { Exact = true });

    public ILocator Row(string at) => page.Locator($"#outline li[data-drag='{at}'] > .tree-row");

    public ILocator Property(string key) => Panel.Locator($"[name='p.{key}']");

    /// <summary>Begins a new procedure as a copy of the bulky waste, or opens its design where that has been begun.</summary>
    public async Task CopyAsync(string code)
    {
        await GoAsync("/staff/designer/new");
        await page.FillAsync("#title", "粗大ごみの写し");
        await page.Locator("#office").SelectOptionAsync("waste");
        await page.Locator("#from").SelectOptionAsync("sodai-gomi");
        await page.GetByText("手続コードを決める").ClickAsync();
        await page.FillAsync("#code", code);
        await Hand.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "作成して開く" }));
        Assert.EndsWith("/staff/designer/" + code, new Uri(page.Url).AbsolutePath, StringComparison.Ordinal);
    }

    public Task GoAsync(string path) => page.GotoAsync(new Uri(host, path).ToString());

    public async Task SelectAsync(string label)
    {
        await Entry(label).ClickAsync();
        await Hand.RestAsync();
    }

    /// <summary>What the panel is about.</summary>
    public async Task<string> SelectedAsync() => await page.Locator("#panel-title").TextContentAsync() ?? "";

    /// <summary>Types over what stands in the box, and stays there.</summary>
    public async Task TypeAsync(ILocator box, string text)
    {
        await box.ClickAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.InsertTextAsync(text);
    }
}
