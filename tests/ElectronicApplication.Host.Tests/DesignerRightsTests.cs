using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ElectronicApplication.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Host.Tests;

/// <summary>Who may see and change a design, at every address of the designer.</summary>
public sealed class DesignerRightsTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    public static TheoryData<string> Addresses =>
        ["", "/settings", "/review", "/tables", "/tables/fee", "/mapping", "/mapping/1", "/documents", "/documents/1", "/documents/1/preview.pdf", "/translations", "/check", "/tests", "/tests/try", "/history", "/publish", "/share", "/share/export", "/complete?at=field/a&text=a&caret=1"];

    /// <summary>Posts that change a design or bring something into it, with what they need to do so.</summary>
    public static TheoryData<string, string, string> Posts => new()
    {
        { "/edit", "op", "addField:text" }, { "/edit", "op", "undo" }, { "/edit", "op", "redo" }, { "/settings", "op", "save" }, { "/tables", "op", "add" }, { "/tables/fee_per_item", "op", "addRow" }, { "/mapping", "op", "add" }, { "/documents", "op", "add" }, { "/documents/1", "op", "save" }, { "/review", "op", "addCheck" },
        { "/mapping/1", "op", "save" }, { "/translations", "op", "save" }, { "/tests/drop", "sample", "accepted-sofa.json" }, { "/tests/try", "op", "record" }, { "/history/restore", "number", "1" },
        { "/publish/ask", "policy", "Finish" }, { "/publish/restore", "number", "1" }, { "/share/import", "", "" },
    };

    /// <summary>Posts of whoever publishes.</summary>
    public static TheoryData<string, string, string> DeskPosts => new()
    {
        { "/publish/decide", "op", "approve" }, { "/publish/withdraw", "", "" }, { "/publish/retire", "reason", "終わり" }, { "/publish/reopen", "reason", "再開" },
    };

    /// <summary>Posts that change nothing by themselves: the page with answers typed into its preview, the preview, and of an import that was shown before.</summary>
    public static TheoryData<string, string, string> OtherPosts => new() { { "/", "", "" }, { "/preview", "", "" }, { "/share/confirm", "op", "take" } };

    [Fact]
    public void Every_post_about_a_design_is_among_those_that_are_tried_here()
    {
        const string One = "staff/designer/{code}";
        var mapped = fixture.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") is true).Select(e => e.RoutePattern.RawText!.TrimStart('/'))
            .Where(p => p.StartsWith(One, StringComparison.Ordinal)).Select(p => p[One.Length..]).Distinct().Order(StringComparer.Ordinal);
        var tried = Posts.Concat(DeskPosts).Concat(OtherPosts).Select(p => ((string)p[0]).Replace("fee_per_item", "{id}", StringComparison.Ordinal).Replace("/mapping/1", "/mapping/{n:int}", StringComparison.Ordinal).Replace("/documents/1", "/documents/{n:int}", StringComparison.Ordinal))
            .Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(mapped, tried);
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task A_design_of_another_office_does_not_exist(string page)
    {
        using var owner = await fixture.AuthorAsync();
        await owner.DesignAsync("suido-kaishi", "");
        using var stranger = await fixture.AuthorAsync("a-mori");
        await stranger.Browser.OpenAsync("/staff/designer/suido-kaishi" + page);
        Assert.Equal(HttpStatusCode.NotFound, stranger.Browser.Status);
        Assert.DoesNotContain("水道", stranger.Browser.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Whoever_is_neither_author_nor_approver_sees_no_design(string page)
    {
        using var reviewer = await fixture.AuthorAsync("k-minami");
        await reviewer.Browser.OpenAsync("/staff/designer/suido-kaishi" + page);
        Assert.Equal(HttpStatusCode.Forbidden, reviewer.Browser.Status);
    }

    [Fact]
    public async Task The_list_shows_an_author_the_own_office_only_and_is_closed_to_others()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        await author.Browser.OpenAsync("/staff/designer");
        Assert.Contains("sodai-gomi", author.Browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("suido-kaishi", author.Browser.Text, StringComparison.Ordinal);
        using var reviewer = await fixture.AuthorAsync("k-minami");
        foreach (var page in new[] { "/staff/designer", "/staff/designer/new" })
        {
            await reviewer.Browser.OpenAsync(page);
            Assert.Equal(HttpStatusCode.Forbidden, reviewer.Browser.Status);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("?at=field/remarks")]
    [InlineData("/settings")]
    [InlineData("/review")]
    [InlineData("/tables")]
    [InlineData("/tables/fee_per_item")]
    [InlineData("/mapping")]
    [InlineData("/mapping/1")]
    [InlineData("/documents")]
    [InlineData("/translations?lang=en&all=1")]
    [InlineData("/tests")]
    [InlineData("/history")]
    [InlineData("/share")]
    public async Task An_approver_sees_every_page_without_anything_that_changes_it(string page)
    {
        await BegunAsync();
        using var approver = await fixture.AuthorAsync("d-hara");
        var browser = approver.Browser;
        await browser.OpenAsync("/staff/designer/sodai-gomi" + page);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        string[] harmless = ["/preview", "/tests/try", "/sign-out", "/language"];
        var changing = browser.Page.QuerySelectorAll("button, input[type=submit]").Where(b => !b.HasAttribute("disabled") && b.Closest("fieldset[disabled]") is null && !b.ClassList.Contains("vh"))
            .Where(b => (b.GetAttribute("form") is { } id ? browser.Page.GetElementById(id) : b.Closest("form")) is IHtmlFormElement { Method: "post" } form
                && !harmless.Any(h => form.GetAttribute("action")!.EndsWith(h, StringComparison.Ordinal)));
        Assert.Empty(changing.Select(b => b.OuterHtml));
    }

    [Theory]
    [MemberData(nameof(Posts))]
    public async Task A_post_of_an_approver_is_refused_although_the_token_is_right(string address, string name, string value)
    {
        var before = await BegunAsync();
        using var approver = await fixture.AuthorAsync("d-hara");
        await approver.Browser.OpenAsync("/staff/designer/sodai-gomi/publish");
        await PostAsync(approver.Browser, address, name, value);
        Assert.Equal(HttpStatusCode.Forbidden, approver.Browser.Status);
        Assert.Equal(before, await BegunAsync());
    }

    [Theory]
    [MemberData(nameof(Posts))]
    [MemberData(nameof(DeskPosts))]
    [MemberData(nameof(OtherPosts))]
    public async Task A_post_to_a_design_of_another_office_finds_nothing(string address, string name, string value)
    {
        using var owner = await fixture.AuthorAsync();
        await owner.DesignAsync("suido-kaishi", "");
        using var stranger = await fixture.AuthorAsync("a-mori");
        await stranger.DesignAsync("sodai-gomi", "/share");
        await PostAsync(stranger.Browser, address, name, value, "suido-kaishi");
        Assert.Equal(HttpStatusCode.NotFound, stranger.Browser.Status);
    }

    [Theory]
    [MemberData(nameof(Posts))]
    [MemberData(nameof(DeskPosts))]
    public async Task A_post_without_the_token_of_the_page_changes_nothing(string address, string name, string value)
    {
        var before = await BegunAsync();
        using var author = await fixture.AuthorAsync("a-mori");
        await author.DesignAsync("sodai-gomi", "/share");
        foreach (var token in author.Browser.Page.QuerySelectorAll("input[name=_token]"))
            token.Remove();
        await PostAsync(author.Browser, address, name, value);
        Assert.Equal(HttpStatusCode.BadRequest, author.Browser.Status);
        Assert.Equal(before, await BegunAsync());
    }

    /// <summary>The heading of the design's history, which counts its revisions.</summary>
    private async Task<string> BegunAsync()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        return (await author.DesignAsync("sodai-gomi", "/history")).Heading;
    }

    /// <summary>Sends a form of the page to another address of the designer.</summary>
    private static Task<Browser> PostAsync(Browser browser, string address, string name, string value, string code = "sodai-gomi")
    {
        var form = browser.Page.QuerySelectorAll<IHtmlFormElement>("form[method=post]").First(f => f.GetAttribute("action")!.StartsWith("/staff/designer/", StringComparison.Ordinal));
        form.SetAttribute("action", $"/staff/designer/{code}{address}");
        foreach (var (key, text) in new[] { (name, value), ("name", "例"), ("system", "other-system"), ("t.x", "x") }.Where(p => p.Item1.Length > 0))
        {
            var input = browser.Page.CreateElement<IHtmlInputElement>();
            (input.Type, input.Name, input.Value) = ("hidden", key, text);
            form.AppendChild(input);
        }
        return browser.PressAsync(form.QuerySelector("button")!);
    }
}
