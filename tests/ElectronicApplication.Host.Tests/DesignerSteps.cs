using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
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

    /// <summary>Begins a new procedure of the bulky waste office as a copy of its published one.</summary>
    public static async Task<Browser> CopyAsync(this Clerk author, string code)
    {
        var browser = author.Browser;
        await browser.OpenAsync("/staff/designer/new");
        await browser.Fill("title", "粗大ごみの写し").Fill("office", "waste").Fill("from", "sodai-gomi").Fill("code", code).PressAsync("作成して開く");
        return browser.Address.AbsolutePath == $"/staff/designer/{code}" ? browser : throw new InvalidOperationException($"{code} was not begun: {browser.Text}");
    }

    /// <summary>Ticks that every warning was looked at, and asks a second person to publish.</summary>
    public static async Task<Browser> AskAsync(this Browser browser, string code, string policy = "Finish", string? day = null)
    {
        await browser.OpenAsync($"/staff/designer/{code}/publish");
        foreach (var box in browser.Page.QuerySelectorAll<IHtmlInputElement>("[name=ack], [name=ackAll]"))
            box.IsChecked = true;
        browser.Fill("policy", policy);
        if (day is not null)
            browser.Fill("when", "later").Fill("day", day);
        return await browser.PressAsync("公開を依頼する");
    }

    /// <summary>Approves what was asked for.</summary>
    public static async Task<Browser> ApproveAsync(this Browser browser, string code)
    {
        await browser.OpenAsync($"/staff/designer/{code}/publish");
        return await browser.CommandAsync("approve");
    }

    /// <summary>Adds a field of this type behind all others.</summary>
    public static async Task<Browser> AddFieldAsync(this Browser browser, string code, string type, string label)
    {
        await browser.OpenAsync($"/staff/designer/{code}");
        return await browser.Fill("newLabel", label).CommandAsync($"addField:{type}");
    }

    /// <summary>A program in the clerk's browser: the same session, and the browser's word that the page is ours.</summary>
    public static HttpClient Api(this Clerk clerk, Uri staff)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new(staff, "/staff/api/") };
        http.DefaultRequestHeaders.Add("Cookie", clerk.Browser.CookieHeader(staff));
        http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return http;
    }

    public static async Task<JsonObject> ReadAsync(this HttpClient api, string path)
    {
        using var answer = await api.GetAsync(path);
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>() ?? throw new InvalidOperationException($"Nothing at {path}.");
    }

    /// <summary>Presses the button with this command.</summary>
    public static Task<Browser> CommandAsync(this Browser browser, string command) =>
        browser.PressAsync(browser.Page.QuerySelector($"button[name=op][value='{command}']") ?? throw new InvalidOperationException($"No command {command} on {browser.Address}: {browser.Text}"));

    public static string Value(this Browser browser, string name) => browser.Page.QuerySelector($"[name='{name}']") switch
    {
        IHtmlTextAreaElement area => area.Value,
        IHtmlSelectElement select => select.Value ?? "",
        IElement control => control.GetAttribute("value") ?? "",
        null => throw new InvalidOperationException($"No control {name} on {browser.Address}: {browser.Text}"),
    };
}
