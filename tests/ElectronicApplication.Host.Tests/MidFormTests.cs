using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Testing;

namespace ElectronicApplication.Host.Tests;

/// <summary>Citizens in mid-form while the town hall publishes, on the real pages, without JavaScript. Nothing they typed is lost, whatever happens.</summary>
public sealed class MidFormTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Code = "public-comment";
    private const string Opinion = "髙い塔の﨑に、𠮷野家と葛󠄀城。";

    private readonly Press _press = new(fixture.Host, Code);

    private Uri Portal => fixture.Host.Address;

    [Fact]
    public async Task Finish_whoever_began_on_the_old_form_ends_on_it()
    {
        using var browser = await BegunAsync();
        await _press.PublishAsync(MidFormPolicy.Finish, form => Press.Fields(form, 0).Add(Press.Text("finish_extra", "あとから足した項目", required: true)));
        await browser.PressAsync("次へ進む");
        Assert.DoesNotContain("様式が新しくなりました", browser.Text, StringComparison.Ordinal);
        await browser.PressAsync("次へ進む");
        Assert.Contains(Opinion, browser.Text, StringComparison.Ordinal);
        await browser.PressAsync("この内容で提出する");
        Assert.Contains("受付番号", browser.Text, StringComparison.Ordinal);

        using var another = await OpenedAsync();
        Assert.NotNull(another.Page.QuerySelector("[name=finish_extra]"));
        await _press.PublishAsync(MidFormPolicy.Finish, form => Press.Remove(form, "finish_extra"));
    }

    [Fact]
    public async Task Move_forward_takes_a_page_that_was_open_on_the_old_form_along()
    {
        using var browser = await BegunAsync("section", "章の題名", "第3章");
        await _press.PublishAsync(MidFormPolicy.MoveForward, form =>
        {
            Press.Remove(form, "section");
            Press.Fields(form, 0).Add(Press.Text("ground", "そう考える理由", required: true));
        }, "項目を削除: 章の題名", "項目を追加: そう考える理由");

        // Pressed on the page of the old form: saved by the fields' ids, then shown on the new one.
        await browser.PressAsync("次へ進む");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("この手続の様式が新しくなりました", browser.Text, StringComparison.Ordinal);
        Assert.Contains("項目を追加: そう考える理由", browser.Text, StringComparison.Ordinal);
        Assert.Equal(Opinion, browser.Page.QuerySelector("[name=opinion]")!.TextContent);
        Assert.Contains("なくなった質問への回答", browser.Text, StringComparison.Ordinal);
        Assert.Contains("第3章", browser.Text, StringComparison.Ordinal);
        Assert.NotNull(browser.Page.QuerySelector("[name=ground]"));

        await browser.Fill("ground", "歩いて確かめたから").PressAsync("次へ進む");
        Assert.DoesNotContain("この手続の様式が新しくなりました", browser.Text, StringComparison.Ordinal);
        await browser.PressAsync("次へ進む");
        Assert.Contains("歩いて確かめたから", browser.Text, StringComparison.Ordinal);
        Assert.Contains("第3章", browser.Text, StringComparison.Ordinal);
        await browser.PressAsync("この内容で提出する");
        Assert.Contains("受付番号", browser.Text, StringComparison.Ordinal);
        await _press.PublishAsync(MidFormPolicy.Finish, form => Press.Remove(form, "ground"));
    }

    [Fact]
    public async Task Submitting_at_the_moment_of_publication_comes_back_with_what_changed_and_is_done_by_pressing_again()
    {
        using var browser = await BegunAsync();
        await browser.PressAsync("次へ進む");
        await browser.PressAsync("次へ進む");
        await _press.PublishAsync(MidFormPolicy.MoveForward, form => Press.Fields(form, 1).Add(Press.Text("circle", "所属する会")), "項目を追加: 所属する会");
        await browser.PressAsync("この内容で提出する");
        Assert.Equal(HttpStatusCode.Conflict, browser.Status);
        Assert.Contains("項目を追加: 所属する会", browser.Text, StringComparison.Ordinal);
        Assert.Contains(Opinion, browser.Text, StringComparison.Ordinal);
        await browser.PressAsync("この内容で提出する");
        Assert.Contains("受付番号", browser.Text, StringComparison.Ordinal);
        await _press.PublishAsync(MidFormPolicy.Finish, form => Press.Remove(form, "circle"));
    }

    [Fact]
    public async Task Stop_shows_why_keeps_everything_and_begins_anew_with_the_answers()
    {
        using var browser = await BegunAsync();
        var old = browser.Address.AbsolutePath.Split('/')[2];
        await _press.PublishAsync(MidFormPolicy.Stop, form => Press.Fields(form, 0).Add(Press.Text("basis", "根拠")), "項目を追加: 根拠");

        await browser.Fill("opinion", Opinion + "追記。").PressAsync("次へ進む");
        Assert.Equal($"/drafts/{old}/closed", browser.Address.AbsolutePath);
        Assert.Contains("様式が新しくなりました", browser.Heading, StringComparison.Ordinal);
        Assert.Contains(Opinion + "追記。", browser.Text, StringComparison.Ordinal);
        Assert.Contains("項目を追加: 根拠", browser.Text, StringComparison.Ordinal);

        await browser.PressAsync("新しい様式で始める");
        Assert.NotEqual(old, browser.Address.AbsolutePath.Split('/')[2]);
        Assert.NotNull(browser.Page.QuerySelector("[name=basis]") ?? browser.Page.QuerySelector("[name=respondent]"));
        await browser.OpenAsync(browser.Address.AbsolutePath.Replace("about_you", "comment", StringComparison.Ordinal));
        Assert.Equal(Opinion + "追記。", browser.Page.QuerySelector("[name=opinion]")!.TextContent);
        await browser.Fill("basis", "統計").PressAsync("次へ進む");
        await browser.PressAsync("次へ進む");
        await browser.PressAsync("この内容で提出する");
        Assert.Contains("受付番号", browser.Text, StringComparison.Ordinal);

        await browser.OpenAsync(new Uri(Portal, $"/drafts/{old}"));
        Assert.Contains(Opinion + "追記。", browser.Text, StringComparison.Ordinal);
        await _press.PublishAsync(MidFormPolicy.Finish, form => Press.Remove(form, "basis"));
    }

    [Fact]
    public async Task Going_back_to_an_older_version_brings_answers_back_that_had_no_place_meanwhile()
    {
        using var browser = await BegunAsync("area", "地区", "中原区の北のほう");
        var before = await _press.NowAsync();
        await _press.PublishAsync(MidFormPolicy.MoveForward, form => Press.Remove(form, "area"), "項目を削除: 地区");
        await browser.PressAsync("保存して中断する");
        await browser.FollowAsync("続きを入力する");
        Assert.Contains("なくなった質問への回答", browser.Text, StringComparison.Ordinal);
        Assert.Contains("中原区の北のほう", browser.Text, StringComparison.Ordinal);

        await _press.GoBackAsync(before, MidFormPolicy.MoveForward);
        await browser.OpenAsync(browser.Address.AbsolutePath.Replace("about_you", "comment", StringComparison.Ordinal));
        Assert.Equal("中原区の北のほう", browser.Page.QuerySelector("[name=area]")!.GetAttribute("value"));
        Assert.DoesNotContain("なくなった質問への回答", browser.Text, StringComparison.Ordinal);
        await _press.PublishAsync(MidFormPolicy.Finish, form => Press.Remove(form, "area"));
    }

    [Fact]
    public async Task A_background_save_from_the_old_form_is_taken_over_too()
    {
        using var browser = await BegunAsync("ward", "お住まいの区", "");
        var fields = browser.Page.QuerySelectorAll("form[data-save] input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value")!);
        var save = new Uri(Portal, browser.Page.QuerySelector("form[data-save]")!.GetAttribute("data-save"));
        await _press.PublishAsync(MidFormPolicy.MoveForward, form => Press.Remove(form, "ward"));
        fields["ward"] = "多摩区";
        fields["opinion"] = "途中まで";
        using (var http = new HttpClient())
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, save) { Content = new FormUrlEncodedContent(fields) };
            request.Headers.Add("Cookie", browser.CookieHeader(Portal));
            Assert.Equal(HttpStatusCode.NoContent, (await http.SendAsync(request)).StatusCode);
        }
        await browser.OpenAsync(browser.Address);
        Assert.Equal("途中まで", browser.Page.QuerySelector("[name=opinion]")!.TextContent);
        Assert.Contains("多摩区", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retired_procedure_says_so_on_its_page_in_the_api_and_to_whoever_is_in_mid_form_and_opens_again()
    {
        using var browser = await BegunAsync();
        using var http = fixture.Host.Client();
        var body = new JsonObject { ["procedure"] = Code, ["answers"] = new JsonObject { ["plan"] = "dx-plan", ["opinion"] = "賛成です。", ["may_publish"] = true } };
        var receipt = (await (await http.PostAsJsonAsync("/api/v1/submissions", body)).Content.ReadFromJsonAsync<JsonObject>())!;
        await _press.RetireAsync("意見募集は終わりました。結果は市のページでお知らせします。");
        try
        {
            var refused = await http.PostAsJsonAsync("/api/v1/submissions", body);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            var problem = (await refused.Content.ReadFromJsonAsync<JsonObject>())!;
            Assert.Equal("procedure-retired", (string?)problem["code"]);
            Assert.Contains("意見募集は終わりました。", (string?)problem["detail"], StringComparison.Ordinal);

            await browser.Fill("opinion", Opinion).PressAsync("次へ進む");
            Assert.EndsWith("/closed", browser.Address.AbsolutePath, StringComparison.Ordinal);
            Assert.Contains("意見募集は終わりました。", browser.Text, StringComparison.Ordinal);
            Assert.Contains(Opinion, browser.Text, StringComparison.Ordinal);
            Assert.Null(browser.Page.QuerySelector("form[action$='/anew']"));

            using var visitor = new Browser();
            await visitor.OpenAsync(new Uri(Portal, "/procedures/" + Code));
            Assert.Contains("意見募集は終わりました。", visitor.Text, StringComparison.Ordinal);
            Assert.Null(visitor.Page.QuerySelector("form[action*='/start']"));

            using var mine = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/submissions/{receipt["receiptNumber"]}");
            mine.Headers.Add("X-Access-Code", (string?)receipt["accessCode"]);
            Assert.Equal(HttpStatusCode.OK, (await http.SendAsync(mine)).StatusCode);
        }
        finally
        {
            await _press.ReopenAsync("もう一度募集するため");
        }
        await browser.OpenAsync(new Uri(Portal, browser.Address.AbsolutePath));
        Assert.Contains("/pages/", browser.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, (await http.PostAsJsonAsync("/api/v1/submissions", body)).StatusCode);
    }

    [Fact]
    public async Task The_record_of_changes_is_linked_from_the_procedure_and_says_what_changed_when()
    {
        var number = await _press.PublishAsync(MidFormPolicy.Finish, form => Press.Fields(form, 1).Add(Press.Text("record", "記録の試し")), "項目を追加: <b>記録の試し</b>");
        using var browser = new Browser();
        await browser.OpenAsync(new Uri(Portal, "/procedures/" + Code));
        await browser.FollowAsync("様式の変更の記録");
        Assert.Equal("様式の変更の記録", browser.Heading);
        Assert.Contains($"第{number}版", browser.Page.QuerySelector("h2")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("項目を追加: <b>記録の試し</b>", browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync(new Uri(Portal, "/procedures/no-such-thing/versions"));
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        await _press.PublishAsync(MidFormPolicy.Finish, form => Press.Remove(form, "record"));
    }

    private async Task<Browser> OpenedAsync()
    {
        var browser = new Browser();
        await browser.OpenAsync(new Uri(Portal, "/procedures/" + Code));
        await browser.PressAsync("この手続を始める");
        return browser;
    }

    /// <summary>On the first page, with an opinion (and one field more) typed and not sent yet.</summary>
    private async Task<Browser> BegunAsync(string? extra = null, string label = "", string value = "")
    {
        if (extra is not null)
            await _press.PublishAsync(MidFormPolicy.Finish, form => Press.Fields(form, 0).Add(Press.Text(extra, label)));
        var browser = await OpenedAsync();
        browser.Fill("plan", "dx-plan").Fill("opinion", Opinion).Fill("may_publish", "true");
        if (extra is not null)
            browser.Fill(extra, value);
        return browser;
    }
}
