using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ElectronicApplication.Testing;

namespace ElectronicApplication.Host.Tests;

/// <summary>The check of a design: what it found, and the way to each place.</summary>
public sealed class DesignerCheckTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task What_can_be_published_says_so_and_what_was_looked_at()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.DesignAsync("sodai-gomi", "/check");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.DoesNotContain("公開の前に直すところ", browser.Text, StringComparison.Ordinal);
        var counts = browser.Page.QuerySelectorAll("dl.counts div").ToDictionary(d => d.QuerySelector("dt")!.TextContent, d => d.QuerySelector("dd")!.TextContent);
        Assert.Equal(("3", "1"), (counts["ページ"], counts["連携先"]));
        Assert.NotEqual("0", counts["試しの申請者"]);
    }

    [Fact]
    public async Task An_empty_form_has_errors_and_each_leads_to_where_it_is_mended()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = author.Browser;
        await browser.OpenAsync("/staff/designer/new");
        await browser.Fill("title", "まだ何もない手続").Fill("code", "check-empty").PressAsync("作成して開く");
        await browser.OpenAsync("/staff/designer/check-empty/check");
        Assert.Contains("公開の前に直すところ", browser.Text, StringComparison.Ordinal);
        var places = browser.Page.QuerySelectorAll<IHtmlAnchorElement>("#errors-title ~ .finding-list a").Select(a => a.GetAttribute("href")!).Distinct().ToList();
        Assert.NotEmpty(places);
        foreach (var place in places)
        {
            await browser.OpenAsync(place);
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            if (place.IndexOf('#', StringComparison.Ordinal) is var hash and >= 0)
                Assert.True(browser.Page.GetElementById(Uri.UnescapeDataString(place[(hash + 1)..])) is not null, $"{place} leads to nothing on its page.");
        }
    }

    [Fact]
    public async Task A_question_in_japanese_only_is_a_warning_that_names_it_and_leads_to_the_translations()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.CopyAsync("check-words");
        await browser.AddFieldAsync("check-words", "text", "犬の名前");
        await browser.OpenAsync("/staff/designer/check-words/check");
        var warnings = browser.Page.QuerySelector("[aria-labelledby=warnings-title]")!;
        Assert.Contains("「犬の名前」", warnings.TextContent, StringComparison.Ordinal);
        Assert.NotNull(warnings.QuerySelector("a[href='/staff/designer/check-words/translations']"));
    }
}
