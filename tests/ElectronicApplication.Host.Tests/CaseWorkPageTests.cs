using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Testing;

namespace ElectronicApplication.Host.Tests;

/// <summary>What a clerk does at a case besides deciding it: messages, checks, kept filters, papers beside the answers.</summary>
public sealed class CaseWorkPageTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private Uri Portal => fixture.Host.Address;

    [Fact]
    public async Task Applicant_and_office_write_to_each_other_and_the_applicant_is_told_by_mail()
    {
        using var citizen = new Citizen(Portal);
        using var clerk = new Clerk(Portal);
        using var world = fixture.Host.World();
        await citizen.SignInAsync();
        await citizen.BeginResidentRecordAsync();
        await citizen.FillInAsync(copies: 1);
        await citizen.SignAndSubmitAsync();
        await citizen.PayAsync();
        await citizen.SeesAsync("受付済み");
        await citizen.Browser.PressAsync("担当課に送る");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, citizen.Browser.Status);
        Assert.Contains("送る内容を入力してください。", citizen.Browser.Text, StringComparison.Ordinal);
        await citizen.Browser.Fill("text", "転居の予定があります。").PressAsync("担当課に送る");
        Assert.Contains("担当課に送りました", citizen.Browser.Text, StringComparison.Ordinal);

        await clerk.SignInAsync();
        await clerk.Browser.OpenAsync("/staff?list=message");
        Assert.Contains(citizen.ReceiptNumber, clerk.Browser.Text, StringComparison.Ordinal);
        await clerk.OpenAsync(citizen.ReceiptNumber);
        Assert.Contains("転居の予定があります。", clerk.Browser.Text, StringComparison.Ordinal);
        await clerk.Browser.Fill("text", "転居の日が決まりましたら、お知らせください。").PressAsync("申請者に送る");
        await clerk.Browser.OpenAsync("/staff?list=message");
        Assert.DoesNotContain(citizen.ReceiptNumber, clerk.Browser.Text, StringComparison.Ordinal);
        await citizen.SeesAsync("転居の日が決まりましたら、お知らせください。");
        var mail = await Wait.ForAsync("the mail about the message", async () => (await world.MailAsync())
            .FirstOrDefault(m => ((string)m["text"]!).Contains(citizen.ReceiptNumber, StringComparison.Ordinal) && ((string)m["subject"]!).Contains("担当課からの連絡", StringComparison.Ordinal)));
        Assert.DoesNotContain("転居", (string)mail["text"]!, StringComparison.Ordinal);

        await clerk.StartReviewAsync(citizen.ReceiptNumber);
        await clerk.Browser.FollowAsync("電話で確認して直す");
        await clerk.Browser.Fill("purpose", "pension").Fill("note", "ご本人に電話で確認しました。").PressAsync("直した内容を記録する");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Browser.Status);
        Assert.Contains("電子署名の対象の項目は、電話では直せません", clerk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("ご本人に電話で確認しました。", clerk.Browser.Value("note"), StringComparison.Ordinal);
        await clerk.OpenAsync(citizen.ReceiptNumber);
        await clerk.Browser.FollowAsync("電話で確認して直す");
        await clerk.Browser.Fill("phone", "090-1234-5678").Fill("note", "ご本人に電話で確認しました。").PressAsync("直した内容を記録する");
        Assert.Contains("直した内容を記録しました。", clerk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("090-1234-5678", clerk.Browser.Text, StringComparison.Ordinal);
        await citizen.SeesAsync("お電話で確認し、職員が内容を直しました");
    }

    [Fact]
    public async Task What_was_checked_stands_with_who_checked_it()
    {
        var number = await FileAsync();
        using var clerk = new Clerk(Portal);
        await clerk.SignInAsync();
        await clerk.OpenAsync(number);
        Assert.Contains("確認事項（0 / 1）", clerk.Browser.Text, StringComparison.Ordinal);
        clerk.Browser.Page.QuerySelector("input[name=checked]")!.SetAttribute("checked", "");
        await clerk.Browser.PressAsync("確認を記録する");
        Assert.Contains("確認事項（1 / 1）", clerk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("東 俊介", clerk.Browser.Page.QuerySelector("section:has(> #checks)")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_is_kept_under_a_name_without_the_words_that_were_searched_for()
    {
        using var clerk = new Clerk(Portal);
        await clerk.SignInAsync();
        await clerk.Browser.OpenAsync("/staff?list=review&procedure=public-comment&q=山田");
        await clerk.Browser.Fill("name", "意見の審査").PressAsync("条件を保存する");
        var kept = clerk.Browser.Page.QuerySelector("nav[aria-label='保存した条件'] a")!;
        Assert.Equal("/staff?list=review&procedure=public-comment", kept.GetAttribute("href"));
        await clerk.Browser.PressAsync("削除（意見の審査）");
        Assert.Null(clerk.Browser.Page.QuerySelector("nav[aria-label='保存した条件']"));
    }

    [Fact]
    public async Task Staff_choose_what_they_are_told_by_mail()
    {
        using var clerk = new Clerk(Portal, "k-minami");
        await clerk.SignInAsync();
        await clerk.Browser.OpenAsync("/staff/notices");
        Assert.Contains("k-minami@staff.example", clerk.Browser.Text, StringComparison.Ordinal);
        clerk.Browser.Page.QuerySelector("input[name=kind][value=due]")!.SetAttribute("checked", "");
        await clerk.Browser.PressAsync("保存する");
        Assert.Contains("お知らせの設定を保存しました。", clerk.Browser.Text, StringComparison.Ordinal);
        Assert.True(clerk.Browser.Page.QuerySelector("input[name=kind][value=due]")!.HasAttribute("checked"));
    }

    private async Task<string> FileAsync()
    {
        using var http = fixture.Host.Client();
        var sample = JsonNode.Parse(await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "forms-catalog", "public-comment", "samples"), "accepted-*.json")[0]))!;
        using var answer = await http.PostAsJsonAsync("/api/v1/submissions", sample);
        answer.EnsureSuccessStatusCode();
        return (string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["receiptNumber"]!;
    }
}
