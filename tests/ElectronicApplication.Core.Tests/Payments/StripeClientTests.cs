using ElectronicApplication.Core.Payments;
using ElectronicApplication.Core.Payments.Stripe;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Tests.Payments;

public sealed class StripeClientTests
{
    private static readonly CheckoutRequest Request = new(
        Guid.Parse("019600000000700080000000000000aa"), Guid.Parse("019600000000700080000000000000bb"), "260401-000000-000000", "証明書の交付 手数料", 300, "https://portal.example/ok", "https://portal.example/no");

    [Fact]
    public async Task A_checkout_is_asked_for_as_the_API_wants_it()
    {
        await using var town = await PayingTown.OpenAsync();
        var answer = await Client(town).CreateSessionAsync(Request, "key-1", default);
        Assert.True(answer.Value!.IsOpen);
        var call = Assert.Single(town.Provider.Calls);
        Assert.Equal(("POST", "/v1/checkout/sessions", "key-1", "Bearer sk_test_1", StripeClient.ApiVersion), (call.Method, call.Path, call.Key, call.Authorization, call.Version));
        Assert.Equal("payment", call.Form["mode"]);
        Assert.Equal("jpy", call.Form["line_items[0][price_data][currency]"]);
        Assert.Equal("300", call.Form["line_items[0][price_data][unit_amount]"]);
        Assert.Equal("証明書の交付 手数料", call.Form["line_items[0][price_data][product_data][name]"]);
        Assert.Equal("019600000000700080000000000000aa", call.Form["metadata[payment_id]"]);
        Assert.Equal("https://portal.example/ok", call.Form["success_url"]);
    }

    [Fact]
    public async Task An_outage_is_bridged_with_the_same_key()
    {
        await using var town = await PayingTown.OpenAsync();
        town.Provider.Outages = 2;
        Assert.NotNull((await Client(town).CreateSessionAsync(Request, "key-1", default)).Value);
        Assert.Equal(["key-1", "key-1", "key-1"], town.Provider.Calls.Select(c => c.Key));
    }

    [Fact]
    public async Task A_lost_answer_does_not_open_a_second_checkout()
    {
        await using var town = await PayingTown.OpenAsync();
        town.Provider.LostAnswers = 2;
        Assert.NotNull((await Client(town).CreateSessionAsync(Request, "key-1", default)).Value);
        Assert.Single(town.Provider.Sessions);
    }

    [Theory]
    [InlineData(500, StripeFailureKind.Unreachable, 3)]
    [InlineData(429, StripeFailureKind.Unreachable, 3)]
    [InlineData(409, StripeFailureKind.Unreachable, 3)]
    [InlineData(401, StripeFailureKind.Unreachable, 1)]
    [InlineData(404, StripeFailureKind.NotFound, 1)]
    [InlineData(402, StripeFailureKind.Refused, 1)]
    public async Task Only_what_may_get_better_is_asked_again(int status, StripeFailureKind kind, int calls)
    {
        await using var town = await PayingTown.OpenAsync();
        (town.Provider.Outages, town.Provider.OutageStatus) = (10, status);
        Assert.Equal(kind, (await Client(town).CreateSessionAsync(Request, "key-1", default)).Failure?.Kind);
        Assert.Equal(calls, town.Provider.Calls.Count);
    }

    [Fact]
    public async Task A_payment_is_read_whether_it_comes_as_an_id_or_in_full()
    {
        await using var town = await PayingTown.OpenAsync();
        var id = (await Client(town).CreateSessionAsync(Request, "key-1", default)).Value!.Id;
        town.Provider.Pay(id, "pi_9");
        Assert.Equal(new PaymentIntent("pi_9", "succeeded"), (await Client(town).FindSessionAsync(id, default)).Value!.PaymentIntent);
        Assert.Equal(StripeFailureKind.Refused, (await Client(town).ExpireSessionAsync(id, default)).Failure?.Kind);
    }

    [Theory]
    [InlineData("complete", "unpaid", "requires_action", false)]
    [InlineData("complete", "unpaid", "requires_payment_method", true)]
    [InlineData("complete", "unpaid", "canceled", true)]
    [InlineData("expired", "unpaid", null, true)]
    [InlineData("open", "unpaid", "requires_payment_method", false)]
    [InlineData("complete", "paid", "succeeded", false)]
    public void A_checkout_has_lapsed_when_nothing_will_be_paid_on_it_any_more(string status, string paymentStatus, string? intent, bool lapsed) =>
        Assert.Equal(lapsed, new CheckoutSession { Id = "cs_1", Status = status, PaymentStatus = paymentStatus, PaymentIntent = intent is null ? null : new("pi_1", intent) }.HasLapsed);

    private static StripeClient Client(PayingTown town) => town.Database.Services.GetRequiredService<StripeClient>();
}
