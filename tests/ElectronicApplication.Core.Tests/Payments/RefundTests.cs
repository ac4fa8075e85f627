using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Payments;
using ElectronicApplication.Core.Submissions;

namespace ElectronicApplication.Core.Tests.Payments;

public sealed class RefundTests
{
    [Fact]
    public async Task Withdrawing_what_was_paid_gives_the_money_back_once()
    {
        await using var town = await PayingTown.OpenAsync();
        var submission = await PaidAsync(town);
        await town.WithdrawAsync(submission);
        await town.SweepAsync();
        await town.SweepAsync();
        Assert.Equal(PaymentStatus.Refunded, (await town.PaymentAsync()).Status);
        Assert.Equal((1, 1, 1), (town.Provider.Refunds, await town.ActsAsync("payment.refund-due"), await town.ActsAsync("payment.refunded")));
        Assert.Empty(await town.RowsAsync<PaymentRelease>());
    }

    [Fact]
    public async Task Workers_that_sweep_at_once_give_back_once()
    {
        await using var town = await PayingTown.OpenAsync();
        var submission = await PaidAsync(town);
        await town.WithdrawAsync(submission);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(town.SweepAsync)));
        town.Clock.Advance(TimeSpan.FromMinutes(1));
        await town.SweepAsync();
        Assert.Equal(PaymentStatus.Refunded, (await town.PaymentAsync()).Status);
        Assert.Equal((1, 1), (town.Provider.Refunds, await town.ActsAsync("payment.refunded")));
    }

    [Fact]
    public async Task A_refund_whose_answer_was_lost_is_found_again_after_the_key_is_forgotten()
    {
        await using var town = await PayingTown.OpenAsync();
        await town.WithdrawAsync(await PaidAsync(town));
        town.Provider.LostAnswers = 3;
        await town.SweepAsync();
        Assert.Equal(PaymentStatus.RefundDue, (await town.PaymentAsync()).Status);
        town.Clock.Advance(TimeSpan.FromDays(2));
        var asked = town.Provider.Calls.Count(c => c.Path == "/v1/refunds" && c.Method == "POST");
        await town.SweepAsync();
        Assert.Equal(PaymentStatus.Refunded, (await town.PaymentAsync()).Status);
        Assert.Equal(asked, town.Provider.Calls.Count(c => c.Path == "/v1/refunds" && c.Method == "POST"));
    }

    [Fact]
    public async Task Withdrawing_before_payment_closes_the_checkout()
    {
        await using var town = await PayingTown.OpenAsync();
        var submission = await town.SubmitAsync();
        var session = await town.OpenCheckoutAsync(submission);
        await town.WithdrawAsync(submission);
        await town.SweepAsync();
        Assert.Equal("expired", town.Provider.Sessions[session].Status);
        Assert.Equal(PaymentStatus.Cancelled, (await town.PaymentAsync()).Status);
        Assert.Equal("wrong-status", (await town.StartAsync(submission)).Error?.Code);
    }

    [Fact]
    public async Task Paying_while_withdrawing_ends_in_a_refund()
    {
        await using var town = await PayingTown.OpenAsync();
        var submission = await town.SubmitAsync();
        var session = await town.OpenCheckoutAsync(submission);
        await town.WithdrawAsync(submission);
        town.Provider.Pay(session);
        await town.SweepAsync();
        await town.SweepAsync();
        Assert.Equal(SubmissionStatus.Withdrawn, await town.StatusAsync(submission));
        Assert.Equal(PaymentStatus.Refunded, (await town.PaymentAsync()).Status);
        Assert.Equal(0, await town.FactsAsync<SubmissionReceived>());
    }

    [Fact]
    public async Task A_slip_paid_after_the_withdrawal_is_given_back()
    {
        await using var town = await PayingTown.OpenAsync();
        var submission = await town.SubmitAsync();
        var id = await town.OpenCheckoutAsync(submission);
        var session = town.Provider.Sessions[id];
        (session.Status, session.Intent, session.IntentStatus) = ("complete", "pi_7", "requires_action");
        await town.WithdrawAsync(submission);
        await town.SweepAsync();
        Assert.Equal(PaymentStatus.Pending, (await town.PaymentAsync()).Status);
        town.Provider.Pay(id, "pi_7");
        await town.HearAsync("evt_1", "checkout.session.async_payment_succeeded", id);
        await town.SweepAsync();
        Assert.Equal((PaymentStatus.Refunded, 1), ((await town.PaymentAsync()).Status, town.Provider.Refunds));
    }

    [Fact]
    public async Task A_fee_paid_twice_is_given_back_once_and_stays_paid()
    {
        await using var town = await PayingTown.OpenAsync();
        var submission = await town.SubmitAsync();
        var old = await town.OpenCheckoutAsync(submission);
        town.Provider.Sessions[old].Status = "expired";
        town.Provider.Pay(await town.OpenCheckoutAsync(submission), "pi_new");
        await town.SettleAsync(submission);
        town.Provider.Pay(old, "pi_old");
        await town.HearAsync("evt_1", "checkout.session.completed", old);
        await town.HearAsync("evt_2", "checkout.session.completed", old);
        await town.SweepAsync();
        Assert.Equal(PaymentStatus.Paid, (await town.PaymentAsync()).Status);
        var refund = Assert.Single(await town.RowsAsync<Refund>());
        Assert.Equal(("pi_old", RefundCause.PaidTwice, RefundStatus.Done), (refund.PaymentIntentId, refund.Cause, refund.Status));
    }

    [Fact]
    public async Task A_refund_that_waits_for_the_payers_account_is_followed_to_its_end()
    {
        await using var town = await PayingTown.OpenAsync();
        town.Provider.RefundOutcome = "requires_action";
        await town.WithdrawAsync(await PaidAsync(town));
        await town.SweepAsync();
        var refund = Assert.Single(await town.RowsAsync<Refund>());
        Assert.Equal(RefundStatus.Requested, refund.Status);
        town.Provider.SettleRefund(refund.ProviderId!, "succeeded");
        Assert.Null((await town.HearAsync("evt_1", "refund.updated", refund.ProviderId!)).Error);
        Assert.Equal(PaymentStatus.Refunded, (await town.PaymentAsync()).Status);
    }

    [Fact]
    public async Task A_refund_that_fails_is_left_to_a_person_and_said_in_the_audit()
    {
        await using var town = await PayingTown.OpenAsync();
        town.Provider.RefundOutcome = "failed";
        await town.WithdrawAsync(await PaidAsync(town));
        await town.SweepAsync();
        town.Clock.Advance(TimeSpan.FromDays(1));
        await town.SweepAsync();
        Assert.Equal((PaymentStatus.RefundDue, 1, 1), ((await town.PaymentAsync()).Status, town.Provider.Refunds, await town.ActsAsync("payment.refund-failed")));
    }

    [Fact]
    public async Task A_payment_whose_news_was_lost_is_found_by_the_sweep()
    {
        await using var town = await PayingTown.OpenAsync();
        var submission = await town.SubmitAsync();
        town.Provider.Pay(await town.OpenCheckoutAsync(submission));
        await town.SweepAsync();
        Assert.Equal(SubmissionStatus.AwaitingPayment, await town.StatusAsync(submission));
        town.Clock.Advance(TimeSpan.FromMinutes(6));
        await town.SweepAsync();
        Assert.Equal(SubmissionStatus.Received, await town.StatusAsync(submission));
        Assert.Equal(1, await town.FactsAsync<SubmissionReceived>());
    }

    private static async Task<Submission> PaidAsync(PayingTown town)
    {
        var submission = await town.SubmitAsync();
        town.Provider.Pay(await town.OpenCheckoutAsync(submission));
        await town.SettleAsync(submission);
        Assert.Equal(SubmissionStatus.Received, await town.StatusAsync(submission));
        return submission;
    }
}
