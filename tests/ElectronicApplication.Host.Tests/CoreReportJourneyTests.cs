using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Testing;

namespace ElectronicApplication.Host.Tests;

/// <summary>What core systems report back, from the sandbox's document system to the pages of staff and applicant.</summary>
public sealed class CoreReportJourneyTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Documents = "documents";

    [Fact]
    public async Task A_proposed_decision_is_taken_over_through_the_usual_form()
    {
        var (number, _) = await FileAsync();
        using var world = fixture.Host.World();
        using var clerk = new Clerk(fixture.Host.Address);
        await clerk.SignInAsync();
        await clerk.StartReviewAsync(number);
        await world.ReportAsync(Documents, new { receiptNumber = number, kind = "Decision", decision = new { outcome = "Refused", reason = "募集の期間の後に届きました。" } });
        await SeesAsync(clerk, number, "提案");
        await clerk.Browser.OpenAsync("/staff?list=system");
        Assert.Contains(number, clerk.Browser.Text, StringComparison.Ordinal);

        await clerk.OpenAsync(number);
        await clerk.Browser.FollowAsync("反映する");
        Assert.Contains("募集の期間の後に届きました。", clerk.Browser.Value("reason"), StringComparison.Ordinal);
        // What is refused once keeps the proposal it belongs to.
        await clerk.Browser.Fill("reason", " ").PressAsync("不承認を確定する");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Browser.Status);
        await clerk.Browser.Fill("reason", "募集の期間の後に届きました。").PressAsync("不承認を確定する");
        Assert.Contains("「不承認」として決裁しました。", clerk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("反映済み", Box(clerk), StringComparison.Ordinal);
        Assert.Contains("基幹システムの提案を反映しました", clerk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proposal_is_declined_with_a_reason_that_is_asked_for()
    {
        var (number, _) = await FileAsync();
        using var world = fixture.Host.World();
        using var clerk = new Clerk(fixture.Host.Address);
        await clerk.SignInAsync();
        await world.ReportAsync(Documents, new { receiptNumber = number, kind = "Decision", decision = new { outcome = "Granted" } });
        await SeesAsync(clerk, number, "提案");
        await clerk.Browser.PressAsync("反映しない");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Browser.Status);
        Assert.Contains("理由を、300 文字以内で入力してください。", clerk.Browser.Text, StringComparison.Ordinal);
        await clerk.Browser.Fill("reason", "別の意見についての決定です。").PressAsync("反映しない");
        Assert.Contains("反映しないことを記録しました。", clerk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("別の意見についての決定です。", clerk.Browser.Text, StringComparison.Ordinal);
        Assert.Null(clerk.Browser.Page.QuerySelector("form[action*='/reports/']"));
    }

    [Fact]
    public async Task The_applicant_sees_the_state_and_receives_the_document_that_a_clerk_hands_over()
    {
        var (number, code) = await FileAsync();
        using var world = fixture.Host.World();
        using var clerk = new Clerk(fixture.Host.Address);
        await clerk.SignInAsync();
        await world.ReportAsync(Documents, new { receiptNumber = number, kind = "Status", status = new { code = "S1", text = "計画の担当で検討しています" } });
        var pdf = "%PDF-1.4\n%%EOF\n"u8.ToArray();
        await world.ReportAsync(Documents, new { receiptNumber = number, kind = "Document", document = new { name = "市の考え方.pdf", mediaType = "application/pdf", content = Convert.ToBase64String(pdf) } });
        await SeesAsync(clerk, number, "交付の判断待ち");

        using var citizen = new Browser();
        await LookUpAsync(citizen, number, code);
        Assert.Contains("計画の担当で検討しています", citizen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("市の考え方.pdf", citizen.Text, StringComparison.Ordinal);
        var address = clerk.Browser.Page.QuerySelector("section:has(> #core-reports) a[href*='/reports/']")!.GetAttribute("href")!;
        await citizen.OpenAsync(new Uri(fixture.Host.Address, address.Replace("/staff/", "/", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.NotFound, citizen.Status);

        await clerk.Browser.PressAsync("申請者に交付する");
        Assert.Contains("申請者はまだ受け取っていません。", clerk.Browser.Text, StringComparison.Ordinal);
        await LookUpAsync(citizen, number, code);
        Assert.Contains("市の考え方.pdf", citizen.Text, StringComparison.Ordinal);
        await citizen.OpenAsync(new Uri(fixture.Host.Address, address.Replace("/staff/", "/", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.OK, citizen.Status);
        await SeesAsync(clerk, number, "申請者が受け取りました（到達");
    }

    [Fact]
    public async Task A_doubt_about_the_person_is_a_list_of_its_own_and_the_chosen_number_is_masked()
    {
        var (number, _) = await FileAsync();
        using var world = fixture.Host.World();
        using var clerk = new Clerk(fixture.Host.Address);
        await clerk.SignInAsync();
        await world.ReportAsync(Documents, new
        {
            receiptNumber = number, kind = "Person",
            person = new { doubt = "同姓同名の方がいます。", candidates = new[] { new { residentNumber = "1000000001", note = "本町" }, new { residentNumber = "1000000002", note = "川崎区" } } },
        });
        await SeesAsync(clerk, number, "同姓同名の方がいます。");
        await clerk.Browser.OpenAsync("/staff?list=resident");
        Assert.Contains(number, clerk.Browser.Text, StringComparison.Ordinal);
        await clerk.OpenAsync(number);
        await clerk.Browser.PressAsync("宛名を確定する");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Browser.Status);
        clerk.Browser.Page.QuerySelector("input[name=number][value='1000000002']")!.SetAttribute("checked", "");
        await clerk.Browser.PressAsync("宛名を確定する");
        Assert.Contains("宛名の確認を記録しました。", clerk.Browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("1000000002", clerk.Browser.Text, StringComparison.Ordinal);
        await clerk.Browser.Fill("reason", "窓口の本人確認のため").PressAsync("理由を記録して開く");
        Assert.Contains("1000000002", Box(clerk), StringComparison.Ordinal);
        await clerk.Browser.OpenAsync("/staff?list=resident");
        Assert.DoesNotContain(number, clerk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_belongs_to_no_case_waits_for_the_operators()
    {
        var (number, _) = await FileAsync();
        using var world = fixture.Host.World();
        using var clerk = new Clerk(fixture.Host.Address);
        await clerk.SignInAsync();
        await world.ReportAsync(Documents, new { externalId = "BUN-9", kind = "Decision", decision = new { outcome = "Granted" } });
        await Wait.ForAsync("the report without a case", async () =>
        {
            await clerk.Browser.OpenAsync("/staff/deliveries");
            return clerk.Browser.Text.Contains("申請と結び付かない回答（1件）", StringComparison.Ordinal) ? clerk : null;
        });
        await clerk.Browser.FollowAsync("申請と結び付かない回答");
        await clerk.Browser.Fill("receiptNumber", "261121-000000-000000").PressAsync("申請に結び付ける");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Browser.Status);
        await clerk.Browser.Fill("receiptNumber", number).PressAsync("申請に結び付ける");
        Assert.Contains("記録しました。", clerk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("ありません。", clerk.Browser.Text, StringComparison.Ordinal);
        await SeesAsync(clerk, number, "提案");

        using var other = new Clerk(fixture.Host.Address, "k-minami");
        await other.SignInAsync();
        await other.Browser.OpenAsync("/staff/reports");
        Assert.Equal(HttpStatusCode.Forbidden, other.Browser.Status);
    }

    private static string Box(Clerk clerk) => clerk.Browser.Page.QuerySelector("section:has(> #core-reports)")?.TextContent ?? "";

    private static Task SeesAsync(Clerk clerk, string number, string words) => Wait.ForAsync($"「{words}」 on the case", async () =>
    {
        await clerk.OpenAsync(number);
        return Box(clerk).Contains(words, StringComparison.Ordinal) ? clerk : null;
    });

    private async Task LookUpAsync(Browser citizen, string number, string code)
    {
        await citizen.OpenAsync(new Uri(fixture.Host.Address, "/lookup"));
        await citizen.Fill("number", number).Fill("code", code).PressAsync(citizen.Page.QuerySelector("main form[action='/lookup'] button")!);
    }

    /// <summary>A comment that the document system has taken.</summary>
    private async Task<(string Number, string Code)> FileAsync()
    {
        using var http = fixture.Host.Client();
        var sample = JsonNode.Parse(await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "forms-catalog", "public-comment", "samples"), "accepted-*.json")[0]))!;
        using var answer = await http.PostAsJsonAsync("/api/v1/submissions", sample);
        var receipt = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!;
        var number = (string)receipt["receiptNumber"]!;
        using var world = fixture.Host.World();
        await Wait.ForAsync("the record at the document system", () => world.RecordAsync(Documents, number));
        return (number, (string)receipt["accessCode"]!);
    }
}
