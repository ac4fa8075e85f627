using System.Net;
using AngleSharp.Dom;
using ElectronicApplication.Testing;

namespace ElectronicApplication.Host.Tests;

/// <summary>Decision tables as authors fill them in.</summary>
public sealed class DesignerTablesTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Table = "/tables/fee_per_item";

    [Fact]
    public async Task A_cell_is_typed_in_words_kept_as_an_expression_and_taken_back()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.DesignAsync("sodai-gomi", Table);
        Assert.Equal("30以上50未満", browser.Value("c.0.1"));
        Assert.Equal("はい", browser.Value("c.0.0"));
        await browser.Fill("c.2.1", "５０〜１７０").Fill("c.2.3", "600円").CommandAsync("save");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal("50以上170以下", browser.Value("c.2.1"));
        Assert.Contains("[50..170]", browser.Text, StringComparison.Ordinal);
        Assert.Equal("600", browser.Value("c.2.3"));
        Assert.NotNull(browser.Page.QuerySelector("tr.gap"));
        await browser.CommandAsync("undo");
        Assert.Equal("50以上180未満", browser.Value("c.2.1"));
        Assert.Null(browser.Page.QuerySelector("tr.gap"));
    }

    [Fact]
    public async Task A_missing_case_stands_in_the_grid_and_becomes_a_row_at_a_press()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.DesignAsync("sodai-gomi", Table);
        var rows = browser.Page.QuerySelectorAll("tr[id^=row-]").Length;
        await browser.CommandAsync($"dropRow:{rows - 1}");
        var gap = browser.Page.QuerySelector("tr.gap");
        Assert.NotNull(gap);
        Assert.Contains("180以上", gap.TextContent, StringComparison.Ordinal);
        await browser.CommandAsync("fill:0");
        Assert.Equal(rows, browser.Page.QuerySelectorAll("tr[id^=row-]").Length);
        Assert.Null(browser.Page.QuerySelector("tr.gap"));
        Assert.Contains("結果がまだありません", browser.Text, StringComparison.Ordinal);
        await browser.CommandAsync("undo");
        await browser.CommandAsync("undo");
        Assert.Equal("1000", browser.Value($"c.{rows - 1}.3"));
    }

    [Fact]
    public async Task Rows_that_overlap_are_marked_where_they_stand()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.DesignAsync("sodai-gomi", Table);
        await browser.Fill("c.2.1", "40以上180未満").CommandAsync("save");
        Assert.NotNull(browser.Page.QuerySelector("tr.clash"));
        Assert.Contains("重なっています", browser.Page.QuerySelector("tr.row-note")!.TextContent, StringComparison.Ordinal);
        await browser.CommandAsync("undo");
    }

    [Fact]
    public async Task A_cell_that_cannot_work_keeps_what_was_typed_and_says_so_below_it()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.DesignAsync("sodai-gomi", Table);
        await browser.Fill("c.0.1", "だいたい40").CommandAsync("save");
        var cell = browser.Page.QuerySelector("[name='c.0.1']")!;
        Assert.Contains("だいたい40", cell.GetAttribute("value"), StringComparison.Ordinal);
        Assert.Equal("true", cell.GetAttribute("aria-invalid"));
        Assert.NotEmpty(browser.Page.GetElementById(cell.GetAttribute("aria-describedby")!)!.TextContent.Trim());
        await browser.CommandAsync("undo");
    }

    [Fact]
    public async Task Cells_copied_in_a_spreadsheet_are_pasted_without_script()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.DesignAsync("sodai-gomi", Table);
        var rows = browser.Page.QuerySelectorAll("tr[id^=row-]").Length;
        await browser.Fill("paste.text", "いいえ\t500以上\t―\t3,000円\t特に大きい物").Fill("paste.row", rows.ToString(System.Globalization.CultureInfo.InvariantCulture)).Fill("paste.column", "0").CommandAsync("paste");
        Assert.Equal(("いいえ", "500以上", "", "3000", "特に大きい物"),
            (browser.Value($"c.{rows}.0"), browser.Value($"c.{rows}.1"), browser.Value($"c.{rows}.2"), browser.Value($"c.{rows}.3"), browser.Value($"n.{rows}")));
        await browser.CommandAsync("undo");
    }

    [Fact]
    public async Task A_new_table_begins_with_a_row_for_each_answer_and_is_used_at_once()
    {
        using var author = await fixture.AuthorAsync();
        var browser = await author.DesignAsync("keiro-iwaikin", "/tables");
        await browser.CommandAsync("add");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        var choice = browser.Page.QuerySelector<AngleSharp.Html.Dom.IHtmlSelectElement>("#input")!.Options.First().Value;
        await browser.Fill("name", "交付の額").Fill("purpose", "fee").Fill("input", choice).CommandAsync("add");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("交付の額", browser.Heading, StringComparison.Ordinal);
        Assert.NotEmpty(browser.Page.QuerySelectorAll("tr[id^=row-]"));
        await browser.CommandAsync("addInput");
        Assert.Equal(2, browser.Page.QuerySelectorAll("th.if").Length);
        await browser.CommandAsync("dropInput:1");
        await browser.CommandAsync("addOutput");
        Assert.Equal(2, browser.Page.QuerySelectorAll("th.then").Length);
        await browser.CommandAsync("remove");
        Assert.Contains("変更していません", browser.Text, StringComparison.Ordinal);
        await browser.CommandAsync("force");
        Assert.EndsWith("/tables", browser.Address.AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_for_the_fee_takes_the_place_of_an_amount_and_beside_a_formula_says_that_nothing_uses_it()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.CopyAsync("table-fee");
        await browser.OpenAsync("/staff/designer/table-fee/tables");
        await browser.Fill("name", "別の手数料").Fill("purpose", "fee").Fill("input", "first_time").CommandAsync("add");
        Assert.Contains("まだどこでも使われていません", browser.Page.GetElementById("unused")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(browser.Page.QuerySelector("#unused a[href='/staff/designer/table-fee/settings#s-fee']"));

        await browser.OpenAsync("/staff/designer/table-fee/settings");
        await browser.Fill("fee.mode", "fixed").CommandAsync("save");
        await browser.Fill("fee.yen", "700").CommandAsync("save");
        await browser.OpenAsync("/staff/designer/table-fee/tables");
        await browser.Fill("name", "新しい手数料").Fill("purpose", "fee").Fill("input", "first_time").CommandAsync("add");
        var id = browser.Address.Segments[^1];
        Assert.Null(browser.Page.GetElementById("unused"));
        Assert.Equal("700", browser.Value("c.0.1"));
        await browser.OpenAsync("/staff/designer/table-fee/settings");
        Assert.Equal(id, browser.Value("fee.table"));
        Assert.NotNull(browser.Page.QuerySelector("[name='fee.due'][value=AfterReview][checked]"));
    }

    [Fact]
    public async Task Two_authors_at_one_table_see_each_other_and_lose_nothing()
    {
        using var first = await fixture.AuthorAsync();
        using var second = await fixture.AuthorAsync("a-mori");
        var (a, b) = (await first.DesignAsync("sodai-gomi", Table), await second.DesignAsync("sodai-gomi", Table));
        await a.Fill("c.0.3", "210").CommandAsync("save");
        await b.Fill("c.2.3", "510").CommandAsync("save");
        Assert.Equal(HttpStatusCode.Conflict, b.Status);
        Assert.Contains("東 俊介さんが先に変更しました", b.Text, StringComparison.Ordinal);
        await b.PressAsync("両方を活かす");
        Assert.Equal(("210", "510"), (b.Value("c.0.3"), b.Value("c.2.3")));
        await b.Fill("c.0.3", "200").Fill("c.2.3", "500").CommandAsync("save");
    }

    [Fact]
    public async Task An_approver_looks_and_changes_nothing()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        await author.DesignAsync("sodai-gomi", Table);
        using var approver = await fixture.AuthorAsync("d-hara");
        foreach (var page in (string[])[Table, "/tables", "/settings", "/mapping", "/mapping/1", "/translations"])
        {
            await approver.Browser.OpenAsync("/staff/designer/sodai-gomi" + page);
            Assert.Equal(HttpStatusCode.OK, approver.Browser.Status);
            Assert.DoesNotContain(approver.Browser.Page.QuerySelectorAll("button[name=op]"), b => b.Closest("fieldset[disabled]") is null);
        }
        using var stranger = await fixture.AuthorAsync("a-mori");
        await stranger.Browser.OpenAsync("/staff/designer/keiro-iwaikin/settings");
        Assert.Equal(HttpStatusCode.NotFound, stranger.Browser.Status);
    }
}
