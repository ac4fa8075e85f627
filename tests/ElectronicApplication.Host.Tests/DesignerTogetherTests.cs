using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
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
    public async Task To_the_script_undoing_what_a_colleague_overtook_is_told_and_what_was_typed_stays_in_its_box()
    {
        const string field = "?at=field/collection_wish";
        using var first = await fixture.AuthorAsync("a-mori");
        using var second = await fixture.AuthorAsync();
        var mine = await first.DesignAsync(Code, field);
        await mine.Fill("p.help", "収集日の希望の説明").CommandAsync("save");
        var theirs = await second.DesignAsync(Code, field);
        await theirs.Fill("p.label", "収集日").CommandAsync("save");
        var answer = await mine.PostFragmentAsync(mine.Page.QuerySelector("#editor-bar form")!, "editor", "", "undo");
        Assert.Equal(HttpStatusCode.Conflict, mine.Status);
        Assert.Contains("id=\"refused\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"panel\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_typed_on_a_sheet_is_one_change_and_its_row_stays_until_the_box_is_left()
    {
        const string name = "t.procedure.title", sheet = "/staff/designer/sheet-typing/translations";
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.CopyAsync("sheet-typing");
        await browser.OpenAsync(sheet);
        var form = browser.Page.QuerySelector("#translation-form")!;
        foreach (var text in (string[])["Bul", "Bulky", "Bulky waste"])
            Assert.Contains($"name=\"{name}\"", await browser.Fill(name, text).PostFragmentAsync(form, "translations", name, typing: true), StringComparison.Ordinal);
        await browser.OpenAsync(sheet);
        Assert.Null(browser.Page.QuerySelector($"[name='{name}']"));
        await browser.OpenAsync(sheet + "?all=1");
        Assert.Equal("Bulky waste", browser.Value(name));
        await browser.PressAsync("元に戻す");
        Assert.Equal("", browser.Value(name));
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
        Assert.Contains($"{was} → {was}（改）", Mine(mine), StringComparison.Ordinal);
        Assert.DoesNotContain("順番", Mine(mine), StringComparison.Ordinal);
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
        Assert.DoesNotContain("追加", Mine(mine), StringComparison.Ordinal);
        Assert.DoesNotContain("削除", Mine(mine), StringComparison.Ordinal);
        await mine.PressAsync("両方を活かす");
        Assert.Equal((one, zero, note, "小さいもの"), (mine.Value("c.0.0"), mine.Value("c.1.0"), mine.Value("n.0"), mine.Value("n.1")));
    }

    [Fact]
    public async Task Settings_that_belong_together_are_merged_part_by_part()
    {
        using var first = await fixture.AuthorAsync("a-mori");
        using var second = await fixture.AuthorAsync();
        await first.CopyAsync("together-settings");
        var mine = await first.DesignAsync("together-settings", "/settings");
        await mine.Fill("s.from", "2026-04-01T09:00").Fill("s.to", "2026-06-01T09:00").Fill("s.keywords", "机、いす、棚").CommandAsync("save");
        var theirs = await second.DesignAsync("together-settings", "/settings");
        var events = mine.Page.QuerySelectorAll<IHtmlInputElement>("[name='p.lifeEvents'][type=checkbox]:not([checked])").Select(b => b.Value).Take(2).ToList();
        var survey = mine.Page.QuerySelectorAll<IHtmlSelectElement>("select[name^='s.survey.']").Select(s => (s.Name!, s.Options.First(o => o.Value != s.Value && o.Value.Length > 0).Value)).Take(2).ToList();

        await theirs.Fill("fee.due", "BeforeReview").Fill("s.from", "2026-05-01T09:00").Fill("s.unit", "days").Fill("s.keywords", "机、棚、布団")
            .Fill("p.lifeEvents", events[0]).Fill(survey[0].Item1, survey[0].Item2).CommandAsync("save");
        await mine.Fill("fee.formula", "500").Fill("s.to", "2026-07-01T09:00").Fill("s.length", "7").Fill("s.note", "混み具合で変わります。").Fill("s.keywords", "机、いす、棚、鏡")
            .Fill("p.lifeEvents", events[1]).Fill(survey[1].Item1, survey[1].Item2).CommandAsync("save");
        Assert.Equal(HttpStatusCode.Conflict, mine.Status);
        Assert.Contains("鏡", Mine(mine), StringComparison.Ordinal);
        Assert.DoesNotContain("布団", Mine(mine), StringComparison.Ordinal);
        await mine.PressAsync("両方を活かす");
        Assert.Equal(HttpStatusCode.OK, mine.Status);
        Assert.Equal("500", mine.Value("fee.yen"));
        Assert.NotNull(mine.Page.QuerySelector("[name='fee.due'][value=BeforeReview][checked]"));
        Assert.Equal(("2026-05-01T09:00", "2026-07-01T09:00"), (mine.Value("s.from"), mine.Value("s.to")));
        Assert.Equal(("7", "days", "混み具合で変わります。"), (mine.Value("s.length"), mine.Value("s.unit"), mine.Value("s.note")));
        Assert.Equal("机\n棚\n布団\n鏡", mine.Value("s.keywords"));
        Assert.All(events, e => Assert.NotNull(mine.Page.QuerySelector($"[name='p.lifeEvents'][value='{e}'][checked]")));
        Assert.All(survey, s => Assert.Equal(s.Item2, mine.Value(s.Item1)));
    }

    [Fact]
    public async Task A_period_that_two_people_set_ends_after_it_begins()
    {
        using var first = await fixture.AuthorAsync("a-mori");
        using var second = await fixture.AuthorAsync();
        await first.CopyAsync("together-period");
        var mine = await first.DesignAsync("together-period", "/settings");
        await mine.Fill("s.from", "2026-04-01T09:00").Fill("s.to", "2026-06-01T09:00").CommandAsync("save");
        var theirs = await second.DesignAsync("together-period", "/settings");
        await theirs.Fill("s.from", "2026-05-20T09:00").CommandAsync("save");
        await mine.Fill("s.to", "2026-05-10T09:00").CommandAsync("save");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, mine.Status);
        Assert.Contains("終わりは、始まりより後", mine.Text, StringComparison.Ordinal);
        Assert.Equal(("2026-05-20T09:00", "2026-05-10T09:00"), (mine.Value("s.from"), mine.Value("s.to")));

        await theirs.OpenAsync("/staff/designer/together-period/settings");
        await mine.OpenAsync("/staff/designer/together-period/settings");
        await theirs.Fill("s.from", "").CommandAsync("save");
        await mine.Fill("s.to", "").CommandAsync("save");
        await mine.PressAsync("両方を活かす");
        using var api = first.Api(fixture.Host.Address);
        Assert.Null((await api.ReadAsync("procedures/together-period"))["files"]!["procedure.json"]!["acceptancePeriod"]);
    }

    [Fact]
    public async Task Offices_of_a_routing_are_known_again_after_a_colleague_moved_them()
    {
        using var first = await fixture.AuthorAsync("a-mori");
        using var second = await fixture.AuthorAsync();
        await first.CopyAsync("together-routing");
        var mine = await first.DesignAsync("together-routing", "/settings");
        await mine.Fill("routing.on", "true").CommandAsync("save");
        await mine.Fill("routing.formula", "\"waste\"").CommandAsync("save");
        await mine.CommandAsync("addOffice");
        await mine.Fill("routing.1.code", "waste-north").Fill("routing.1.title", "北部").CommandAsync("addOffice");
        await mine.Fill("routing.2.code", "waste-south").Fill("routing.2.title", "南部").CommandAsync("save");
        var theirs = await second.DesignAsync("together-routing", "/settings");
        await theirs.Fill("routing.formula", "if first_time then \"waste\" else \"waste-south\"").CommandAsync("dropOffice:1");
        await mine.Fill("routing.2.title", "南部センター").CommandAsync("save");
        Assert.Contains("南部 → 南部センター", Mine(mine), StringComparison.Ordinal);
        Assert.DoesNotContain("waste-north", Mine(mine), StringComparison.Ordinal);
        Assert.DoesNotContain("式を変更", Mine(mine), StringComparison.Ordinal);
        await mine.PressAsync("両方を活かす");
        Assert.Equal(("waste-south", "南部センター"), (mine.Value("routing.1.code"), mine.Value("routing.1.title")));
        Assert.Contains("first_time", mine.Value("routing.formula"), StringComparison.Ordinal);

        // An office that is gone is not guessed, and one is renamed although the formula is still to be written.
        await theirs.OpenAsync("/staff/designer/together-routing/settings");
        await theirs.CommandAsync("dropOffice:1");
        await mine.Fill("routing.1.title", "消えた課").CommandAsync("save");
        Assert.Contains("「消えた課」は保存していません", mine.Text, StringComparison.Ordinal);
        await mine.OpenAsync("/staff/designer/together-routing/settings");
        await mine.Fill("routing.formula", "").Fill("routing.0.title", "粗大ごみ受付").CommandAsync("save");
        await mine.OpenAsync("/staff/designer/together-routing/settings");
        Assert.Equal("粗大ごみ受付", mine.Value("routing.0.title"));
        Assert.Null(mine.Page.QuerySelector("[name='routing.1.code']"));
    }

    private static string Mine(Browser browser) => browser.Page.QuerySelectorAll("#conflict .two-columns > div").Last().TextContent;
}

file static class Again
{
    /// <summary>Opens the page of the same design afresh.</summary>
    public static Task<Browser> DesignAsync(this Browser browser, string page) => browser.OpenAsync($"/staff/designer/sodai-gomi{page}");
}
