using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ElectronicApplication.Core.Designs;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Host.Tests;

/// <summary>Publication through four eyes, from the author's request to what citizens see.</summary>
public sealed class DesignerPublishTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task Asking_needs_every_warning_acknowledged_and_keeps_what_was_typed()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.CopyAsync("publish-warned");
        await browser.AddFieldAsync("publish-warned", "text", "日本語だけの項目");
        await browser.OpenAsync("/staff/designer/publish-warned/publish");
        await browser.Fill("note", "項目を足しました").Fill("policy", "Stop").PressAsync("公開を依頼する");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("まだ行っていません", browser.Text, StringComparison.Ordinal);
        Assert.Equal("項目を足しました", browser.Value("note"));
        Assert.True(browser.Page.QuerySelector<IHtmlInputElement>("[name=policy][value=Stop]")!.IsChecked);
        await browser.AskAsync("publish-warned");
        Assert.Contains("公開を依頼しました", browser.Text, StringComparison.Ordinal);
        Assert.Contains("承認待ち", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_sent_back_carries_a_remark_to_its_field_and_is_published_once_it_was_mended_and_approved()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        using var approver = await fixture.AuthorAsync("d-hara");
        var browser = await author.CopyAsync("publish-remark");
        await browser.AskAsync("publish-remark");

        var desk = approver.Browser;
        await desk.OpenAsync("/staff/designer/publish-remark/publish");
        await desk.CommandAsync("sendBack");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, desk.Status);
        Assert.Contains("直してほしいところを 1 件以上", desk.Text, StringComparison.Ordinal);
        desk.Page.QuerySelector<IHtmlSelectElement>("#place-0")!.Value = "field/remarks";
        desk.Page.QuerySelector<IHtmlTextAreaElement>("#remark-0")!.Value = "何を書く欄か分かりません。";
        await desk.CommandAsync("sendBack");
        Assert.Contains("差し戻しました", desk.Text, StringComparison.Ordinal);

        await browser.OpenAsync("/staff/designer/publish-remark/publish");
        await browser.OpenAsync(browser.Page.QuerySelectorAll<IHtmlAnchorElement>("a").First(a => a.GetAttribute("href")!.Contains("remarks", StringComparison.Ordinal) && !a.GetAttribute("href")!.StartsWith('#')).GetAttribute("href")!);
        Assert.Contains("何を書く欄か分かりません。", browser.Page.QuerySelector("#panel")!.TextContent, StringComparison.Ordinal);
        await browser.Fill("p.help", "収集する人に伝えたいことを書いてください。").PressAsync("保存");
        await browser.AskAsync("publish-remark");
        await desk.ApproveAsync("publish-remark");
        Assert.Contains("承認し、公開しました", desk.Text, StringComparison.Ordinal);

        using var citizen = new Browser();
        await citizen.OpenAsync(new Uri(fixture.Host.Address, "/procedures/publish-remark"));
        Assert.Equal((HttpStatusCode.OK, "粗大ごみの写し"), (citizen.Status, citizen.Heading));
    }

    [Fact]
    public async Task Whoever_asked_or_edited_finds_no_button_to_approve_and_is_told_why()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        using var chief = await fixture.AuthorAsync();
        await author.CopyAsync("publish-own");
        await chief.Browser.AskAsync("publish-own");
        Assert.Contains("依頼した人とは別の人が承認します", chief.Browser.Text, StringComparison.Ordinal);
        Assert.Null(chief.Browser.Page.QuerySelector("[name=op][value=approve]"));
        await chief.Browser.PressAsync("依頼を取り下げる");
        await chief.Browser.AddFieldAsync("publish-own", "text", "管理者の項目");
        await author.Browser.AskAsync("publish-own");
        await chief.Browser.OpenAsync("/staff/designer/publish-own/publish");
        Assert.Contains("変更した人は、公開を承認できません", chief.Browser.Text, StringComparison.Ordinal);
        Assert.Null(chief.Browser.Page.QuerySelector("[name=op][value=approve]"));
    }

    [Fact]
    public async Task What_is_edited_after_the_request_is_not_part_of_it()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        using var approver = await fixture.AuthorAsync("d-hara");
        var browser = await author.CopyAsync("publish-later-edit");
        await browser.AskAsync("publish-later-edit");
        await browser.AddFieldAsync("publish-later-edit", "text", "間に合わなかった項目");
        await approver.Browser.OpenAsync("/staff/designer/publish-later-edit/publish");
        Assert.Contains("依頼した後に様式が変更されています", approver.Browser.Text, StringComparison.Ordinal);
        await approver.Browser.CommandAsync("approve");
        using var http = fixture.Host.Client();
        Assert.DoesNotContain("間に合わなかった項目", await http.GetStringAsync("api/v1/procedures/publish-later-edit/form"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_approver_reads_the_warnings_as_they_stood_when_it_was_asked_for()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        using var approver = await fixture.AuthorAsync("d-hara");
        var browser = await author.CopyAsync("publish-words");
        await browser.AddFieldAsync("publish-words", "text", "依頼したときの名前");
        var field = Uri.UnescapeDataString(browser.Address.Query).Split("at=")[1].Split('&')[0];
        await browser.AskAsync("publish-words");
        await browser.OpenAsync($"/staff/designer/publish-words?at={field}");
        await browser.Fill("p.label", "あとで変えた名前").CommandAsync("save");
        await approver.Browser.OpenAsync("/staff/designer/publish-words/publish");
        var place = approver.Browser.Page.QuerySelectorAll(".finding-places a").First(a => a.GetAttribute("href")!.Contains(Uri.EscapeDataString(field), StringComparison.Ordinal));
        Assert.Contains("依頼したときの名前", place.TextContent, StringComparison.Ordinal);
        await approver.Browser.OpenAsync(place.GetAttribute("href")!);
        Assert.Equal("依頼したときの名前", approver.Browser.Value("p.label"));
    }

    [Fact]
    public async Task Approving_what_was_asked_for_a_time_that_has_passed_says_that_it_publishes()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        using var approver = await fixture.AuthorAsync("d-hara");
        var (browser, desk) = (await author.CopyAsync("publish-late"), approver.Browser);
        await browser.AskAsync("publish-late", day: DateTime.UtcNow.AddDays(3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await desk.OpenAsync("/staff/designer/publish-late/publish");
        Assert.Equal("承認する", desk.Page.QuerySelector("[name=op][value=approve]")!.TextContent);
        await using (var scope = fixture.Host.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<AppDbContext>().Set<PublicationRequest>().Where(r => r.ProcedureCode == "publish-late")
                .ExecuteUpdateAsync(r => r.SetProperty(x => x.PublishAt, DateTime.UtcNow.AddMinutes(-1)));
        await desk.OpenAsync("/staff/designer/publish-late/publish");
        await desk.PressAsync("承認して公開する");
        Assert.Contains("承認し、公開しました", desk.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_publication_for_a_later_day_is_approved_waits_and_can_be_stopped()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        using var approver = await fixture.AuthorAsync("d-hara");
        var browser = await author.CopyAsync("publish-scheduled");
        await browser.AskAsync("publish-scheduled", day: "2020-04-01");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("公開する日時は、今から 1 年以内", browser.Text, StringComparison.Ordinal);
        await browser.AskAsync("publish-scheduled", day: DateTime.UtcNow.AddDays(3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await approver.Browser.ApproveAsync("publish-scheduled");
        Assert.Contains("指定の日時に公開されます", approver.Browser.Text, StringComparison.Ordinal);
        using var http = fixture.Host.Client();
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("api/v1/procedures/publish-scheduled")).StatusCode);
        await approver.Browser.PressAsync("公開の予約を取りやめる");
        Assert.Contains("依頼を取り下げました", approver.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_in_mid_form_is_taken_along_as_the_author_chose_and_a_version_of_before_can_be_published_again()
    {
        using var approver = await fixture.AuthorAsync("d-hara");
        using var author = await fixture.AuthorAsync("a-mori");
        var browser = await author.CopyAsync("publish-mid-form");
        await PublishAsync(browser, approver.Browser, "publish-mid-form", "Finish");

        using var citizen = new Citizen(fixture.Host.Address);
        await citizen.SignInAsync();
        await citizen.Browser.OpenAsync(new Uri(fixture.Host.Address, "/procedures/publish-mid-form"));
        await citizen.Browser.PressAsync("始める");
        await citizen.Browser.Fill("items[0].longest_cm", "165").PressAsync("次へ進む");

        await browser.OpenAsync("/staff/designer/publish-mid-form?at=page/items_page");
        await browser.Fill("newLabel", "階段の有無").CommandAsync("addField:text");
        await PublishAsync(browser, approver.Browser, "publish-mid-form", "MoveForward");
        await citizen.Browser.PressAsync("次へ進む");
        Assert.Contains("この手続の様式が新しくなりました", citizen.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("項目を追加: 階段の有無", citizen.Browser.Text, StringComparison.Ordinal);
        Assert.Equal("165", citizen.Browser.Value("items[0].longest_cm"));

        await browser.OpenAsync("/staff/designer/publish-mid-form/publish");
        await browser.PressAsync(browser.Page.QuerySelector("button[name=number][value='1']")!);
        Assert.Contains("前の版の内容に戻しました", browser.Text, StringComparison.Ordinal);
        await PublishAsync(browser, approver.Browser, "publish-mid-form", "Finish");
        Assert.Contains("第3版", approver.Browser.Text, StringComparison.Ordinal);
        using var http = fixture.Host.Client();
        Assert.DoesNotContain("階段の有無", await http.GetStringAsync("api/v1/procedures/publish-mid-form/form"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retired_procedure_tells_citizens_why_and_is_opened_again()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        using var approver = await fixture.AuthorAsync("d-hara");
        var browser = await author.CopyAsync("publish-retired");
        await PublishAsync(browser, approver.Browser, "publish-retired", "Finish");
        var desk = approver.Browser;
        await desk.Fill("reason", " ").PressAsync(desk.Page.QuerySelector("details.retire form button")!);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, desk.Status);
        Assert.Contains("理由を入力してください", desk.Text, StringComparison.Ordinal);
        await desk.Fill("reason", "新しい受付センターへお電話ください。").PressAsync(desk.Page.QuerySelector("details.retire form button")!);
        Assert.Contains("受付を終了しました", desk.Text, StringComparison.Ordinal);
        Assert.EndsWith("受付終了", desk.Page.QuerySelector(".versions .chip")!.TextContent, StringComparison.Ordinal);

        using var citizen = new Browser();
        await citizen.OpenAsync(new Uri(fixture.Host.Address, "/procedures/publish-retired"));
        Assert.Contains("新しい受付センターへお電話ください。", citizen.Text, StringComparison.Ordinal);
        Assert.Null(citizen.Page.QuerySelector("form[action*='/start']"));
        await desk.Fill("reason", "誤って終了したため").PressAsync(desk.Page.QuerySelector("details.retire form button")!);
        Assert.EndsWith("公開中", desk.Page.QuerySelector(".versions .chip")!.TextContent, StringComparison.Ordinal);
        await citizen.OpenAsync("/procedures/publish-retired");
        Assert.NotNull(citizen.Page.QuerySelector("form[action*='/start']"));
    }

    [Fact]
    public async Task Whoever_publishes_retires_a_procedure_that_nobody_has_begun_to_change()
    {
        using var reviewer = await fixture.AuthorAsync("k-minami");
        using var author = await fixture.AuthorAsync("a-mori");
        using var approver = await fixture.AuthorAsync("d-hara");
        using var chief = await fixture.AuthorAsync();
        await author.Browser.OpenAsync("/staff/designer");
        Assert.Null(author.Browser.Page.QuerySelector("a[href$='/change/sodai-gomi']"));
        foreach (var (browser, code, status) in new[] { (author.Browser, "sodai-gomi", HttpStatusCode.Forbidden), (reviewer.Browser, "sodai-gomi", HttpStatusCode.Forbidden), (approver.Browser, "koko-shomei", HttpStatusCode.NotFound) })
        {
            await browser.OpenAsync($"/staff/designer/change/{code}");
            Assert.Equal(status, browser.Status);
        }

        var desk = approver.Browser;
        await desk.OpenAsync("/staff/designer?q=sodai-gomi");
        await desk.FollowAsync("受付を終了する");
        await desk.Fill("reason", " ").PressAsync("受付を終了する");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, desk.Status);
        Assert.Contains("理由を入力してください", desk.Text, StringComparison.Ordinal);
        await desk.Fill("reason", "新しい受付センターへお電話ください。").PressAsync("受付を終了する");
        Assert.Contains("受付を終了しました", desk.Text, StringComparison.Ordinal);
        using var citizen = new Browser();
        await citizen.OpenAsync(new Uri(fixture.Host.Address, "/procedures/sodai-gomi"));
        Assert.Contains("新しい受付センターへお電話ください。", citizen.Text, StringComparison.Ordinal);
        await desk.OpenAsync("/staff/designer?q=sodai-gomi");
        Assert.Contains("廃止", desk.Text, StringComparison.Ordinal);
        await desk.FollowAsync("受付を再開する");

        // The same form, posted by somebody without the right, for another office, or without its token.
        await author.Browser.OpenAsync("/staff/designer/new");
        author.Browser.Page.QuerySelector("form[action$='/new']")!.SetAttribute("action", "/staff/designer/change/sodai-gomi/reopen");
        await author.Browser.PressAsync("作成して開く");
        Assert.Equal(HttpStatusCode.Forbidden, author.Browser.Status);
        var form = desk.Page.QuerySelector("form[action$='/reopen']")!;
        form.SetAttribute("action", "/staff/designer/change/koko-shomei/retire");
        await desk.Fill("reason", "終わり").PressAsync(form.QuerySelector("button")!);
        Assert.Equal(HttpStatusCode.NotFound, desk.Status);
        await desk.OpenAsync("/staff/designer/change/sodai-gomi");
        desk.Page.QuerySelector("details.retire input[name=_token]")!.Remove();
        await desk.Fill("reason", "誤って終了したため").PressAsync("受付を再開する");
        Assert.Equal(HttpStatusCode.BadRequest, desk.Status);
        await desk.Fill("reason", "誤って終了したため").PressAsync("受付を再開する");
        Assert.Contains("受付を再開しました", desk.Text, StringComparison.Ordinal);
        Assert.NotNull(desk.Page.QuerySelector("form[action$='/retire']"));
    }

    private static async Task PublishAsync(Browser author, Browser approver, string code, string policy)
    {
        await author.AskAsync(code, policy);
        Assert.Contains("公開を依頼しました", author.Text, StringComparison.Ordinal);
        await approver.ApproveAsync(code);
        Assert.Contains("承認し、公開しました", approver.Text, StringComparison.Ordinal);
    }
}
