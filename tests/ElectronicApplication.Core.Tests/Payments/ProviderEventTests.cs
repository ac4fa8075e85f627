using System.Text;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Payments;
using ElectronicApplication.Core.Submissions;

namespace ElectronicApplication.Core.Tests.Payments;

public sealed class ProviderEventTests
{
    private const string Completed = "checkout.session.completed";

    [Fact]
    public async Task A_genuine_event_settles_the_payment()
    {
        await using var town = await PayingTown.OpenAsync();
        var submission = await town.SubmitAsync();
        var session = await town.OpenCheckoutAsync(submission);
        town.Provider.Pay(session);
        Assert.Null((await town.HearAsync("evt_1", Completed, session)).Error);
        Assert.Equal(SubmissionStatus.Received, await town.StatusAsync(submission));
        Assert.Equal("evt_1", Assert.Single(await town.RowsAsync<ProviderEvent>()).Id);
    }

    [Fact]
    public async Task An_event_that_says_paid_is_not_believed_when_the_API_says_unpaid()
    {
        await using var town = await PayingTown.OpenAsync();
        var submission = await town.SubmitAsync();
        var session = await town.OpenCheckoutAsync(submission);
        Assert.Null((await town.HearAsync("evt_1", Completed, session)).Error);
        Assert.Equal(SubmissionStatus.AwaitingPayment, await town.StatusAsync(submission));
    }

    [Fact]
    public async Task The_same_event_many_times_and_at_once_has_effect_once()
    {
        await using var town = await PayingTown.OpenAsync();
        var submission = await town.SubmitAsync();
        var session = await town.OpenCheckoutAsync(submission);
        town.Provider.Pay(session);
        var heard = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => town.HearAsync("evt_1", Completed, session))));
        Assert.All(heard, h => Assert.True(h.IsOk));
        Assert.Equal((1, 1), (await town.FactsAsync<SubmissionReceived>(), await town.ActsAsync("payment.settled")));
        Assert.Single(await town.RowsAsync<ProviderEvent>());
    }

    [Fact]
    public async Task Browser_and_event_bringing_the_news_at_once_receive_the_submission_once()
    {
        await using var town = await PayingTown.OpenAsync();
        var submission = await town.SubmitAsync();
        var session = await town.OpenCheckoutAsync(submission);
        town.Provider.Pay(session);
        await Task.WhenAll(Task.Run(() => town.SettleAsync(submission)), Task.Run(() => town.HearAsync("evt_1", Completed, session)), Task.Run(() => town.HearAsync("evt_2", Completed, session)));
        Assert.Equal((1, 1), (await town.FactsAsync<SubmissionReceived>(), await town.FactsAsync<PaymentSettled>()));
        Assert.Equal(2, (await town.RowsAsync<ProviderEvent>()).Count);
    }

    [Theory]
    [InlineData("whsec_other", 0, "webhook-signature-wrong")]
    [InlineData(PayingTown.WebhookSecret, 301, "webhook-too-old")]
    public async Task A_forged_or_old_event_changes_nothing(string secret, int age, string code)
    {
        await using var town = await PayingTown.OpenAsync();
        var submission = await town.SubmitAsync();
        var session = await town.OpenCheckoutAsync(submission);
        town.Provider.Pay(session);
        var heard = await town.HearAsync("evt_1", Completed, session, secret, TimeSpan.FromSeconds(age));
        Assert.Equal((code, ErrorKind.Invalid), (heard.Error?.Code, heard.Error!.Kind));
        Assert.Equal(SubmissionStatus.AwaitingPayment, await town.StatusAsync(submission));
        Assert.Empty(await town.RowsAsync<ProviderEvent>());
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("""{"id":1,"type":"x"}""")]
    [InlineData("""{"type":"x"}""")]
    public async Task A_signed_body_that_is_no_event_is_refused(string body)
    {
        await using var town = await PayingTown.OpenAsync();
        var bytes = Encoding.UTF8.GetBytes(body);
        Assert.Equal("webhook-malformed", (await town.HearAsync(bytes, PayingTown.Sign(bytes, PayingTown.WebhookSecret, town.Clock.GetUtcNow()))).Error?.Code);
    }

    [Fact]
    public async Task Events_that_concern_nobody_here_are_accepted_without_effect()
    {
        await using var town = await PayingTown.OpenAsync();
        Assert.Null((await town.HearAsync("evt_1", "customer.created", "cus_1")).Error);
        Assert.Null((await town.HearAsync("evt_2", Completed, "cs_of_another_program")).Error);
        Assert.Empty(await town.RowsAsync<ActEntry>());
    }

    [Fact]
    public async Task While_the_API_is_silent_the_event_is_asked_for_again()
    {
        await using var town = await PayingTown.OpenAsync();
        var submission = await town.SubmitAsync();
        var session = await town.OpenCheckoutAsync(submission);
        town.Provider.Pay(session);
        town.Provider.Outages = 3;
        Assert.Equal(ErrorKind.Unavailable, (await town.HearAsync("evt_1", Completed, session)).Error?.Kind);
        Assert.Null((await town.HearAsync("evt_1", Completed, session)).Error);
        Assert.Equal(SubmissionStatus.Received, await town.StatusAsync(submission));
    }

    [Fact]
    public async Task Events_in_the_wrong_order_do_not_undo_a_payment()
    {
        await using var town = await PayingTown.OpenAsync();
        var submission = await town.SubmitAsync();
        var session = await town.OpenCheckoutAsync(submission);
        town.Provider.Pay(session);
        await town.HearAsync("evt_2", "checkout.session.async_payment_succeeded", session);
        await town.HearAsync("evt_1", Completed, session);
        await town.HearAsync("evt_0", "checkout.session.expired", session);
        Assert.Equal(PaymentStatus.Paid, (await town.PaymentAsync()).Status);
        Assert.Equal(1, await town.FactsAsync<SubmissionReceived>());
    }
}
