using System.Net;
using AngleSharp.Dom;
using ElectronicApplication.Testing;

namespace ElectronicApplication.Host.Tests;

/// <summary>Two people, or two windows of one, at the same design.</summary>
public sealed class DesignerTogetherTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Code = "sodai-gomi";

    [Fact]
    public async Task Two_authors_who_change_different_properties_of_one_field_both_keep_their_work()
    {
        const string field = "?at=field/put_place_other";
        using var first = await fixture.AuthorAsync("a-mori");
        using var second = await fixture.AuthorAsync();
        var mine = await first.DesignAsync(Code, field);
        var theirs = await second.DesignAsync(Code, field);
        await theirs.Fill("p.label", "置く場所のくわしい説明").CommandAsync("save");
        await mine.Fill("p.help", "建物の入口から見た場所を書いてください。").CommandAsync("save");
        Assert.Equal(HttpStatusCode.Conflict, mine.Status);
        Assert.DoesNotContain("置く場所のくわしい説明", Mine(mine), StringComparison.Ordinal);
        await mine.PressAsync("両方を活かす");
        Assert.Equal(HttpStatusCode.OK, mine.Status);
        Assert.Equal(("置く場所のくわしい説明", "建物の入口から見た場所を書いてください。"), (mine.Value("p.label"), mine.Value("p.help")));
    }

    [Fact]
    public async Task A_window_that_missed_a_colleague_asks_although_the_same_person_saved_last()
    {
        const string field = "?at=field/remarks";
        using var first = await fixture.AuthorAsync("a-mori");
        using var again = await fixture.AuthorAsync("a-mori");
        using var second = await fixture.AuthorAsync();
        var old = await first.DesignAsync(Code, field);
        var theirs = await second.DesignAsync(Code, field);
        await theirs.Fill("p.help", "東が書いた説明").CommandAsync("save");
        var fresh = await again.DesignAsync(Code, field);
        await fresh.Fill("p.label", "ご連絡したいこと").CommandAsync("save");
        Assert.Equal(HttpStatusCode.OK, fresh.Status);
        await old.Fill("p.help", "森が古い窓で書いた説明").CommandAsync("save");
        Assert.Equal(HttpStatusCode.Conflict, old.Status);
        await fresh.DesignAsync(field);
        Assert.Equal("東が書いた説明", fresh.Value("p.help"));
    }

    [Fact]
    public async Task Windows_of_one_person_go_on_without_a_question_while_nobody_else_is_there()
    {
        const string field = "?at=field/earlier_number";
        using var first = await fixture.AuthorAsync("a-mori");
        using var again = await fixture.AuthorAsync("a-mori");
        var one = await first.DesignAsync(Code, field);
        await one.Fill("p.help", "ハガキの右上にあります。").CommandAsync("save");
        await one.DesignAsync(field);
        var two = await again.DesignAsync(Code, field);
        await two.Fill("p.label", "前回の番号").CommandAsync("save");
        await one.Fill("p.help", "ハガキの左上にあります。").CommandAsync("save");
        Assert.Equal(HttpStatusCode.OK, one.Status);
        Assert.Equal(("前回の番号", "ハガキの左上にあります。"), (one.Value("p.label"), one.Value("p.help")));
    }

    [Fact]
    public async Task A_conflict_leaves_the_page_what_the_person_had_until_they_answer_it()
    {
        const string field = "?at=field/ward";
        using var first = await fixture.AuthorAsync("a-mori");
        using var second = await fixture.AuthorAsync();
        var mine = await first.DesignAsync(Code, field);
        var theirs = await second.DesignAsync(Code, field);
        var had = mine.Value("_revision");
        await theirs.Fill("p.help", "同僚の説明").CommandAsync("save");
        await mine.Fill("p.help", "自分の説明").CommandAsync("save");
        Assert.Equal(HttpStatusCode.Conflict, mine.Status);
        Assert.All(mine.Page.QuerySelectorAll("form:not(#conflict form) > [name=_revision]"), stamp => Assert.Equal(had, stamp.GetAttribute("value")));
        // The next letter that is typed must not go over the colleague's work either.
        await mine.Fill("p.help", "自分の説明、つづき").CommandAsync("save");
        Assert.Equal(HttpStatusCode.Conflict, mine.Status);
        await mine.PressAsync("両方を活かす");
        Assert.Equal("自分の説明、つづき", mine.Value("p.help"));
    }

    [Fact]
    public async Task To_the_script_a_conflict_is_the_question_alone_and_what_was_typed_stays_in_its_box()
    {
        const string field = "?at=field/dwelling";
        using var first = await fixture.AuthorAsync("a-mori");
        using var second = await fixture.AuthorAsync();
        var mine = await first.DesignAsync(Code, field);
        var theirs = await second.DesignAsync(Code, field);
        await theirs.Fill("p.label", "お住まい").CommandAsync("save");
        mine.Fill("p.help", "戸建てか集合住宅か");
        var answer = await mine.PostFragmentAsync(mine.Page.QuerySelector("form[id^=panel-form]")!, "editor", "p.help");
        Assert.Equal(HttpStatusCode.Conflict, mine.Status);
        Assert.Contains("id=\"conflict\"", answer, StringComparison.Ordinal);
        Assert.Contains("data-holds", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"panel\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_option_is_known_again_after_a_colleague_moved_it_and_one_that_is_gone_is_not_guessed()
    {
        const string field = "?at=field/put_place";
        using var first = await fixture.AuthorAsync("a-mori");
        using var second = await fixture.AuthorAsync();
        var mine = await first.DesignAsync(Code, field);
        var theirs = await second.DesignAsync(Code, field);
        var (was, count) = (mine.Value("o.0.label"), mine.Page.QuerySelectorAll("[name^='o.'][name$='.label']").Length);
        await theirs.CommandAsync("optionDown:0");
        await mine.Fill("o.0.label", was + "（改）").CommandAsync("save");
        await mine.PressAsync("両方を活かす");
        Assert.Equal((was + "（改）", count), (mine.Value("o.1.label"), mine.Page.QuerySelectorAll("[name^='o.'][name$='.label']").Length));

        await theirs.DesignAsync(field);
        await mine.DesignAsync(field);
        await theirs.CommandAsync("dropOption:0");
        await mine.Fill("o.0.label", "消えた選択肢").CommandAsync("save");
        Assert.Contains("ほかの人がこの行を動かしたか、変えました", mine.Text, StringComparison.Ordinal);
        await theirs.DesignAsync(field);
        Assert.DoesNotContain("消えた選択肢", theirs.Page.QuerySelector("#panel")!.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_people_fill_in_one_table_although_one_of_them_moves_its_rows()
    {
        const string table = "/tables/fee_per_item";
        using var first = await fixture.AuthorAsync("a-mori");
        using var second = await fixture.AuthorAsync();
        var mine = await first.DesignAsync(Code, table);
        var theirs = await second.DesignAsync(Code, table);
        var (zero, one, note) = (mine.Value("c.0.0"), mine.Value("c.1.0"), mine.Value("n.1"));
        await theirs.CommandAsync("rowDown:0");
        await mine.Fill("n.0", "小さいもの").CommandAsync("save");
        await mine.PressAsync("両方を活かす");
        Assert.Equal((one, zero, note, "小さいもの"), (mine.Value("c.0.0"), mine.Value("c.1.0"), mine.Value("n.0"), mine.Value("n.1")));
    }

    private static string Mine(Browser browser) => browser.Page.QuerySelectorAll("#conflict .two-columns > div").Last().TextContent;
}

file static class Again
{
    /// <summary>Opens the page of the same design afresh.</summary>
    public static Task<Browser> DesignAsync(this Browser browser, string page) => browser.OpenAsync($"/staff/designer/sodai-gomi{page}");
}
