using System.Net;
using System.Net.Http.Json;
using System.Text;
using AngleSharp.Dom;
using ElectronicApplication.Testing;

namespace ElectronicApplication.Host.Tests;

/// <summary>Settings, mapping and translations of a procedure.</summary>
public sealed class DesignerSettingsTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task Every_setting_that_is_changed_is_a_revision_that_can_be_taken_back()
    {
        using var author = await fixture.AuthorAsync();
        var browser = await author.DesignAsync("suido-kaishi", "/settings");
        var title = browser.Value("p.title");
        await browser.Fill("p.title", "水道の使い始め").Fill("s.from", "2026-04-01T09:00").Fill("s.keywords", "水道、開栓\n引越し").Fill("w.0", "お客様番号").CommandAsync("save");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal(("水道の使い始め", "2026-04-01T09:00", "水道\n開栓\n引越し", "お客様番号"), (browser.Value("p.title"), browser.Value("s.from"), browser.Value("s.keywords"), browser.Value("w.0")));
        await browser.CommandAsync("undo");
        Assert.Equal((title, ""), (browser.Value("p.title"), browser.Value("s.from")));
    }

    [Fact]
    public async Task A_payout_is_set_without_code_and_its_words_must_fit_the_transfer_format()
    {
        using var author = await fixture.AuthorAsync();
        var browser = await author.DesignAsync("shugaku-enjo", "/settings");
        await browser.Fill("payout.mode", "fixed").CommandAsync("save");
        await browser.Fill("payout.yen", "５，０００円").Fill("payout.account", "account").Fill("payout.text", "就学援助").CommandAsync("save");
        Assert.Contains("振込に使えない文字があります: 就学援助", browser.Text, StringComparison.Ordinal);
        Assert.Equal("就学援助", browser.Value("payout.text"));
        await browser.Fill("payout.text", "シュウガクエンジョ").Fill("p.retention", "Years10").CommandAsync("save");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal(("5000", "account", "シュウガクエンジョ", "Years10"), (browser.Value("payout.yen"), browser.Value("payout.account"), browser.Value("payout.text"), browser.Value("p.retention")));
        await browser.Fill("payout.mode", "formula").CommandAsync("save");
        await browser.Fill("payout.formula", "5000 * nobody").CommandAsync("save");
        Assert.Contains("nobody", browser.Text, StringComparison.Ordinal);
        await browser.Fill("payout.mode", "none").CommandAsync("save");
        Assert.Null(browser.Page.QuerySelector("[name='payout.account']"));
    }

    [Fact]
    public async Task Saving_what_nobody_changed_makes_no_revision()
    {
        using var author = await fixture.AuthorAsync();
        using var api = author.Api(fixture.Host.Address);
        foreach (var code in (await api.ReadAsync("procedures"))["items"]!.AsArray().Select(p => (string)p!["code"]!).ToList())
        {
            var browser = await author.DesignAsync(code, "/settings");
            var before = browser.Value("_revision");
            await browser.CommandAsync("save");
            Assert.True(browser.Value("_revision") == before, $"{code}: {(await api.ReadAsync($"procedures/{code}/revisions"))["items"]![0]!["summary"]}");
        }
    }

    [Fact]
    public async Task A_period_that_ends_before_it_begins_is_refused_at_its_control_and_kept()
    {
        using var author = await fixture.AuthorAsync();
        var browser = await author.DesignAsync("suido-kaishi", "/settings");
        await browser.Fill("s.from", "2026-04-01T09:00").Fill("s.to", "2026-03-01T09:00").CommandAsync("save");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("終わりは、始まりより後", browser.Text, StringComparison.Ordinal);
        Assert.Equal(("2026-04-01T09:00", "2026-03-01T09:00"), (browser.Value("s.from"), browser.Value("s.to")));
    }

    [Fact]
    public async Task A_note_on_the_processing_period_asks_for_its_length_and_stays_on_the_page()
    {
        using var author = await fixture.AuthorAsync();
        var browser = await author.DesignAsync("public-comment", "/settings");
        await browser.Fill("s.note", "内容によって変わります。").Fill("s.note@en", "It depends.").Fill("s.unit", "months").CommandAsync("save");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("標準処理期間の長さを入力してください", browser.Text, StringComparison.Ordinal);
        Assert.Equal(("", "months", "内容によって変わります。", "It depends."), (browser.Value("s.length"), browser.Value("s.unit"), browser.Value("s.note"), browser.Value("s.note@en")));
        await browser.Fill("s.length", "2").CommandAsync("save");
        Assert.Equal(("2", "months", "内容によって変わります。"), (browser.Value("s.length"), browser.Value("s.unit"), browser.Value("s.note")));
        await browser.Fill("s.length", "").CommandAsync("save");
        Assert.Equal((HttpStatusCode.OK, "", ""), (browser.Status, browser.Value("s.length"), browser.Value("s.note")));
    }

    [Fact]
    public async Task A_fee_is_an_amount_a_table_or_a_formula()
    {
        using var author = await fixture.AuthorAsync();
        var browser = await author.DesignAsync("inu-toroku", "/settings");
        await browser.Fill("fee.mode", "fixed").CommandAsync("save");
        await browser.Fill("fee.yen", "三千円").CommandAsync("save");
        Assert.Contains("0 以上の整数（円）", browser.Text, StringComparison.Ordinal);
        await browser.Fill("fee.yen", "３，０００円").Fill("fee.due", "AfterReview").CommandAsync("save");
        Assert.Equal("3000", browser.Value("fee.yen"));
        Assert.NotNull(browser.Page.QuerySelector("[name='fee.due'][value=AfterReview][checked]"));
        await browser.Fill("fee.mode", "none").CommandAsync("save");
        Assert.Null(browser.Page.QuerySelector("[name='fee.yen']"));
    }

    [Fact]
    public async Task A_fee_or_routing_that_does_not_work_is_marked_at_the_control_that_its_finding_leads_to()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.CopyAsync("settings-money");
        using var api = author.Api(fixture.Host.Address);
        var revision = (string)(await api.ReadAsync("procedures/settings-money"))["revision"]!;
        object Edit(string key, object value) => new { op = "set", target = "procedure", key, value };
        using var edited = await api.PostAsJsonAsync("procedures/settings-money/edits", new
        {
            revision, edits = new[] { Edit("fee.expression", "nobody_knows"), Edit("routing", new { expression = "nobody_knows", offices = new[] { new { code = "waste", title = "受付" } } }) },
        });
        Assert.Equal(HttpStatusCode.OK, edited.StatusCode);
        await browser.OpenAsync("/staff/designer/settings-money/check");
        foreach (var (key, name) in new[] { ("fee", "fee.mode"), ("routing", "routing.on") })
        {
            Assert.NotNull(browser.Page.QuerySelector($"a[href='/staff/designer/settings-money/settings#p-procedure-{key}']"));
            var settings = await author.DesignAsync("settings-money", "/settings");
            var control = settings.Page.GetElementById("p-procedure-" + key)!;
            Assert.Equal(name, control.GetAttribute("name"));
            var marked = control.Closest("[aria-invalid=true]")!;
            Assert.Contains("nobody_knows", settings.Page.GetElementById(marked.GetAttribute("aria-describedby")!)!.TextContent, StringComparison.Ordinal);
            await browser.OpenAsync("/staff/designer/settings-money/check");
        }
    }

    [Fact]
    public async Task What_is_wrong_with_the_words_about_the_fee_is_not_said_of_the_fee()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.CopyAsync("settings-fee-text");
        using var api = author.Api(fixture.Host.Address);
        var revision = (string)(await api.ReadAsync("procedures/settings-fee-text"))["revision"]!;
        using var edited = await api.PostAsJsonAsync("procedures/settings-fee-text/edits", new { revision, edits = new[] { new { op = "set", target = "procedure", key = "feeText", value = 5 } } });
        Assert.Equal(HttpStatusCode.OK, edited.StatusCode);
        await browser.OpenAsync("/staff/designer/settings-fee-text/settings");
        Assert.Null(browser.Page.GetElementById("fee-error"));
        Assert.NotEmpty(browser.Page.GetElementById("p-procedure-feeText")!.Closest(".prop")!.QuerySelectorAll(".error"));
    }

    [Fact]
    public async Task A_notice_takes_only_what_anybody_may_read()
    {
        using var author = await fixture.AuthorAsync();
        var browser = await author.DesignAsync("suido-kaishi", "/settings");
        await browser.Fill("notice.received", "{{氏名}}様の申請を受け付けました。").CommandAsync("save");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("使えない差し込みがあります: {{氏名}}", browser.Text, StringComparison.Ordinal);
        Assert.Contains("{{氏名}}様", browser.Value("notice.received"), StringComparison.Ordinal);
        await browser.Fill("notice.received", "受付番号 {{受付番号}} を控えてください。").CommandAsync("save");
        Assert.Equal("受付番号 {{受付番号}} を控えてください。", browser.Value("notice.received"));
    }

    [Fact]
    public async Task Nobody_hands_a_procedure_to_an_office_that_is_not_theirs()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.DesignAsync("sodai-gomi", "/settings");
        var select = browser.Page.QuerySelector<AngleSharp.Html.Dom.IHtmlSelectElement>("#s-office")!;
        Assert.Equal(["waste"], select.Options.Select(o => o.Value));
        var other = (AngleSharp.Html.Dom.IHtmlOptionElement)browser.Page.CreateElement("option");
        other.Value = "tax";
        select.AddOption(other);
        await browser.Fill("s.office", "tax").CommandAsync("save");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("所属する課から選んでください", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mapping_stands_beside_what_the_core_system_takes_and_is_tried_with_an_example()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.DesignAsync("sodai-gomi", "/mapping/1");
        Assert.Contains("申請の例", browser.Text, StringComparison.Ordinal);
        Assert.Contains("\"requestNumber\": \"2026-0000001-1\"", browser.Page.QuerySelector("pre.json")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("整数（200以上）", browser.Text, StringComparison.Ordinal);
        await browser.Fill("m:/totalFee", "").CommandAsync("save");
        Assert.Contains("送り先が必要とする項目です", browser.Text, StringComparison.Ordinal);
        await browser.Fill("m:/totalFee", "total_feee").CommandAsync("save");
        var box = browser.Page.QuerySelector("[name='m:/totalFee']")!;
        Assert.Equal(("total_feee", "true"), (box.GetAttribute("value"), box.GetAttribute("aria-invalid")));
        await browser.Fill("m:/totalFee", "total_fee").Fill("new.path", "applicant.note").Fill("new.text", "remarks").CommandAsync("addRow");
        Assert.Equal(("total_fee", "remarks"), (browser.Value("m:/totalFee"), browser.Value("m:/applicant/note")));
        await browser.CommandAsync("undo");
    }

    [Theory]
    [InlineData("no json", "JSON として読めません")]
    [InlineData("[1]", "JSON として読めません")]
    [InlineData("{\"type\":\"object\"}", "properties")]
    [InlineData("{\"properties\":{\"a\":{\"$ref\":\"https://evil.example/x.json\"}}}", "ほかのファイルへの参照")]
    [InlineData("{\"properties\":{\"a\":{\"pattern\":\"(\"}}}", "（$.properties.a.pattern）。正規表現が正しくない")]
    [InlineData("{\"properties\":{\"a\":{\"multipleOf\":0}}}", "（$.properties.a.multipleOf）。0 より大きい数")]
    [InlineData("{\"properties\":{\"a\":{\"type\":5}}}", "（$.properties.a.type）。文字列")]
    [InlineData("{\"properties\":{\"a\":{\"enum\":7}}}", "（$.properties.a.enum）。[ ]")]
    public async Task A_schema_that_cannot_be_used_is_refused_with_the_reason(string content, string reason)
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.DesignAsync("sodai-gomi", "/mapping/1");
        await browser.Attach("schema", "x.json", Encoding.UTF8.GetBytes(content), "application/json").CommandAsync("upload");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains(reason, browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_target_lists_what_its_schema_asks_for()
    {
        using var author = await fixture.AuthorAsync();
        var browser = await author.DesignAsync("suido-kaishi", "/mapping");
        await browser.Fill("system", "Water System").CommandAsync("add");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        await browser.Fill("system", "water-two").CommandAsync("add");
        await browser.Attach("schema", "x.json", """{"type":"object","required":["meter"],"properties":{"meter":{"type":"string","maxLength":12},"inside":{"$ref":"#/$defs/inside"}},"$defs":{"inside":{"type":"object","properties":{"n":{"enum":[1,2]}}}}}"""u8.ToArray(), "application/json").CommandAsync("upload");
        Assert.NotNull(browser.Page.QuerySelector("[name='m:/meter']"));
        Assert.Contains("文字（12文字まで）", browser.Text, StringComparison.Ordinal);
        await browser.Fill("m:/inside/n", "1").CommandAsync("save");
        Assert.Equal("1", browser.Value("m:/inside/n"));
        await browser.CommandAsync("remove");
        Assert.DoesNotContain("water-two", browser.Page.QuerySelector("#targets")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_translation_is_written_beside_its_source_and_leaves_the_list()
    {
        using var author = await fixture.AuthorAsync();
        var browser = await author.DesignAsync("keiro-iwaikin", "/translations?lang=en&all=1");
        var first = browser.Page.QuerySelectorAll("[name^='t.']").First().GetAttribute("name")!;
        await browser.Fill(first, "").CommandAsync("save");
        await browser.OpenAsync("/staff/designer/keiro-iwaikin/translations?lang=en");
        var before = browser.Page.QuerySelectorAll("[name^='t.']").Length;
        Assert.NotNull(browser.Page.QuerySelector($"[name='{first}']"));
        await browser.Fill(first, "Written by hand").CommandAsync("save");
        Assert.Equal(before - 1, browser.Page.QuerySelectorAll("[name^='t.']").Length);
        await browser.OpenAsync("/staff/designer/keiro-iwaikin/translations?lang=en&all=1");
        Assert.Equal("Written by hand", browser.Value(first));
    }
}
