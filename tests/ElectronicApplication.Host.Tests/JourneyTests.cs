using System.Net;
using ElectronicApplication.Testing;

namespace ElectronicApplication.Host.Tests;

/// <summary>What people do, through the real pages, without JavaScript.</summary>
public sealed class JourneyTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private Uri Portal => fixture.Host.Address;

    [Fact]
    public Task A_resident_record_goes_from_the_citizen_to_the_register_and_back() => ResidentRecordJourney.RunAsync(Portal, Portal, fixture.Host.SandboxAddress);

    [Fact]
    public async Task A_withdrawal_before_the_decision_reaches_the_core_system()
    {
        using var citizen = new Citizen(Portal, "misaki");
        using var world = fixture.Host.World();
        await citizen.SignInAsync();
        await citizen.BeginResidentRecordAsync();
        await citizen.FillInAsync(copies: 1);
        await citizen.SignAndSubmitAsync();
        await citizen.PayAsync();
        await citizen.SeesAsync("受付済み");
        await citizen.WithdrawAsync();
        await citizen.SeesAsync("取下げ");
        await Wait.ForAsync("the withdrawal in the register", async () => await world.RecordAsync("resident-register", citizen.ReceiptNumber) is { } r && (bool?)r["withdrawn"] == true ? r : null);
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("revoked")]
    [InlineData("foreign")]
    [InlineData("wrong-policy")]
    public async Task A_card_that_cannot_be_accepted_is_refused_with_the_reason(string card)
    {
        using var citizen = new Citizen(Portal, card);
        await citizen.SignInAsync();
        Assert.NotEqual(HttpStatusCode.OK, citizen.Browser.Status);
        await citizen.Browser.OpenAsync(new Uri(Portal, "/my"));
        Assert.Contains("ログイン", citizen.Browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ログアウト", citizen.Browser.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("signature")]
    [InlineData("content")]
    public async Task A_tampered_signature_is_refused(string trouble)
    {
        using var citizen = new Citizen(Portal);
        await citizen.Browser.OpenAsync(new Uri(Portal, "/sign-in"));
        await citizen.Browser.PressAsync("カードの画面へ進む");
        await citizen.PresentCardAsync("1234", trouble);
        Assert.DoesNotContain("ログアウト", citizen.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_left_halfway_comes_back_as_it_was()
    {
        using var citizen = new Citizen(Portal, "kenichi");
        await citizen.SignInAsync();
        await citizen.BeginResidentRecordAsync();
        await citizen.Browser.Fill("phone", "044-200-1234").PressAsync("保存して中断する");
        await citizen.Browser.OpenAsync(new Uri(Portal, "/my"));
        await citizen.Browser.FollowAsync("住民票の写しの請求");
        Assert.Equal("044-200-1234", citizen.Browser.Page.QuerySelector("[name=phone]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Mistakes_stand_at_their_fields_with_a_summary_on_top()
    {
        using var browser = new Browser();
        await browser.OpenAsync(new Uri(Portal, "/procedures/public-comment"));
        await browser.PressAsync("この手続を始める");
        await browser.Fill("chapter", "第1章").PressAsync("次へ進む");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        var opinion = browser.Page.QuerySelector("[name=opinion]")!;
        Assert.Equal("true", opinion.GetAttribute("aria-invalid"));
        Assert.Contains(opinion.GetAttribute("aria-describedby")!.Split(' '), id => browser.Page.GetElementById(id)?.TextContent.Contains("入力", StringComparison.Ordinal) == true);
        Assert.NotNull(browser.Page.QuerySelector($"a[href='#{opinion.Id}']"));
        Assert.Equal("第1章", browser.Page.QuerySelector("[name=chapter]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_comment_without_a_name_is_submitted_and_found_again_by_its_access_code()
    {
        using var browser = new Browser();
        await browser.OpenAsync(new Uri(Portal, "/procedures/public-comment"));
        await browser.PressAsync("この手続を始める");
        await browser.Fill("plan", "dx-plan").Fill("opinion", "髙い塔の﨑に、𠮷野家と葛󠄀城。").Fill("may_publish", "true").PressAsync("次へ進む");
        await browser.PressAsync("次へ進む");
        await browser.PressAsync("この内容で提出する");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        var number = System.Text.RegularExpressions.Regex.Match(browser.Text, "[0-9]{6}-[0-9]{6}-[0-9]{6}").Value;
        var code = System.Text.RegularExpressions.Regex.Match(browser.Text, "[2-9A-Z]{4}(-[2-9A-Z]{4}){3}").Value;
        using var world = fixture.Host.World();
        var record = await Wait.ForAsync("the comment in the documents system", () => world.RecordAsync("documents", number));
        Assert.Contains("髙い塔の﨑に、𠮷野家と葛󠄀城。", record["data"]!["body"]!.GetValue<string>(), StringComparison.Ordinal);

        using var later = new Browser();
        await later.OpenAsync(new Uri(Portal, "/lookup"));
        var names = later.Page.QuerySelectorAll("form[method=post] input:not([type=hidden])").Select(i => i.GetAttribute("name")!).ToList();
        await later.Fill(names[0], number).Fill(names[1], code.ToLowerInvariant()).PressAsync("照会する");
        Assert.Contains(number, later.Text, StringComparison.Ordinal);
        Assert.Contains("受付済み", later.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_for_notices_is_set_changed_and_removed_on_my_page()
    {
        using var citizen = new Citizen(Portal, "kenichi");
        await citizen.SignInAsync();
        var browser = citizen.Browser;
        await browser.OpenAsync(new Uri(Portal, "/my"));
        await browser.Fill("mail", "kenichi at example").PressAsync("登録する");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        var control = browser.Page.QuerySelector("[name=mail]")!;
        Assert.Equal(("true", "kenichi at example"), (control.GetAttribute("aria-invalid"), control.GetAttribute("value")));
        Assert.Contains("形が正しくありません", browser.Page.GetElementById("mail-error")!.TextContent, StringComparison.Ordinal);

        await browser.Fill("mail", "kenichi@example.jp").PressAsync("登録する");
        Assert.Contains("登録しました", browser.Text, StringComparison.Ordinal);
        await browser.Fill("mail", "").PressAsync("変更する");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        await browser.Fill("mail", "ken@example.jp").PressAsync("変更する");
        await browser.OpenAsync(new Uri(Portal, "/my"));
        Assert.Equal("ken@example.jp", browser.Page.QuerySelector("[name=mail]")!.GetAttribute("value"));
        await browser.PressAsync("お知らせのメールを受け取らない");
        Assert.Contains("削除しました", browser.Text, StringComparison.Ordinal);
        Assert.Equal("", browser.Page.QuerySelector("[name=mail]")!.GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task Nobody_sees_the_submission_of_another()
    {
        using var owner = new Citizen(Portal, "yoshio");
        await owner.SignInAsync();
        await owner.BeginResidentRecordAsync();
        var draft = owner.Browser.Address;
        using var other = new Citizen(Portal, "kenichi");
        await other.SignInAsync();
        await other.Browser.OpenAsync(draft);
        Assert.Equal(HttpStatusCode.NotFound, other.Browser.Status);
    }
}
