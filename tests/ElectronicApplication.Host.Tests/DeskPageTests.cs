using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Testing;

namespace ElectronicApplication.Host.Tests;

/// <summary>The clerk's day through the pages.</summary>
public sealed class DeskPageTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task A_clerk_takes_a_case_on_hands_it_on_with_a_note_and_finds_it_again()
    {
        var number = await FileAsync();
        using var clerk = new Clerk(fixture.Host.Address);
        await clerk.SignInAsync();
        await clerk.Browser.OpenAsync("/staff?list=new");
        Assert.NotNull(clerk.Browser.Page.QuerySelector($"tr:has(a[href$='{number}']) .unread"));
        await clerk.OpenAsync(number);
        await clerk.Browser.PressAsync("自分が担当する");
        Assert.Contains("担当になりました。", clerk.Browser.Text, StringComparison.Ordinal);
        await clerk.Browser.Fill("note", "図面を確認すること。").PressAsync("メモを残す");
        Assert.Contains("図面を確認すること。", clerk.Browser.Text, StringComparison.Ordinal);
        await clerk.Browser.OpenAsync("/staff?list=mine");
        Assert.Contains(number, clerk.Browser.Text, StringComparison.Ordinal);
        await clerk.Browser.OpenAsync($"/staff?q={number}");
        Assert.Contains(number, clerk.Browser.Text, StringComparison.Ordinal);
        await clerk.Browser.OpenAsync("/staff?q=該当なし");
        Assert.Contains("条件に合う申請はありません", clerk.Browser.Text, StringComparison.Ordinal);

        await clerk.OpenAsync(number);
        await clerk.Browser.PressAsync("担当を外れる");
        await clerk.Browser.OpenAsync("/staff?list=mine");
        Assert.DoesNotContain(number, clerk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_note_is_told_and_the_applicant_never_reads_one()
    {
        var number = await FileAsync();
        using var clerk = new Clerk(fixture.Host.Address);
        await clerk.SignInAsync();
        await clerk.OpenAsync(number);
        await clerk.Browser.PressAsync("メモを残す");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Browser.Status);
        Assert.Contains("メモを入力してください。", clerk.Browser.Text, StringComparison.Ordinal);
        await clerk.Browser.Fill("note", "内緒の申し送り").PressAsync("メモを残す");

        using var http = fixture.Host.Client();
        http.DefaultRequestHeaders.Add("X-Access-Code", _codes[number]);
        Assert.DoesNotContain("内緒の申し送り", await http.GetStringAsync($"/api/v1/submissions/{number}"), StringComparison.Ordinal);
    }

    private readonly Dictionary<string, string> _codes = [];

    private async Task<string> FileAsync()
    {
        using var http = fixture.Host.Client();
        var sample = JsonNode.Parse(await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "forms-catalog", "public-comment", "samples"), "accepted-*.json")[0]))!;
        using var answer = await http.PostAsJsonAsync("/api/v1/submissions", sample);
        var receipt = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!;
        var number = (string)receipt["receiptNumber"]!;
        _codes[number] = (string)receipt["accessCode"]!;
        return number;
    }
}
