using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ElectronicApplication.Testing;

namespace ElectronicApplication.Host.Tests;

/// <summary>決裁 through the pages: two steps, a deputy, and many cases at once.</summary>
public sealed class DecisionJourneyTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task A_refusal_goes_back_once_and_then_through_two_steps_of_which_a_deputy_does_one()
    {
        using var citizen = new Citizen(fixture.Host.Address);
        await FileAsync(citizen);
        using var clerk = await SignedInAsync("h-aoki");
        using var chief = await SignedInAsync("y-ono");
        using var head = await SignedInAsync("m-kondo");
        using var deputy = await SignedInAsync("j-hirai");
        await clerk.StartReviewAsync(citizen.ReceiptNumber);

        await DraftAsync(clerk, "承認する", null, "要件を確認しました。");
        Assert.Contains("起案しました", clerk.Browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("同意する", Buttons(clerk), StringComparison.Ordinal);
        await FindAsync(chief, "approval", citizen.ReceiptNumber);
        Assert.Contains("要件を確認しました。", chief.Browser.Text, StringComparison.Ordinal);
        await chief.Browser.PressAsync("差し戻す");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, chief.Browser.Status);
        await chief.Browser.Fill("remark", "所得の要件を満たしません。").PressAsync("差し戻す");
        await citizen.SeesAsync("審査中");

        await FindAsync(clerk, "sent-back", citizen.ReceiptNumber);
        Assert.Contains("所得の要件を満たしません。", clerk.Browser.Text, StringComparison.Ordinal);
        await DraftAsync(clerk, "不承認とする", "所得が限度額を超えるため（児童手当法第5条）。", "");
        await FindAsync(chief, "approval", citizen.ReceiptNumber);
        await chief.Browser.Fill("remark", "内輪の意見です。").PressAsync("同意する");
        Assert.Contains("同意を記録しました", chief.Browser.Text, StringComparison.Ordinal);

        await AwayAsync(head, "平井 純");
        await FindAsync(deputy, "approval", citizen.ReceiptNumber);
        Assert.Contains("近藤 美和 の不在中の代決です", deputy.Browser.Text, StringComparison.Ordinal);
        await deputy.Browser.PressAsync("同意する");
        Assert.Contains("「不承認」として決裁しました", deputy.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("代決：近藤 美和 不在", deputy.Browser.Text, StringComparison.Ordinal);
        await FindAsync(head, "see-after", citizen.ReceiptNumber);
        await head.Browser.PressAsync("後閲した");
        Assert.Contains("後閲を記録しました", head.Browser.Text, StringComparison.Ordinal);

        await citizen.SeesAsync("不承認");
        Assert.Contains("審査請求をすることができます", citizen.Browser.Text, StringComparison.Ordinal);
        foreach (var inside in new[] { "内輪の意見", "起案", "係長", "代決" })
            Assert.DoesNotContain(inside, citizen.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Marked_cases_are_previewed_started_and_refused_with_one_reason_each_with_its_own_outcome()
    {
        List<string> numbers = [];
        for (var i = 0; i < 3; i++)
            numbers.Add(await FileCommentAsync());
        using var clerk = await SignedInAsync("r-nishi");
        var browser = clerk.Browser;
        await browser.OpenAsync("/staff?list=new");
        foreach (var number in numbers.Take(2))
            browser.Page.QuerySelector<IHtmlInputElement>($"input[name=case][value='{number}']")!.IsChecked = true;
        await browser.Fill("kind", "StartReview").PressAsync("選んだ申請を確認する");
        Assert.Contains("2件のうち 2件を処理できます", browser.Text, StringComparison.Ordinal);
        await browser.PressAsync("2件を実行する");
        Assert.Contains("2件を処理しました", browser.Text, StringComparison.Ordinal);
        var run = browser.Address;

        await browser.OpenAsync("/staff?list=open");
        await browser.Fill("kind", "Refuse").PressAsync("このページの全件を確認する");
        Assert.Contains("できません", browser.Text, StringComparison.Ordinal);
        await browser.PressAsync("を実行する");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("理由を入力してください", browser.Text, StringComparison.Ordinal);
        await browser.Fill("reason", "募集の対象外のご意見のため。").PressAsync("を実行する");
        Assert.Contains("2件を処理しました", browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync($"/staff/submissions/{numbers[0]}");
        Assert.Contains("募集の対象外のご意見のため。", browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync($"/staff/submissions/{numbers[2]}");
        Assert.Contains("受付済み", browser.Text, StringComparison.Ordinal);

        using var other = await SignedInAsync("s-higashi");
        await other.Browser.OpenAsync(run);
        Assert.Equal(HttpStatusCode.NotFound, other.Browser.Status);
    }

    [Fact]
    public async Task A_clerk_builds_a_route_with_rows_and_conditions_and_what_is_wrong_is_told_at_its_place()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        await author.CopyAsync("decision-route");
        var browser = await author.DesignAsync("decision-route", "/settings");
        await browser.Fill("route.on", "true").CommandAsync("save");
        await browser.Fill("route.0.title", "係長").Fill("route.0.who", "review").CommandAsync("addStep");
        await browser.Fill("route.1.title", "所長").Fill("route.1.parallel", "true").CommandAsync("addRow:decisionRoute.steps[1].when:");
        // Without script the ways to compare come with the field.
        await browser.Fill("c.decisionRoute.steps[1].when.0.f", "fee").CommandAsync("save");
        await browser.Fill("c.decisionRoute.steps[1].when.0.o", "AtLeast").Fill("c.decisionRoute.steps[1].when.0.v", "3000").CommandAsync("save");
        Assert.Equal("fee >= 3000", browser.Value("p.decisionRoute.steps[1].when.text").Trim());
        Assert.Equal(("係長", "所長"), (browser.Value("route.0.title"), browser.Value("route.1.title")));
        Assert.NotNull(browser.Page.QuerySelector("[name='route.1.parallel'][value=true][checked]"));

        await browser.Fill("p.decisionRoute.steps[1].when.text", "nobody_knows = 1").CommandAsync("save");
        Assert.Contains("nobody_knows", browser.Page.GetElementById("s-decision")!.QuerySelector(".error")!.TextContent, StringComparison.Ordinal);
        await browser.CommandAsync("undo");
        await browser.CommandAsync("upStep:1");
        Assert.Equal("所長", browser.Value("route.0.title"));
        await browser.CommandAsync("dropStep:0");
        Assert.Null(browser.Page.QuerySelector("[name='route.1.title']"));

        await browser.Fill("appeal.mode", "notice").CommandAsync("save");
        await browser.Fill("appeal.authority", "県知事").CommandAsync("save");
        Assert.Contains("県知事に対して審査請求", browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync("/staff/designer/decision-route/history");
        Assert.Contains("決裁の経路", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_staff_api_says_that_it_drafted()
    {
        using var citizen = new Citizen(fixture.Host.Address, "misaki");
        await FileAsync(citizen);
        using var clerk = await SignedInAsync("h-aoki");
        await clerk.StartReviewAsync(citizen.ReceiptNumber);
        using var api = clerk.Api(fixture.Host.Address);
        using var drafted = await api.PostAsJsonAsync($"submissions/{citizen.ReceiptNumber}/decision", new { decision = "Granted" });
        Assert.Equal("UnderReview", (string?)(await drafted.Content.ReadFromJsonAsync<JsonObject>())!["status"]);
        Assert.True((bool)(await api.ReadAsync($"submissions/{citizen.ReceiptNumber}"))["isDrafted"]!);
        using var again = await api.PostAsJsonAsync($"submissions/{citizen.ReceiptNumber}/decision", new { decision = "Granted" });
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    private async Task<Clerk> SignedInAsync(string official)
    {
        var clerk = new Clerk(fixture.Host.Address, official);
        await clerk.SignInAsync();
        return clerk;
    }

    private static async Task DraftAsync(Clerk clerk, string kind, string? reason, string remark)
    {
        await clerk.Browser.FollowAsync(kind);
        if (reason is not null)
            clerk.Browser.Fill("reason", reason);
        Assert.Contains("係長", clerk.Browser.Text, StringComparison.Ordinal);
        await clerk.Browser.Fill("remark", remark).PressAsync("を起案する");
    }

    private static async Task FindAsync(Clerk clerk, string list, string number)
    {
        await clerk.Browser.OpenAsync("/staff?list=" + list);
        Assert.Contains(number, clerk.Browser.Text, StringComparison.Ordinal);
        await clerk.OpenAsync(number);
    }

    private static async Task AwayAsync(Clerk clerk, string deputy)
    {
        var browser = clerk.Browser;
        await browser.OpenAsync("/staff/absence");
        var id = browser.Page.QuerySelectorAll<IHtmlOptionElement>("select[name=deputy] option").Single(o => o.Text == deputy).Value;
        var today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(9)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await browser.Fill("deputy", id).Fill("from", today).Fill("to", today).PressAsync("登録する");
        Assert.Contains("不在を登録しました", browser.Text, StringComparison.Ordinal);
    }

    private static string Buttons(Clerk clerk) => string.Join(' ', clerk.Browser.Page.QuerySelectorAll("button").Select(b => b.TextContent));

    private async Task FileAsync(Citizen citizen)
    {
        const string Code = "jido-teate";
        var sample = Path.Combine(AppContext.BaseDirectory, "forms-catalog", Code, "samples", "accepted-first-child.json");
        var answers = JsonNode.Parse(await File.ReadAllTextAsync(sample))!["answers"]!.AsObject();
        var browser = citizen.Browser;
        await citizen.SignInAsync();
        await browser.OpenAsync(new Uri(fixture.Host.Address, "/procedures/" + Code));
        await browser.PressAsync("始める");
        await browser.PressAsync("カード");
        await citizen.PresentCardAsync("ABC123");
        await new SampleJourney(citizen, answers).FillInAsync();
        await citizen.SubmitAsync();
        await citizen.SeesAsync("受付済み");
    }

    private async Task<string> FileCommentAsync()
    {
        using var http = fixture.Host.Client();
        var sample = JsonNode.Parse(await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "forms-catalog", "public-comment", "samples"), "accepted-*.json")[0]))!;
        using var answer = await http.PostAsJsonAsync("/api/v1/submissions", sample);
        return (string)(await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!["receiptNumber"]!;
    }
}
