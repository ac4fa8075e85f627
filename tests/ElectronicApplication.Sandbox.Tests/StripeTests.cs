using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Sandbox.Stripe;

namespace ElectronicApplication.Sandbox.Tests;

public sealed class StripeTests(RunningSandbox sandbox) : IClassFixture<RunningSandbox>
{
    private const string Key = "sk_test_sandbox";
    private const string Api = "/sandbox/stripe/v1";

    [Fact]
    public void The_signature_is_the_one_that_the_official_client_makes()
    {
        var body = Encoding.UTF8.GetBytes("""{"id":"evt_1","object":"event","type":"checkout.session.completed"}""");
        Assert.Equal(
            "t=1700000000,v1=670e223f19f12fb09ef0441261722546140dc296175e11939853a461c6642659",
            WebhookSender.Sign("whsec_test", 1_700_000_000, body));
    }

    [Fact]
    public async Task A_new_session_is_open_unpaid_and_adds_up_its_items()
    {
        var session = await OpenAsync();
        Assert.Equal(("open", "unpaid", 600L, "jpy"), ((string)session["status"]!, (string)session["payment_status"]!, (long)session["amount_total"]!, (string)session["currency"]!));
        Assert.Equal("p-1", (string?)session["metadata"]!["payment"]);
        Assert.Null(session["payment_intent"]);
        Assert.Equal(HttpStatusCode.OK, (await sandbox.Http.GetAsync(new Uri((string)session["url"]!))).StatusCode);
    }

    [Fact]
    public async Task Paying_by_card_completes_the_session_and_leads_back_with_its_id()
    {
        var id = (string)(await OpenAsync())["id"]!;
        var paid = await PayAsync(id, "card", "4242 4242 4242 4242");
        Assert.Equal(HttpStatusCode.SeeOther, paid.StatusCode);
        Assert.Equal($"http://localhost:5080/paid?session={id}", paid.Headers.Location!.AbsoluteUri);
        var session = await GetAsync($"checkout/sessions/{id}");
        Assert.Equal(("complete", "paid"), ((string)session["status"]!, (string)session["payment_status"]!));
        var intent = await GetAsync($"payment_intents/{session["payment_intent"]}");
        Assert.Equal(("succeeded", 600L), ((string)intent["status"]!, (long)intent["amount_received"]!));
    }

    [Fact]
    public async Task A_declined_card_leaves_the_session_open_for_another_try()
    {
        var id = (string)(await OpenAsync())["id"]!;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PayAsync(id, "card", "4000 0000 0000 0002")).StatusCode);
        var session = await GetAsync($"checkout/sessions/{id}");
        Assert.Equal(("open", "unpaid"), ((string)session["status"]!, (string)session["payment_status"]!));
        Assert.Equal("card_declined", (string?)(await GetAsync($"payment_intents/{session["payment_intent"]}"))["last_payment_error"]!["code"]);
        Assert.Equal(HttpStatusCode.SeeOther, (await PayAsync(id, "card", "4242424242424242")).StatusCode);
    }

    [Fact]
    public async Task A_slip_completes_the_session_but_pays_it_only_at_the_counter()
    {
        var id = (string)(await OpenAsync())["id"]!;
        await PayAsync(id, "konbini", "");
        var waiting = await GetAsync($"checkout/sessions/{id}");
        Assert.Equal(("complete", "unpaid"), ((string)waiting["status"]!, (string)waiting["payment_status"]!));
        await sandbox.SendFormAsync($"/checkout/{id}/slip", new Dictionary<string, string> { ["act"] = "pay" });
        Assert.Equal("paid", (string?)(await GetAsync($"checkout/sessions/{id}"))["payment_status"]);
    }

    [Fact]
    public async Task An_expired_session_cannot_be_paid_and_cannot_expire_again()
    {
        var id = (string)(await OpenAsync())["id"]!;
        var expired = await PostAsync($"checkout/sessions/{id}/expire", []);
        Assert.Equal("expired", (string?)(await RunningSandbox.ReadJsonAsync(expired))["status"]);
        Assert.Equal(HttpStatusCode.OK, (await PayAsync(id, "card", "4242424242424242")).StatusCode);
        Assert.Equal("unpaid", (string?)(await GetAsync($"checkout/sessions/{id}"))["payment_status"]);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync($"checkout/sessions/{id}/expire", [])).StatusCode);
    }

    [Fact]
    public async Task The_same_key_gives_the_first_answer_and_other_parameters_under_it_are_refused()
    {
        var first = await PostAsync("checkout/sessions", Order(), "key-1");
        var again = await PostAsync("checkout/sessions", Order(), "key-1");
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.True(again.Headers.Contains("Idempotent-Replayed"));

        var other = await PostAsync("checkout/sessions", Order(quantity: 3), "key-1");
        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
        Assert.Equal("idempotency_error", (string?)(await RunningSandbox.ReadJsonAsync(other))["error"]!["type"]);
    }

    [Fact]
    public async Task A_refused_request_does_not_use_up_its_key()
    {
        var wrong = Order();
        wrong.Remove("success_url");
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("checkout/sessions", wrong, "key-2")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync("checkout/sessions", Order(), "key-2")).StatusCode);
    }

    [Theory]
    [InlineData("mode", "", "parameter_missing", "mode")]
    [InlineData("line_items[0][price_data][unit_amount]", "ten", "parameter_invalid_integer", "line_items[0][price_data][unit_amount]")]
    [InlineData("amount", "600", "parameter_unknown", "amount")]
    [InlineData("success_url", "javascript:alert(1)", "url_invalid", "success_url")]
    public async Task A_wrong_parameter_is_named(string name, string value, string code, string param)
    {
        var order = Order();
        order[name] = value;
        var response = await PostAsync("checkout/sessions", order);
        var error = (await RunningSandbox.ReadJsonAsync(response))["error"]!;
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request_error", code, param), (response.StatusCode, (string?)error["type"], (string?)error["code"], (string?)error["param"]));
    }

    [Fact]
    public async Task Without_the_secret_key_nothing_is_answered()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await sandbox.SendFormAsync($"{Api}/checkout/sessions", Order(), "sk_test_other")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await sandbox.SendFormAsync($"{Api}/nothing", [], Key)).StatusCode);
    }

    [Fact]
    public async Task Refunds_never_exceed_what_was_paid()
    {
        var id = (string)(await OpenAsync())["id"]!;
        await PayAsync(id, "card", "4242424242424242");
        var intent = (string)(await GetAsync($"checkout/sessions/{id}"))["payment_intent"]!;
        var part = await RunningSandbox.ReadJsonAsync(await PostAsync("refunds", new() { ["payment_intent"] = intent, ["amount"] = "200" }));
        Assert.Equal("succeeded", (string?)(await GetAsync($"refunds/{part["id"]}"))["status"]);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("refunds", new() { ["payment_intent"] = intent, ["amount"] = "401" })).StatusCode);
        Assert.Equal(400L, (long)(await RunningSandbox.ReadJsonAsync(await PostAsync("refunds", new() { ["payment_intent"] = intent })))["amount"]!);
        var over = await RunningSandbox.ReadJsonAsync(await PostAsync("refunds", new() { ["payment_intent"] = intent }));
        Assert.Equal("charge_already_refunded", (string?)over["error"]!["code"]);
    }

    [Fact]
    public async Task Events_come_signed_and_again_until_they_are_taken_and_survive_a_restart()
    {
        await using var receiver = await WebhookReceiver.StartAsync(refusals: 2);
        var own = new RunningSandbox();
        await own.InitializeAsync();
        try
        {
            var opened = await RunningSandbox.ReadJsonAsync(await own.SendFormAsync($"{Api}/checkout/sessions", Order(), Key));
            await own.SendFormAsync($"/checkout/{opened["id"]}", new Dictionary<string, string> { ["method"] = "card", ["number"] = "4242424242424242" });
            // Nobody listens yet; the events wait on the disk.
            own.WebhookUrl = receiver.Address;
            await own.RestartAsync();
            var completed = await receiver.NextAsync("checkout.session.completed");
            Assert.Equal((string?)opened["id"], (string?)completed.Json["data"]!["object"]!["id"]);
            var timestamp = long.Parse(completed.Signature.Split(',')[0][2..], System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(WebhookSender.Sign("whsec_sandbox", timestamp, completed.Body), completed.Signature);
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_switches_spoil_the_signature_and_send_twice()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var own = new RunningSandbox { WebhookUrl = receiver.Address };
        await own.InitializeAsync();
        try
        {
            await own.Http.PostAsJsonAsync("/sandbox/api/stripe/trouble", new { badSignature = true, duplicate = true });
            var opened = await RunningSandbox.ReadJsonAsync(await own.SendFormAsync($"{Api}/checkout/sessions", Order(), Key));
            await own.SendFormAsync($"{Api}/checkout/sessions/{opened["id"]}/expire", [], Key);
            var first = await receiver.NextAsync("checkout.session.expired");
            var second = await receiver.NextAsync("checkout.session.expired");
            Assert.Equal((string?)first.Json["id"], (string?)second.Json["id"]);
            var timestamp = long.Parse(first.Signature.Split(',')[0][2..], System.Globalization.CultureInfo.InvariantCulture);
            Assert.NotEqual(WebhookSender.Sign("whsec_sandbox", timestamp, first.Body), first.Signature);
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_list_is_paged_from_the_newest_back()
    {
        var ids = new List<string>();
        for (var index = 0; index < 3; index++)
        {
            ids.Add((string)(await OpenAsync())["id"]!);
        }
        var first = await GetAsync("checkout/sessions?limit=2");
        Assert.Equal([ids[2], ids[1]], first["data"]!.AsArray().Select(item => (string)item!["id"]!));
        Assert.True((bool)first["has_more"]!);
        Assert.Equal(ids[0], (string?)(await GetAsync($"checkout/sessions?limit=1&starting_after={ids[1]}"))["data"]![0]!["id"]);
    }

    [Fact]
    public async Task An_outage_answers_503_with_an_api_error()
    {
        var own = new RunningSandbox();
        await own.InitializeAsync();
        try
        {
            await own.Http.PostAsJsonAsync("/sandbox/api/stripe/trouble", new { apiOutage = true });
            var response = await own.SendFormAsync($"{Api}/checkout/sessions", Order(), Key);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.Equal("api_error", (string?)(await RunningSandbox.ReadJsonAsync(response))["error"]!["type"]);
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    private async Task<JsonNode> OpenAsync() => await RunningSandbox.ReadJsonAsync(await PostAsync("checkout/sessions", Order()));

    private Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> form, string? key = null) => sandbox.SendFormAsync($"{Api}/{path}", form, Key, key);

    private Task<JsonNode> GetAsync(string path) => sandbox.GetJsonAsync($"{Api}/{path}", Key);

    private Task<HttpResponseMessage> PayAsync(string id, string method, string number) =>
        sandbox.SendFormAsync($"/checkout/{id}", new Dictionary<string, string> { ["method"] = method, ["number"] = number });

    private static Dictionary<string, string> Order(int quantity = 2) => new()
    {
        ["mode"] = "payment",
        ["line_items[0][price_data][currency]"] = "jpy",
        ["line_items[0][price_data][unit_amount]"] = "300",
        ["line_items[0][price_data][product_data][name]"] = "住民票の写し",
        ["line_items[0][quantity]"] = quantity.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["success_url"] = "http://localhost:5080/paid?session={CHECKOUT_SESSION_ID}",
        ["cancel_url"] = "http://localhost:5080/unpaid",
        ["metadata[payment]"] = "p-1",
    };
}
