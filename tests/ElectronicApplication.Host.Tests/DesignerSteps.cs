using AngleSharp.Dom;
using ElectronicApplication.Testing;

namespace ElectronicApplication.Host.Tests;

/// <summary>What authors do at the designer, without JavaScript.</summary>
internal static class DesignerSteps
{
    public static async Task<Clerk> AuthorAsync(this HostFixture fixture, string official = "s-higashi")
    {
        var clerk = new Clerk(fixture.Host.Address, official);
        await clerk.SignInAsync();
        return clerk;
    }

    /// <summary>Opens a page about the design of a published procedure, which is begun when there is none yet.</summary>
    public static async Task<Browser> DesignAsync(this Clerk clerk, string code, string page)
    {
        var browser = clerk.Browser;
        await browser.OpenAsync("/staff/designer");
        if (browser.Page.QuerySelector($"form[action$='/change/{code}'] button") is { } begin)
            await browser.PressAsync(begin);
        return await browser.OpenAsync($"/staff/designer/{code}{page}");
    }

    /// <summary>Presses the button with this command.</summary>
    public static Task<Browser> CommandAsync(this Browser browser, string command) =>
        browser.PressAsync(browser.Page.QuerySelector($"button[name=op][value='{command}']") ?? throw new InvalidOperationException($"No command {command} on {browser.Address}: {browser.Text}"));

    public static string Value(this Browser browser, string name) => browser.Page.QuerySelector($"[name='{name}']") switch
    {
        AngleSharp.Html.Dom.IHtmlTextAreaElement area => area.Value,
        AngleSharp.Html.Dom.IHtmlSelectElement select => select.Value ?? "",
        IElement control => control.GetAttribute("value") ?? "",
        null => throw new InvalidOperationException($"No control {name} on {browser.Address}: {browser.Text}"),
    };
}
