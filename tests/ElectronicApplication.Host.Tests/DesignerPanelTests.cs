using System.Net;
using AngleSharp.Dom;
using ElectronicApplication.Testing;

namespace ElectronicApplication.Host.Tests;

/// <summary>The panel of the form designer, and what it shows of an earlier revision.</summary>
public sealed class DesignerPanelTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Code = "sodai-gomi";

    [Fact]
    public async Task A_condition_that_is_longer_than_the_boxes_stays_whole_when_the_panel_is_saved()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.DesignAsync(Code, "?at=field/earlier_number");
        var feel = string.Join(" or ", Enumerable.Range(1, 60).Select(n => $"(remarks = \"{n}\" and first_time = false)"));
        await browser.Fill("p.visible.text", feel).CommandAsync("save");
        Assert.Equal(feel, browser.Value("p.visible.text"));
        Assert.Null(browser.Page.QuerySelector("[name='c.visible']"));
        await browser.Fill("p.help", "ハガキにある番号").CommandAsync("save");
        Assert.Equal((feel, "ハガキにある番号"), (browser.Value("p.visible.text"), browser.Value("p.help")));
    }

    [Fact]
    public async Task A_condition_that_was_not_touched_keeps_the_spelling_of_its_author()
    {
        const string feel = "first_time=false";
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.DesignAsync(Code, "?at=field/remarks");
        await browser.Fill("p.visible.text", feel).CommandAsync("save");
        Assert.Equal("first_time", browser.Value("c.visible.0.f"));
        await browser.Fill("p.help", "ご自由に").CommandAsync("save");
        Assert.Equal(feel, browser.Value("p.visible.text"));
        await browser.Fill("c.visible.0.v", "true").CommandAsync("save");
        Assert.Equal("first_time", browser.Value("p.visible.text"));
    }

    [Fact]
    public async Task A_field_of_a_published_form_gets_another_id_only_after_a_second_press()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.DesignAsync(Code, "?at=field/put_place_other");
        await browser.Fill("p.id", "other_place").CommandAsync("save");
        Assert.Contains("公開中の版の回答は、新しい項目へ引き継がれません", browser.Text, StringComparison.Ordinal);
        Assert.Equal("other_place", browser.Value("p.id"));
        Assert.NotNull(browser.Page.QuerySelector("#mistakes a[href='#p.id-error']"));
        Assert.Equal("p.id-error", browser.Page.QuerySelector("[name='p.id']")!.GetAttribute("aria-describedby")!.Split(' ')[^1]);
        Assert.NotNull(browser.Page.GetElementById("p.id-error"));
        await browser.OpenAsync($"/staff/designer/{Code}?at=field/put_place_other");
        Assert.Equal("put_place_other", browser.Value("p.id"));
        await browser.Fill("p.id", "other_place").CommandAsync("save");
        await browser.CommandAsync("rename");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal("other_place", browser.Value("p.id"));
        Assert.Contains("at=field%2Fother_place", browser.Address.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_earlier_revision_is_looked_at_as_it_was_and_cannot_be_changed()
    {
        const string field = "at=field/dwelling";
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.DesignAsync(Code, "?" + field);
        var (label, revision) = (browser.Value("p.label"), browser.Value("_revision").Split('.')[0]);
        await browser.Fill("p.label", "建物の種類").CommandAsync("save");
        await browser.OpenAsync($"/staff/designer/{Code}?{field}&revision={revision}");
        Assert.Equal(label, browser.Value("p.label"));
        Assert.Contains($"改訂 {revision}", browser.Text, StringComparison.Ordinal);
        Assert.All(browser.Page.QuerySelectorAll("button[name=op]"), button => Assert.NotNull(button.Closest("fieldset[disabled]")));
        Assert.Contains($"revision={revision}", browser.Page.QuerySelector("a[data-part]")!.GetAttribute("href"), StringComparison.Ordinal);
        foreach (var page in (string[])["tests", "check"])
        {
            await browser.OpenAsync($"/staff/designer/{Code}/{page}?revision={revision}");
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            Assert.Contains("ここでは変更できません", browser.Text, StringComparison.Ordinal);
            Assert.Null(browser.Page.QuerySelector("form[action$='/tests/drop']"));
        }
        await browser.OpenAsync($"/staff/designer/{Code}?{field}&revision=999999");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }
}
