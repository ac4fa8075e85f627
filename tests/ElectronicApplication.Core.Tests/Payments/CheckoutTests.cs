using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Payments;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Tests.Payments;

public sealed class CheckoutTests
{
    [Fact]
    public async Task A_fee_that_is_asked_for_is_owed_from_the_same_transaction_on()
    {
        await using var town = await PayingTown.OpenAsync();
        var submission = await town.SubmitAsync();
        var payment = await town.PaymentAsync();
        Assert.Equal((submission.Id, 300, PaymentStatus.Due), (payment.SubmissionId, payment.AmountYen, payment.Status));
    }

    [Fact]
    public async Task Two_clicks_lead_to_the_same_checkout()
    {
        await using var town = await PayingTown.OpenAsync();
        var submission = await town.SubmitAsync();
        Assert.Equal((await town.StartAsync(submission)).Value, (await town.StartAsync(submission)).Value);
        Assert.Single(town.Provider.Sessions);
    }

    [Fact]
    public async Task Clicks_at_the_same_moment_open_one_checkout()
    {
        await using var town = await PayingTown.OpenAsync();
        var submission = await town.SubmitAsync();
        var urls = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => town.StartAsync(submission))));
        Assert.Single(urls.Select(u => u.Value).Distinct());
        Assert.Single(town.Provider.Sessions);
    }

    [Fact]
    public async Task A_crash_between_asking_and_noting_leads_back_to_the_same_checkout()
    {
        await using var town = await PayingTown.OpenAsync();
        var submission = await town.SubmitAsync();
        await town.StartAsync(submission);
        await town.Do<AppDbContext, int>(db => db.Set<Payment>().ExecuteUpdateAsync(u => u.SetProperty(p => p.CheckoutSessionId, (string?)null)));
        Assert.Null((await town.StartAsync(submission)).Error);
        Assert.Single(town.Provider.Sessions);
    }

    [Fact]
    public async Task When_the_provider_is_silent_nothing_is_charged_and_the_next_click_works()
    {
        await using var town = await PayingTown.OpenAsync();
        var submission = await town.SubmitAsync();
        town.Provider.Outages = 3;
        Assert.Equal(ErrorKind.Unavailable, (await town.StartAsync(submission)).Error?.Kind);
        Assert.Null((await town.StartAsync(submission)).Error);
        Assert.Single(town.Provider.Sessions);
    }

    [Fact]
    public async Task A_checkout_that_ran_out_is_followed_by_a_new_one()
    {
        await using var town = await PayingTown.OpenAsync();
        var submission = await town.SubmitAsync();
        var first = await town.OpenCheckoutAsync(submission);
        town.Provider.Sessions[first].Status = "expired";
        var second = await town.OpenCheckoutAsync(submission);
        Assert.NotEqual(first, second);
        Assert.Equal((2, second), ((await town.PaymentAsync()).Attempt, (await town.PaymentAsync()).CheckoutSessionId));
    }

    [Fact]
    public async Task While_a_slip_for_the_convenience_store_is_out_no_second_checkout_opens()
    {
        await using var town = await PayingTown.OpenAsync();
        var submission = await town.SubmitAsync();
        var session = town.Provider.Sessions[await town.OpenCheckoutAsync(submission)];
        (session.Status, session.Intent, session.IntentStatus) = ("complete", "pi_1", "requires_action");
        Assert.Equal("payment-in-progress", (await town.StartAsync(submission)).Error?.Code);
        Assert.Equal(SubmissionStatus.AwaitingPayment, await town.StatusAsync(submission));
        session.IntentStatus = "requires_payment_method";
        Assert.Null((await town.StartAsync(submission)).Error);
        Assert.Equal(2, town.Provider.Sessions.Count);
    }

    [Fact]
    public async Task Paying_receives_the_submission_once_however_often_it_is_settled()
    {
        await using var town = await PayingTown.OpenAsync();
        var submission = await town.SubmitAsync();
        town.Provider.Pay(await town.OpenCheckoutAsync(submission));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => town.SettleAsync(submission))));
        Assert.Equal(PaymentStatus.Paid, (await town.SettleAsync(submission)).Value);
        Assert.Equal(SubmissionStatus.Received, await town.StatusAsync(submission));
        Assert.Equal((1, 1, 1), (await town.FactsAsync<SubmissionReceived>(), await town.FactsAsync<PaymentSettled>(), await town.ActsAsync("payment.settled")));
        Assert.Equal("already-paid", (await town.StartAsync(submission)).Error?.Code);
    }

    [Fact]
    public async Task Coming_back_without_having_paid_changes_nothing()
    {
        await using var town = await PayingTown.OpenAsync();
        var submission = await town.SubmitAsync();
        await town.StartAsync(submission);
        Assert.Equal(PaymentStatus.Pending, (await town.SettleAsync(submission)).Value);
        Assert.Equal(SubmissionStatus.AwaitingPayment, await town.StatusAsync(submission));
    }

    [Theory]
    [InlineData(1, "jpy")]
    [InlineData(300, "usd")]
    public async Task Another_amount_or_currency_settles_nothing(long amount, string currency)
    {
        await using var town = await PayingTown.OpenAsync();
        var submission = await town.SubmitAsync();
        var session = town.Provider.Pay(await town.OpenCheckoutAsync(submission));
        (session.Amount, session.Currency) = (amount, currency);
        await town.SettleAsync(submission);
        Assert.Equal(SubmissionStatus.AwaitingPayment, await town.StatusAsync(submission));
        Assert.Equal((0, 1), (await town.FactsAsync<PaymentSettled>(), await town.ActsAsync("payment.mismatch")));
    }

    [Fact]
    public async Task A_checkout_page_elsewhere_than_at_the_provider_is_not_gone_to()
    {
        await using var town = await PayingTown.OpenAsync();
        var submission = await town.SubmitAsync();
        var options = (Microsoft.Extensions.Options.IOptions<Core.Payments.Stripe.StripeOptions>)town.Database.Services.GetService(typeof(Microsoft.Extensions.Options.IOptions<Core.Payments.Stripe.StripeOptions>))!;
        options.Value.CheckoutOrigin = "https://checkout.example";
        Assert.Equal("payment-unavailable", (await town.StartAsync(submission)).Error?.Code);
    }
}
