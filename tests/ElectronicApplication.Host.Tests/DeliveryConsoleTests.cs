using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Testing;

namespace ElectronicApplication.Host.Tests;

/// <summary>The operator's console through the pages, without JavaScript.</summary>
public sealed class DeliveryConsoleTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Home = "/staff/deliveries";

    [Fact]
    public async Task A_paused_core_system_waits_one_delivery_is_opened_edited_and_sent_and_the_day_is_reconciled()
    {
        using var clerk = new Clerk(fixture.Host.Address);
        await clerk.SignInAsync();
        var browser = clerk.Browser;
        await browser.OpenAsync(Home);
        var pause = browser.Page.QuerySelector("form[action$='/targets/documents/pause'] button")!;
        await browser.PressAsync(pause);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("理由を入力してください", browser.Text, StringComparison.Ordinal);
        await browser.Fill("reason", "点検のため").PressAsync(browser.Page.QuerySelector("form[action$='/targets/documents/pause'] button")!);
        Assert.Contains("一時停止中", browser.Text, StringComparison.Ordinal);
        Assert.Contains("点検のため", browser.Text, StringComparison.Ordinal);
        // The workers know of it within seconds.
        await Task.Delay(TimeSpan.FromSeconds(5));

        var number = await FileAsync();
        await browser.OpenAsync($"{Home}/list?q={number}");
        Assert.Contains("送信待ち", browser.Text, StringComparison.Ordinal);
        await browser.FollowAsync(number);
        Assert.Contains("●●●", browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("public-comment/", browser.Text, StringComparison.Ordinal);
        await browser.Fill("reason", "連携の点検").PressAsync("理由を記録して開く");
        Assert.Contains("public-comment/", browser.Text, StringComparison.Ordinal);
        await browser.Fill("data", "{").Fill("reason", "点検").PressAsync("編集した内容で再送する");
        Assert.Contains("JSON として読めません", browser.Text, StringComparison.Ordinal);
        Assert.Equal("{", browser.Page.QuerySelector("textarea[name=data]")!.TextContent.Trim());
        await browser.Fill("data", """{"documentNumber":"1","title":"点検"}""").Fill("reason", "点検").PressAsync("編集した内容で再送する");
        Assert.Contains("職員が編集したもの", browser.Text, StringComparison.Ordinal);
        await browser.PressAsync("編集を取り消す");
        Assert.Contains("編集を取り消しました", browser.Text, StringComparison.Ordinal);

        await browser.OpenAsync($"{Home}/reconciliation");
        Assert.Contains(number, browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync($"{Home}/list?q={number}");
        await browser.PressAsync("条件に合うものをすべて再送");
        Assert.Contains("まだ何も送っていません", browser.Text, StringComparison.Ordinal);
        await browser.PressAsync("1件を再送する");
        Assert.Contains("1件の再送を予約しました", browser.Text, StringComparison.Ordinal);

        await browser.OpenAsync(Home);
        await browser.PressAsync("再開");
        Assert.Contains("送信を再開しました", browser.Text, StringComparison.Ordinal);
        await Wait.ForAsync("the delivery", async () =>
        {
            await browser.OpenAsync($"{Home}/list?q={number}&status=Acknowledged");
            return browser.Text.Contains(number, StringComparison.Ordinal) ? number : null;
        });
        await browser.OpenAsync($"{Home}/reconciliation");
        Assert.DoesNotContain(number, browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync($"{Home}/reconciliation/month");
        Assert.Contains("documents", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_comes_anew_by_itself_only_where_it_was_asked_for()
    {
        using var clerk = new Clerk(fixture.Host.Address);
        await clerk.SignInAsync();
        await clerk.Browser.OpenAsync(Home);
        Assert.Null(clerk.Browser.Page.QuerySelector("meta[http-equiv=refresh]"));
        await clerk.Browser.FollowAsync("秒ごとに更新");
        Assert.Equal("10", clerk.Browser.Page.QuerySelector("meta[http-equiv=refresh]")?.GetAttribute("content"));
        await clerk.Browser.FollowAsync("更新を止める");
        Assert.Null(clerk.Browser.Page.QuerySelector("meta[http-equiv=refresh]"));
    }

    [Fact]
    public async Task A_hand_over_list_without_anything_on_it_says_so_and_an_unknown_one_does_not_exist()
    {
        using var clerk = new Clerk(fixture.Host.Address);
        await clerk.SignInAsync();
        await clerk.Browser.OpenAsync($"{Home}/transfer/documents");
        Assert.Contains("転記を待っているものはありません", clerk.Browser.Text, StringComparison.Ordinal);
        await clerk.Browser.OpenAsync($"{Home}/transfer/unknown");
        Assert.Equal(HttpStatusCode.NotFound, clerk.Browser.Status);
    }

    private async Task<string> FileAsync()
    {
        using var http = fixture.Host.Client();
        var sample = JsonNode.Parse(await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "forms-catalog", "public-comment", "samples"), "accepted-*.json")[0]))!;
        using var answer = await http.PostAsJsonAsync("/api/v1/submissions", sample);
        return (string)(await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!["receiptNumber"]!;
    }
}
