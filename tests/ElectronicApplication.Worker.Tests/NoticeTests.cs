using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Notifications;
using ElectronicApplication.Testing;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Worker.Tests;

public sealed class NoticeTests
{
    [Fact]
    public async Task The_applicant_gets_a_mail_that_names_the_receipt_number_and_nothing_that_was_answered()
    {
        await using var city = await RunningWorker.StartAsync();
        var submission = await city.SubmitAsync("秘密の意見です", mail: "hanako@example.jp");

        var mail = await Wait.ForAsync("the mail", async () => (await MailsAsync(city)).FirstOrDefault());

        var all = mail.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Assert.Contains("hanako@example.jp", all, StringComparison.Ordinal);
        Assert.Contains("【みらい市】申請を受け付けました", all, StringComparison.Ordinal);
        Assert.Contains($"https://portal.city.example/submissions/{submission.ReceiptNumber}", all, StringComparison.Ordinal);
        Assert.DoesNotContain("秘密", all, StringComparison.Ordinal);
        var act = await Wait.ForAsync("the act", async () => (await city.ActsAsync(submission, "notice.sent")).FirstOrDefault());
        Assert.Equal("SubmissionReceived", act.Detail);
        Assert.DoesNotContain("hanako", act.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_left_no_address_gets_no_mail()
    {
        await using var city = await RunningWorker.StartAsync();
        var submission = await city.SubmitAsync();
        await StatusAsync(city, submission.Id, NoticeStatus.NoAddress);
        Assert.Empty(await MailsAsync(city));
    }

    [Theory]
    [InlineData("a@example.jp\r\nBcc: everybody@example.jp")]
    [InlineData("a@example.jp,b@example.jp")]
    [InlineData("Name <a@example.jp>")]
    [InlineData("a@example.jp b")]
    public async Task An_address_that_would_reach_anybody_else_is_not_used(string address)
    {
        await using var city = await RunningWorker.StartAsync();
        var submission = await city.SubmitAsync(mail: address);
        await StatusAsync(city, submission.Id, NoticeStatus.NoAddress);
        Assert.Empty(await MailsAsync(city));
    }

    [Fact]
    public async Task Without_a_mail_server_notices_wait()
    {
        await using var city = await RunningWorker.StartAsync(new() { ["Mail:Host"] = "127.0.0.1", ["Mail:Port"] = Ports.FreePair().ToString(System.Globalization.CultureInfo.InvariantCulture) });
        var submission = await city.SubmitAsync(mail: "hanako@example.jp");
        var notice = await Wait.ForAsync("the failed try", () => city.InScopeAsync<AppDbContext, Notice?>(db =>
            db.Set<Notice>().AsNoTracking().FirstOrDefaultAsync(n => n.SubmissionId == submission.Id && n.LastError != null)));
        Assert.Equal(NoticeStatus.Pending, notice.Status);
        Assert.True(notice.DueAt > notice.CreatedAt);
    }

    private static Task<Notice> StatusAsync(RunningWorker city, Guid submissionId, NoticeStatus status) => Wait.ForAsync($"a notice {status}", () =>
        city.InScopeAsync<AppDbContext, Notice?>(db => db.Set<Notice>().AsNoTracking().FirstOrDefaultAsync(n => n.SubmissionId == submissionId && n.Status == status)));

    private static async Task<List<JsonNode>> MailsAsync(RunningWorker city) =>
        [.. (await city.Http.GetFromJsonAsync<JsonNode>("/sandbox/api/mail"))!["items"]!.AsArray().Select(m => m!)];
}
