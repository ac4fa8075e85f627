using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Testing;
using Microsoft.Playwright;

namespace ElectronicApplication.Browser.Tests;

/// <summary>The operator's console: a core system refuses one delivery and is stopped for maintenance; the operator sees why, mends it and lets it go on. The pages are looked at on a phone too.</summary>
public sealed class DeliveryConsoleTests : BrowserJourney
{
    [ChromiumFact]
    public async Task A_refused_delivery_is_found_mended_and_sent_again_and_the_day_is_whole()
    {
        using var world = Host.World();
        await world.TroubleAsync("documents", new { refuseNext = 1 });
        var refused = await FileAsync("一つ目の意見です。髙﨑𠮷葛\U000E0100");
        var (desk, phone) = (await SignedInAsync("s-higashi"), await OpenAsync(390, 844));
        await SignInAsync(phone, "s-higashi");
        await UntilAsync(desk, Url("/list?status=Refused"), refused);

        await desk.GotoAsync(Url(""));
        await desk.Locator("details:has(form[action$='/targets/documents/pause']) summary").ClickAsync();
        await desk.FillAsync("#reason-documents", "文書管理システムの点検のため");
        await CheckAsync(desk);
        await PressAsync(desk, "一時停止する");
        await CheckBothAsync("");
        await FileAsync("止まっている間の意見です。");
        await CheckBothAsync("/list");

        await desk.GotoAsync(Url($"/list?q={refused}"));
        await GoAsync(desk, desk.GetByRole(AriaRole.Link, new() { NameRegex = new(refused) }));
        var one = new Uri(desk.Url).PathAndQuery["/staff/deliveries".Length..];
        await CheckBothAsync(one);
        Assert.DoesNotContain("一つ目の意見", await desk.InnerTextAsync("main"), StringComparison.Ordinal);
        await desk.Locator("details:has(form[action$='/reveal']) summary").ClickAsync();
        await desk.FillAsync("#reveal-reason", "拒否された理由を確かめるため");
        await PressAsync(desk, "理由を記録して開く");
        Assert.Contains("髙﨑𠮷葛\U000E0100", await desk.InnerTextAsync("main"), StringComparison.Ordinal);
        await desk.Locator("details:has(form[action$='/edit']) summary").ClickAsync();
        await CheckAsync(desk);

        await desk.GotoAsync(Url($"/list?q={refused}"));
        await PressAsync(desk, "条件に合うものをすべて再送");
        await CheckAsync(desk);
        await PressAsync(desk, "1件を再送する");
        await desk.GotoAsync(Url(""));
        await GoAsync(desk, desk.Locator("form[action$='/targets/documents/resume'] button"));
        await UntilAsync(desk, Url($"/list?q={refused}&status=Acknowledged"), refused);

        await phone.GotoAsync(Url(one));
        await CheckBothAsync(one);
        await CheckBothAsync("/reconciliation");
        await CheckBothAsync("/reconciliation/month");
        Assert.Empty(Errors);

        async Task CheckBothAsync(string path)
        {
            foreach (var page in new[] { desk, phone })
            {
                await page.GotoAsync(Url(path));
                await CheckAsync(page);
                Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{path} is wider than {page.ViewportSize!.Width}");
            }
        }
    }

    private string Url(string path) => new Uri(Address, "/staff/deliveries" + path).ToString();

    private async Task<string> FileAsync(string opinion)
    {
        using var http = new HttpClient();
        using var response = await http.PostAsJsonAsync(new Uri(Address, "/api/v1/submissions"), new JsonObject
        {
            ["procedure"] = "public-comment",
            ["answers"] = new JsonObject { ["plan"] = "bicycle-plan", ["opinion"] = opinion, ["may_publish"] = false, ["respondent"] = "commuter" },
        });
        return (string)(await response.Content.ReadFromJsonAsync<JsonObject>())!["receiptNumber"]!;
    }
}
