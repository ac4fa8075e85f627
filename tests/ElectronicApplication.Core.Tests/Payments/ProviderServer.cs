using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ElectronicApplication.Core.Tests.Payments;

internal sealed record ProviderCall(string Method, string Path, string? Key, string? Authorization, string? Version, IReadOnlyDictionary<string, string> Form);

internal sealed class ProviderSession
{
    public required string Id { get; init; }

    public long Amount { get; set; }

    public string Currency { get; set; } = "jpy";

    public string Status { get; set; } = "open";

    public string PaymentStatus { get; set; } = "unpaid";

    public string? Intent { get; set; }

    public string IntentStatus { get; set; } = "requires_payment_method";

    public Dictionary<string, string> Metadata { get; init; } = [];
}

/// <summary>
/// The payment provider over real HTTP, as far as the client under test goes: sessions, refunds, idempotency keys, and troubles that a test asks for.
/// </summary>
internal sealed class ProviderServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, object> _answers = [];
    private readonly Dictionary<string, (string PaymentIntent, string RefundId, string Status)> _refunds = [];
    private int _number;

    private ProviderServer(WebApplication app) => _app = app;

    public string Address { get; private set; } = "";

    public ConcurrentQueue<ProviderCall> Calls { get; } = new();

    public Dictionary<string, ProviderSession> Sessions { get; } = [];

    public int Refunds => _refunds.Count;

    public string RefundOutcome { get; set; } = "succeeded";

    /// <summary>So many requests get this status and have no effect.</summary>
    public int Outages { get; set; }

    public int OutageStatus { get; set; } = 503;

    /// <summary>So many requests have their effect, but the answer is lost.</summary>
    public int LostAnswers { get; set; }

    public static async Task<ProviderServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ProviderServer(builder.Build());
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        server.Address = server._app.Urls.Single();
        return server;
    }

    public ProviderSession Pay(string session, string intent = "pi_1")
    {
        var paid = Sessions[session];
        (paid.Status, paid.PaymentStatus, paid.Intent, paid.IntentStatus) = ("complete", "paid", intent, "succeeded");
        return paid;
    }

    public void SettleRefund(string id, string status) => _refunds[id] = _refunds[id] with { Status = status };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var form = http.Request.HasFormContentType ? (await http.Request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value.ToString()) : [];
        var headers = http.Request.Headers;
        var key = headers["Idempotency-Key"].FirstOrDefault();
        Calls.Enqueue(new(http.Request.Method, http.Request.Path, key, headers.Authorization, headers["Stripe-Version"], form));
        object? answer;
        bool lost;
        lock (_gate)
        {
            if (Outages > 0)
            {
                Outages--;
                http.Response.StatusCode = OutageStatus;
                return;
            }
            lost = LostAnswers > 0 && LostAnswers-- > 0;
            if (key is null || !_answers.TryGetValue(key, out answer))
            {
                answer = Act(http, form);
                if (key is not null && answer is not null)
                    _answers[key] = answer;
            }
        }
        if (lost)
            http.Abort();
        else if (answer is null)
        {
            http.Response.StatusCode = http.Request.Method == "GET" ? 404 : 400;
            await http.Response.WriteAsJsonAsync(new { error = new { type = "invalid_request_error", code = "resource_missing", message = "No." } });
        }
        else
            await http.Response.WriteAsJsonAsync(answer);
    }

    private object? Act(HttpContext http, Dictionary<string, string> form)
    {
        var parts = http.Request.Path.Value!.Trim('/').Split('/');
        var expanded = http.Request.Query.ContainsKey("expand[]");
        switch (http.Request.Method, parts)
        {
            case ("POST", ["v1", "checkout", "sessions"]):
                var opened = new ProviderSession
                {
                    Id = $"cs_test_{++_number}", Amount = long.Parse(form["line_items[0][price_data][unit_amount]"], CultureInfo.InvariantCulture),
                    Metadata = form.Where(f => f.Key.StartsWith("metadata[", StringComparison.Ordinal)).ToDictionary(f => f.Key[9..^1], f => f.Value),
                };
                Sessions.Add(opened.Id, opened);
                return Show(opened, expanded);
            case ("GET", ["v1", "checkout", "sessions", var id]):
                return Sessions.TryGetValue(id, out var found) ? Show(found, expanded) : null;
            case ("POST", ["v1", "checkout", "sessions", var id, "expire"]):
                if (!Sessions.TryGetValue(id, out var open) || open.Status != "open")
                    return null;
                open.Status = "expired";
                return Show(open, expanded);
            case ("POST", ["v1", "refunds"]):
                var refund = $"re_{++_number}";
                _refunds.Add(refund, (form["payment_intent"], form["metadata[refund_id]"], RefundOutcome));
                return Show(refund);
            case ("GET", ["v1", "refunds", var id]):
                return _refunds.ContainsKey(id) ? Show(id) : null;
            case ("GET", ["v1", "refunds"]):
                return new { data = _refunds.Where(r => r.Value.PaymentIntent == http.Request.Query["payment_intent"]).Select(r => Show(r.Key)).ToArray() };
            default:
                return null;
        }
    }

    private object Show(ProviderSession session, bool expanded) => new
    {
        id = session.Id, status = session.Status, payment_status = session.PaymentStatus, amount_total = session.Amount, currency = session.Currency,
        url = session.Status == "open" ? $"{Address}/pay/{session.Id}" : null, metadata = session.Metadata,
        payment_intent = session.Intent is null ? null : expanded ? (object)new { id = session.Intent, status = session.IntentStatus } : session.Intent,
    };

    private object Show(string refund) => new
    {
        id = refund, status = _refunds[refund].Status, amount = 300, metadata = new Dictionary<string, string> { ["refund_id"] = _refunds[refund].RefundId },
    };
}
