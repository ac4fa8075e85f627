using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Sandbox.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Sandbox.Stripe;

/// <summary>The part of Stripe's REST API that a payment in yen uses, with its errors and its idempotency (docs.stripe.com/api).</summary>
internal sealed class StripeApi(StripeLedger ledger, Checkout checkout, Refunds refunds, string secretKey)
{
    public const string Version = "2026-10-28.endive";

    // Stripe may forget a key after a day; a key that comes later starts anew.
    private static readonly TimeSpan KeyLife = TimeSpan.FromHours(24);

    private readonly byte[] expectedAuthorization = Encoding.UTF8.GetBytes("Bearer " + secretKey);

    public void Map(IEndpointRouteBuilder routes)
    {
        MapUnder(routes.MapGroup("/sandbox/stripe/v1"));
        MapUnder(routes.MapGroup("/v1"));
    }

    private void MapUnder(IEndpointRouteBuilder v1)
    {
        // Return types are spelt out where HttpContext is alone: otherwise the lambda is taken for a RequestDelegate and its result dropped.
        v1.MapPost("/checkout/sessions", Task<IResult> (HttpContext http) => PostAsync(http, "checkout/sessions", (form, _) => checkout.Open(form)));
        v1.MapGet("/checkout/sessions", Task<IResult> (HttpContext http) => ListAsync(http, "/v1/checkout/sessions", ledger.Sessions, (session, query) =>
            Matches(query, "payment_intent", session.PaymentIntent) && Matches(query, "status", session.Status)));
        v1.MapGet("/checkout/sessions/{id}", (string id, HttpContext http) => GetAsync(http, () => ledger.Sessions.GetValueOrDefault(id), "checkout.session", id));
        v1.MapPost("/checkout/sessions/{id}/expire", (string id, HttpContext http) => PostAsync(http, $"checkout/sessions/{id}/expire", (_, key) => Expire(id, key)));
        v1.MapGet("/payment_intents/{id}", (string id, HttpContext http) => GetAsync(http, () => ledger.Intents.GetValueOrDefault(id), "payment_intent", id));
        v1.MapGet("/charges/{id}", (string id, HttpContext http) => GetAsync(http, () => ledger.Charges.GetValueOrDefault(id), "charge", id));
        v1.MapPost("/refunds", Task<IResult> (HttpContext http) => PostAsync(http, "refunds", refunds.Create));
        v1.MapGet("/refunds", Task<IResult> (HttpContext http) => ListAsync(http, "/v1/refunds", ledger.Refunds, (refund, query) =>
            Matches(query, "payment_intent", refund.PaymentIntent) && Matches(query, "charge", refund.Charge)));
        v1.MapGet("/refunds/{id}", (string id, HttpContext http) => GetAsync(http, () => ledger.Refunds.GetValueOrDefault(id), "refund", id));
        v1.MapGet("/events", Task<IResult> (HttpContext http) => ListAsync(http, "/v1/events", ledger.Events, (happened, query) =>
            Matches(query, "type", happened.Type) && (query.List("types") is not { Count: > 0 } types || types.Contains(happened.Type))
            && (query.Integer("created[gte]") is not { } from || happened.Created >= from)));
        v1.MapGet("/events/{id}", (string id, HttpContext http) => GetAsync(http, () => ledger.Events.GetValueOrDefault(id), "event", id));
        v1.MapFallback(Task<IResult> (HttpContext http) => Answer(http, () => throw new StripeError($"Unrecognized request URL ({http.Request.Method}: {http.Request.Path}).") { Status = 404 }));
    }

    private (object, StripeChange) Expire(string id, string? key)
    {
        var session = ledger.Sessions.GetValueOrDefault(id) ?? throw StripeError.Missing("checkout.session", id, "session");
        return session.Status == "open"
            ? checkout.Expire(session, key)
            : throw new StripeError($"Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of {session.Status}.");
    }

    private async Task<IResult> PostAsync<T>(HttpContext http, string path, Func<StripeForm, string?, (T Body, StripeChange Change)> act)
        where T : notnull
    {
        Task kept;
        string body;
        try
        {
            Admit(http);
            var form = new StripeForm(await PostedForm.ReadAsync(http));
            var key = http.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } given ? given : null;
            if (key is { Length: > 255 })
            {
                throw new StripeError("Idempotency keys are up to 255 characters long.");
            }
            var fingerprint = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(path + "\n" + form.Canonical)));
            lock (ledger.Gate)
            {
                if (key is not null && ledger.Answers.TryGetValue(key, out var earlier) && ledger.Time.GetUtcNow() - earlier.At < KeyLife)
                {
                    if (earlier.Fingerprint != fingerprint)
                    {
                        throw new StripeError($"Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '{key}' if you meant to execute a different request.")
                        {
                            Type = "idempotency_error",
                        };
                    }
                    http.Response.Headers["Idempotent-Replayed"] = "true";
                    body = earlier.Body;
                    kept = ledger.Settled();
                }
                else
                {
                    var (result, change) = act(form, key);
                    body = JsonSerializer.Serialize(result, result.GetType(), StripeJson.Format);
                    kept = ledger.Commit(key is null ? change : change with { Answer = new(key, fingerprint, StatusCodes.Status200OK, body, ledger.Time.GetUtcNow()) });
                }
            }
        }
        catch (StripeError error)
        {
            return error.ToResult();
        }
        await kept;
        return Results.Text(body, "application/json", Encoding.UTF8);
    }

    private Task<IResult> GetAsync(HttpContext http, Func<object?> find, string kind, string id) =>
        Answer(http, () => Expand(StripeJson.Snapshot(find() ?? throw StripeError.Missing(kind, id)), Query(http).List("expand")));

    private Task<IResult> ListAsync<T>(HttpContext http, string url, OrderedDictionary<string, T> all, Func<T, StripeForm, bool> matches) => Answer(http, () =>
    {
        var query = Query(http);
        var limit = (int)Math.Clamp(query.Integer("limit") ?? 10, 1, 100);
        var from = Position("starting_after", all.Count);
        var to = Position("ending_before", -1);
        var found = new List<T>();
        // Newest first. With ending_before alone the page is the one just before it, so the search runs the other way.
        var upward = to >= 0;
        for (var at = upward ? to + 1 : from - 1; at >= 0 && at < all.Count && found.Count <= limit; at += upward ? 1 : -1)
        {
            if (matches(all.GetAt(at).Value, query))
            {
                found.Add(all.GetAt(at).Value);
            }
        }
        var page = found.Take(limit);
        return new { @object = "list", url, has_more = found.Count > limit, data = upward ? page.Reverse() : page };

        int Position(string name, int otherwise) => query.Text(name) is not { } id ? otherwise
            : all.IndexOf(id) is >= 0 and var index ? index
            : throw new StripeError($"No such object: '{id}'") { Code = "resource_missing", Param = name };
    });

    private async Task<IResult> Answer(HttpContext http, Func<object> read)
    {
        object body;
        Task settled;
        try
        {
            Admit(http);
            lock (ledger.Gate)
            {
                body = StripeJson.Snapshot(read());
                settled = ledger.Settled();
            }
        }
        catch (StripeError error)
        {
            return error.ToResult();
        }
        await settled;
        return Results.Json(body, StripeJson.Format);
    }

    private void Admit(HttpContext http)
    {
        http.Response.Headers["Request-Id"] = StripeLedger.NewId("req_");
        http.Response.Headers["Stripe-Version"] = http.Request.Headers["Stripe-Version"] is { Count: 1 } asked ? asked : Version;
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(http.Request.Headers.Authorization.ToString()), expectedAuthorization))
        {
            throw new StripeError("Invalid API Key provided, or none at all.") { Status = StatusCodes.Status401Unauthorized };
        }
        if (ledger.Trouble.ApiOutage)
        {
            throw new StripeError("An unexpected error occurred.") { Status = StatusCodes.Status503ServiceUnavailable, Type = "api_error" };
        }
    }

    /// <summary>Puts the object in the place of its id, along paths such as <c>payment_intent.latest_charge</c>.</summary>
    private JsonNode Expand(JsonElement body, IReadOnlyList<string> paths)
    {
        var root = JsonObject.Create(body)!;
        foreach (var path in paths.Take(10))
        {
            var node = root;
            foreach (var name in path.Split('.'))
            {
                if (node[name] is JsonValue id && id.TryGetValue<string>(out var text)
                    && (ledger.Intents.GetValueOrDefault(text) ?? (object?)ledger.Charges.GetValueOrDefault(text)) is { } found)
                {
                    node[name] = JsonSerializer.SerializeToNode(found, found.GetType(), StripeJson.Format);
                }
                if (node[name] is not JsonObject inner)
                {
                    break;
                }
                node = inner;
            }
        }
        return root;
    }

    private static StripeForm Query(HttpContext http) => new(http.Request.Query);

    private static bool Matches(StripeForm query, string name, string? value) => query.Text(name) is not { } asked || asked == value;
}
