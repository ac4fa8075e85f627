using System.Net;
using AngleSharp.Dom;
using ElectronicApplication.Testing;

namespace ElectronicApplication.Host.Tests;

/// <summary>Trying a design out: made-up applicants, runs by hand, and what of them is recorded.</summary>
public sealed class DesignerTrialTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task Made_up_applicants_show_what_each_pays_what_is_handed_over_and_which_ways_were_taken()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.DesignAsync("sodai-gomi", "/tests");
        var made = browser.Page.QuerySelectorAll("li[id^=made-]");
        Assert.NotEmpty(made);
        Assert.Contains(made, one => one.TextContent.Contains("手数料", StringComparison.Ordinal) && one.QuerySelector("pre.json")?.TextContent.Contains("\"totalFee\"", StringComparison.Ordinal) is true);
        Assert.Contains(made, one => one.TextContent.Contains("不受理", StringComparison.Ordinal));
        var sofa = browser.Page.GetElementById("sample-accepted-sofa.json")!;
        Assert.Contains("手数料 500円", sofa.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_by_hand_shows_the_fee_and_why_a_question_is_hidden_and_is_recorded_as_a_sample()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.CopyAsync("trial-record");
        await browser.OpenAsync("/staff/designer/trial-record/tests/try?from=sample-accepted-sofa.json");
        Assert.Contains("受理されます", browser.Text, StringComparison.Ordinal);
        Assert.Contains("500円", browser.Page.QuerySelector(".amount")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(browser.Page.QuerySelectorAll("p.ghost"), p => p.QuerySelector("a[href*='put_place_other']") is not null && p.TextContent.Contains("表示しません", StringComparison.Ordinal));

        await browser.Fill("items[0].longest_cm", "200").CommandAsync("try");
        Assert.Contains("このままでは受理されません", browser.Text, StringComparison.Ordinal);
        await browser.Fill("items[0].narrow", "false").CommandAsync("try");
        Assert.Contains("1,000円", browser.Page.QuerySelector(".amount")!.TextContent, StringComparison.Ordinal);

        await browser.Fill("name", "大きい ソファ").CommandAsync("record");
        Assert.EndsWith("/trial-record/tests", browser.Address.AbsolutePath, StringComparison.Ordinal);
        var sample = browser.Page.GetElementById("sample-accepted-大きい-ソファ.json");
        Assert.NotNull(sample);
        Assert.Contains("手数料 1,000円", sample.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recorded_sample_is_run_again_on_every_revision_and_is_an_error_once_it_ends_otherwise()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.CopyAsync("trial-again");
        await browser.OpenAsync("/staff/designer/trial-again/tests");
        Assert.DoesNotContain("「受理」「不受理」の記録と結果が違います", browser.Text, StringComparison.Ordinal);
        await browser.AddFieldAsync("trial-again", "yesNo", "玄関の鍵");
        await browser.Fill("p.required", "always").PressAsync("保存");
        await browser.OpenAsync("/staff/designer/trial-again/tests");
        Assert.Contains("「受理」「不受理」の記録と結果が違います", browser.Text, StringComparison.Ordinal);
        Assert.Contains("受理のはずが不受理", browser.Page.GetElementById("sample-accepted-sofa.json")!.TextContent, StringComparison.Ordinal);
        await browser.OpenAsync("/staff/designer/trial-again/check");
        Assert.Contains("公開の前に直すところ", browser.Text, StringComparison.Ordinal);
        Assert.Contains("例「accepted-sofa.json」", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sample_without_a_name_is_refused_and_keeps_what_was_typed()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.CopyAsync("trial-name");
        await browser.OpenAsync("/staff/designer/trial-name/tests/try?from=sample-accepted-sofa.json");
        await browser.Fill("items[0].longest_cm", "123").Fill("name", " ").CommandAsync("record");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("例の名前を入力してください", browser.Text, StringComparison.Ordinal);
        Assert.Equal("123", browser.Value("items[0].longest_cm"));
    }

    [Fact]
    public async Task A_sample_that_is_taken_away_comes_back_with_undo()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.CopyAsync("trial-drop");
        await browser.OpenAsync("/staff/designer/trial-drop/tests");
        await browser.PressAsync(browser.Page.QuerySelector("#sample-accepted-sofa\\.json button")!);
        Assert.Null(browser.Page.GetElementById("sample-accepted-sofa.json"));
        await browser.OpenAsync("/staff/designer/trial-drop");
        await browser.PressAsync("元に戻す");
        await browser.OpenAsync("/staff/designer/trial-drop/tests");
        Assert.NotNull(browser.Page.GetElementById("sample-accepted-sofa.json"));
    }

    [Fact]
    public async Task A_form_that_does_not_work_yet_is_not_tried_and_says_where_to_look()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = author.Browser;
        await browser.OpenAsync("/staff/designer/new");
        await browser.Fill("title", "まだ動かない手続").Fill("code", "trial-broken").PressAsync("作成して開く");
        await browser.AddFieldAsync("trial-broken", "calculated", "合計");
        await browser.Fill("p.value", "nobody_knows + 1").PressAsync("保存");
        foreach (var page in new[] { "tests", "tests/try" })
        {
            await browser.OpenAsync($"/staff/designer/trial-broken/{page}");
            Assert.Contains("まだ試験できません", browser.Text, StringComparison.Ordinal);
            Assert.NotNull(browser.Page.QuerySelector("a[href='/staff/designer/trial-broken/check']"));
        }
    }
}
