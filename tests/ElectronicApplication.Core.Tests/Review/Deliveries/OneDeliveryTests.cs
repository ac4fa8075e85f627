using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Review.Deliveries;

namespace ElectronicApplication.Core.Tests.Review;

public sealed class OneDeliveryTests
{
    private const string Mended = """{"number":"1","applicant":{"name":"山田　はなこ"},"thing":null}""";

    [Fact]
    public async Task What_is_sent_is_masked_until_it_is_opened_with_a_reason_that_the_applicant_can_see()
    {
        await using var console = await ConsoleDesk.OpenAsync();
        var delivery = await console.DeliverAsync(DeliveryStatus.Refused);
        var act = await console.OperatorAsync("operate review");
        var masked = (await console.OpenAsync(delivery, act)).Value;
        Assert.Equal((MaskedJson.Mask, delivery.ReceiptNumber), ((string?)masked.Data!["applicant"]!["name"], (string?)masked.Data["number"]));
        Assert.False(masked.MayEdit);
        Assert.Empty(await console.Desk.ActsAsync(ViewRecorder.Viewed));

        Assert.Equal(ErrorKind.Unprocessable, (await console.RevealAsync(delivery, " ", act)).Error?.Kind);
        Assert.True((await console.RevealAsync(delivery, "拒否の原因を調べる", act)).IsOk);
        var open = (await console.OpenAsync(delivery, act)).Value;
        Assert.Equal(("山田　花子", true), ((string?)open.Data!["applicant"]!["name"], open.MayEdit));
        var reveal = Assert.Single(await console.Desk.ActsAsync(DeliveryContents.Opened));
        Assert.Equal(("拒否の原因を調べる", true), (reveal.Reason, reveal.ShownToApplicant));
        Assert.Single(await console.Desk.ActsAsync(ViewRecorder.Viewed));

        console.Clock.Advance(DeliveryContents.Length);
        Assert.False((await console.OpenAsync(delivery, act)).Value.IsOpen);
        var colleague = await console.OperatorAsync("operate review", subject: "colleague");
        Assert.False((await console.OpenAsync(delivery, colleague)).Value.IsOpen);
    }

    [Fact]
    public async Task Operators_without_the_right_to_review_and_operators_of_other_offices_do_not_open_it()
    {
        await using var console = await ConsoleDesk.OpenAsync();
        var delivery = await console.DeliverAsync(DeliveryStatus.Refused);
        Assert.Equal("role-needed", (await console.RevealAsync(delivery, "理由", await console.OperatorAsync())).Error?.Code);
        var stranger = await console.OperatorAsync("operate review", "planning", "stranger");
        Assert.Equal("delivery-not-found", (await console.OpenAsync(delivery, stranger)).Error?.Code);
        Assert.Equal("delivery-not-found", (await console.RevealAsync(delivery, "理由", stranger)).Error?.Code);
    }

    [Fact]
    public async Task Every_attempt_is_listed_and_the_one_that_ended_it()
    {
        await using var console = await ConsoleDesk.OpenAsync();
        var delivery = await console.DeliverAsync(DeliveryStatus.InFlight, change: d => d.Attempts = 1);
        await AnswerAsync(console, new(delivery.Id, 1, Contracts.V1.DeliveryOutcome.TryAgain, null, "503", null, 12));
        await AnswerAsync(console, new(delivery.Id, 1, Contracts.V1.DeliveryOutcome.Done, "R-1", null, null, 34));
        var attempts = (await console.OpenAsync(delivery, await console.OperatorAsync())).Value.Attempts;
        Assert.Equal(["503", "R-1"], attempts.Select(a => a.Answer));
        Assert.Equal([12, 34], attempts.Select(a => a.Duration));
    }

    [Fact]
    public async Task Skipping_needs_a_reason_and_ends_it()
    {
        await using var console = await ConsoleDesk.OpenAsync();
        var (delivery, done) = (await console.DeliverAsync(DeliveryStatus.Refused), await console.DeliverAsync(DeliveryStatus.Acknowledged));
        var act = await console.OperatorAsync();
        Assert.Equal(ErrorKind.Unprocessable, (await SkipAsync(console, delivery, "", act)).Error?.Kind);
        Assert.Equal("delivery-not-changeable", (await SkipAsync(console, done, "理由", act)).Error?.Code);
        Assert.True((await SkipAsync(console, delivery, "紙で登録済み", act)).IsOk);
        var read = await console.ReadAsync(delivery);
        Assert.Equal((DeliveryStatus.Skipped, null), (read.Status, read.DueAt));
        Assert.Equal("紙で登録済み", Assert.Single(await console.Desk.ActsAsync("delivery.skipped")).Reason);
    }

    [Fact]
    public async Task Edited_data_is_sent_instead_and_can_be_taken_back()
    {
        await using var console = await ConsoleDesk.OpenAsync();
        var delivery = await console.DeliverAsync(DeliveryStatus.Refused);
        var act = await console.OperatorAsync("operate review");
        Assert.Equal("delivery-masked", (await EditAsync(console, delivery, Mended, act)).Error?.Code);
        await console.RevealAsync(delivery, "調べる", act);
        Assert.True((await EditAsync(console, delivery, Mended, act)).IsOk);

        var edited = await console.ReadAsync(delivery);
        Assert.Equal(DeliveryStatus.Pending, edited.Status);
        Assert.DoesNotContain("はなこ", System.Text.Encoding.UTF8.GetString(edited.Edited!), StringComparison.Ordinal);
        Assert.True(System.Text.Json.Nodes.JsonNode.DeepEquals(System.Text.Json.Nodes.JsonNode.Parse(Mended), await console.ContentAsync(delivery)));
        var opened = (await console.OpenAsync(delivery, act)).Value;
        Assert.Equal(("山田　はなこ", "山田　花子"), ((string?)opened.Data!["applicant"]!["name"], (string?)opened.Original!["applicant"]!["name"]));
        var kept = Assert.Single(await console.Desk.ActsAsync("delivery.edited"));
        Assert.Equal(("連携先の文字に合わせる", false), (kept.Reason, kept.ShownToApplicant));
        Assert.DoesNotContain("はなこ", kept.Detail!, StringComparison.Ordinal);

        Assert.True((await console.Desk.Do<EditDelivery, Result<Done>>(h => h.RemoveAsync(delivery.Id, act, default))).IsOk);
        Assert.Equal("山田　花子", (string?)(await console.ContentAsync(delivery))["applicant"]!["name"]);
        Assert.Single(await console.Desk.ActsAsync("delivery.edit-removed"));
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[1]")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"number":"1","applicant":{"name":"\ud800"} }""")]
    [InlineData("""{"number":"1","applicant":{"name":""} }""")]
    [InlineData("""{"number":"1"}""")]
    public async Task What_the_core_system_cannot_take_is_not_saved(string data)
    {
        await using var console = await ConsoleDesk.OpenAsync();
        var delivery = await console.DeliverAsync(DeliveryStatus.Refused);
        var act = await console.OperatorAsync("operate review");
        await console.RevealAsync(delivery, "調べる", act);
        var refused = await EditAsync(console, delivery, data, act);
        Assert.Equal("data", Assert.Single(refused.Error!.Fields.Select(f => f.Path).Distinct()));
        Assert.Null((await console.ReadAsync(delivery)).Edited);
    }

    private static Task<Result<Done>> SkipAsync(ConsoleDesk console, Delivery delivery, string? reason, Act act) => console.Desk.Do<SkipDelivery, Result<Done>>(h => h.HandleAsync(delivery.Id, reason, act, default));

    private static Task<Result<Done>> EditAsync(ConsoleDesk console, Delivery delivery, string data, Act act) =>
        console.Desk.Do<EditDelivery, Result<Done>>(h => h.HandleAsync(delivery.Id, data, "連携先の文字に合わせる", act, default));

    private static Task AnswerAsync(ConsoleDesk console, Contracts.V1.DeliveryAnswered answer) => console.Desk.Do<RecordDeliveryAnswer, IReadOnlyList<RecordedAnswer>>(h => h.HandleAsync([answer], default));
}
