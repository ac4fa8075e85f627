using System.Net;
using AngleSharp.Dom;
using ElectronicApplication.Testing;

namespace ElectronicApplication.Host.Tests;

/// <summary>Revisions of a design: who changed what, any two compared, and the way back.</summary>
public sealed class DesignerHistoryTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task Every_edit_is_listed_with_who_made_it_and_any_two_revisions_are_compared_in_words()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.CopyAsync("history-compare");
        await browser.AddFieldAsync("history-compare", "text", "猫の名前");
        await browser.AddFieldAsync("history-compare", "date", "猫の誕生日");
        await browser.OpenAsync("/staff/designer/history-compare/history");
        Assert.Equal(["3", "2", "1"], browser.Page.QuerySelectorAll("tbody th").Select(h => h.TextContent.Trim()));
        Assert.All(browser.Page.QuerySelectorAll("td[data-label=した人]"), who => Assert.Equal("森 あかり", who.TextContent.Trim()));
        await browser.Fill("from", "1").Fill("to", "2").PressAsync("選んだ二つを比べる");
        var compared = browser.Page.QuerySelector("[aria-labelledby=compare-title]")!.TextContent;
        Assert.Contains("項目を追加: 猫の名前", compared, StringComparison.Ordinal);
        Assert.DoesNotContain("猫の誕生日", compared, StringComparison.Ordinal);
        // The other way round says the same: from the older to the newer.
        await browser.OpenAsync("/staff/designer/history-compare/history?from=2&to=1");
        Assert.Contains("項目を追加: 猫の名前", browser.Page.QuerySelector("[aria-labelledby=compare-title]")!.TextContent, StringComparison.Ordinal);
        await browser.OpenAsync("/staff/designer/history-compare/history?from=1&to=99");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    [Fact]
    public async Task An_earlier_revision_that_is_restored_stands_on_top_and_can_be_undone()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.CopyAsync("history-restore");
        await browser.AddFieldAsync("history-restore", "text", "鳥の名前");
        await browser.OpenAsync("/staff/designer/history-restore/history");
        await browser.PressAsync(browser.Page.QuerySelector("button[name=number][value='1']")!);
        Assert.Equal(["3", "2", "1"], browser.Page.QuerySelectorAll("tbody th").Select(h => h.TextContent.Trim()));
        await browser.OpenAsync("/staff/designer/history-restore");
        Assert.DoesNotContain("鳥の名前", browser.Page.QuerySelector("#outline")!.TextContent, StringComparison.Ordinal);
        await browser.PressAsync("元に戻す");
        Assert.Contains("鳥の名前", browser.Page.QuerySelector("#outline")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restoring_over_the_edit_of_a_colleague_is_refused_and_changes_nothing()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        using var colleague = await fixture.AuthorAsync();
        var browser = await author.CopyAsync("history-two");
        await browser.AddFieldAsync("history-two", "text", "一人目の項目");
        await browser.OpenAsync("/staff/designer/history-two/history");
        await colleague.Browser.AddFieldAsync("history-two", "text", "二人目の項目");
        await browser.PressAsync(browser.Page.QuerySelector("button[name=number][value='1']")!);
        Assert.Equal(HttpStatusCode.Conflict, browser.Status);
        Assert.Contains("先に変更しました", browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync("/staff/designer/history-two");
        Assert.Contains("二人目の項目", browser.Page.QuerySelector("#outline")!.TextContent, StringComparison.Ordinal);
    }
}
