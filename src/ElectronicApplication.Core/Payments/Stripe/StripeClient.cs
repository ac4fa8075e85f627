using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Payments.Stripe;

public enum StripeFailureKind
{
    /// <summary>No answer, or an answer that may be better later.</summary>
    Unreachable,
    NotFound,
    /// <summary>The provider will not do it, however often it is asked.</summary>
    Refused,
}

/// <param name="Code">The provider's own code, such as charge_already_refunded.</param>
public sealed record StripeFailure(StripeFailureKind Kind, string? Code);

public readonly record struct StripeAnswer<T>(T? Value, StripeFailure? Failure)
    where T : class;

/// <param name="ProductName">What the payer reads that they pay for.</param>
public sealed record CheckoutRequest(Guid PaymentId, Guid SubmissionId, string ReceiptNumber, string ProductName, long AmountYen, string SuccessUrl, string CancelUrl);

/// <summary>
/// The few calls of Stripe's REST API that a fee needs. Every post carries an idempotency key, so that it may be repeated after a time-out or a crash;
/// what is worth repeating is repeated here twice, with growing pauses.
/// </summary>
public sealed partial class StripeClient(IHttpClientFactory clients, IOptions<StripeOptions> options, TimeProvider time, ILogger<StripeClient> log)
{
    public const string HttpClientName = "stripe";
    public const int MaxAnswerBytes = 1024 * 1024;

    /// <summary>The version of the API that the objects here follow, whatever the account's own default is.</summary>
    public const string ApiVersion = "2026-10-28.endive";

    private const int Tries = 3;

    public Task<StripeAnswer<CheckoutSession>> CreateSessionAsync(CheckoutRequest request, string idempotencyKey, CancellationToken cancel) =>
        SendAsync<CheckoutSession>(HttpMethod.Post, "v1/checkout/sessions", idempotencyKey,
        [
            new("mode", "payment"),
            new("locale", "ja"),
            new("client_reference_id", request.SubmissionId.ToString("N")),
            new("line_items[0][quantity]", "1"),
            new("line_items[0][price_data][currency]", "jpy"),
            new("line_items[0][price_data][unit_amount]", request.AmountYen.ToString(CultureInfo.InvariantCulture)),
            new("line_items[0][price_data][product_data][name]", request.ProductName),
            new("metadata[payment_id]", request.PaymentId.ToString("N")),
            new("metadata[receipt_number]", request.ReceiptNumber),
            new("payment_intent_data[metadata][payment_id]", request.PaymentId.ToString("N")),
            new("payment_intent_data[description]", request.ReceiptNumber),
            new("success_url", request.SuccessUrl),
            new("cancel_url", request.CancelUrl),
        ], cancel);

    /// <summary>With the payment intent in full: whether a slip has run out stands only there.</summary>
    public Task<StripeAnswer<CheckoutSession>> FindSessionAsync(string id, CancellationToken cancel) =>
        SendAsync<CheckoutSession>(HttpMethod.Get, $"v1/checkout/sessions/{Uri.EscapeDataString(id)}?expand[]=payment_intent", null, null, cancel);

    /// <summary>Refused when the session is not open any more.</summary>
    public Task<StripeAnswer<CheckoutSession>> ExpireSessionAsync(string id, CancellationToken cancel) =>
        SendAsync<CheckoutSession>(HttpMethod.Post, $"v1/checkout/sessions/{Uri.EscapeDataString(id)}/expire", "expire-" + id, [], cancel);

    public Task<StripeAnswer<ProviderRefund>> RefundAsync(Refund refund, CancellationToken cancel) =>
        SendAsync<ProviderRefund>(HttpMethod.Post, "v1/refunds", refund.IdempotencyKey,
        [
            new("payment_intent", refund.PaymentIntentId),
            new("amount", refund.AmountYen.ToString(CultureInfo.InvariantCulture)),
            new("reason", refund.Cause == RefundCause.PaidTwice ? "duplicate" : "requested_by_customer"),
            new("metadata[refund_id]", refund.Id.ToString("N")),
        ], cancel);

    public Task<StripeAnswer<ProviderRefund>> FindRefundAsync(string id, CancellationToken cancel) =>
        SendAsync<ProviderRefund>(HttpMethod.Get, $"v1/refunds/{Uri.EscapeDataString(id)}", null, null, cancel);

    public async Task<StripeAnswer<IReadOnlyList<ProviderRefund>>> ListRefundsAsync(string paymentIntentId, CancellationToken cancel)
    {
        var answer = await SendAsync<StripeList<ProviderRefund>>(HttpMethod.Get, $"v1/refunds?limit=100&payment_intent={Uri.EscapeDataString(paymentIntentId)}", null, null, cancel);
        return new(answer.Value?.Data, answer.Failure);
    }

    private async Task<StripeAnswer<T>> SendAsync<T>(HttpMethod method, string path, string? idempotencyKey, KeyValuePair<string, string>[]? form, CancellationToken cancel)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            var (answer, mayRepeat) = await TryAsync<T>(method, path, idempotencyKey, form, cancel);
            if (!mayRepeat || attempt == Tries)
                return answer;
            await Task.Delay(TimeSpan.FromMilliseconds(200 * attempt * attempt + Random.Shared.Next(100)), time, cancel);
        }
    }

    private async Task<(StripeAnswer<T> Answer, bool MayRepeat)> TryAsync<T>(
        HttpMethod method, string path, string? idempotencyKey, KeyValuePair<string, string>[]? form, CancellationToken cancel)
        where T : class
    {
        using var request = new HttpRequestMessage(method, new Uri(options.Value.ApiAddress, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.SecretKey);
        request.Headers.Add("Stripe-Version", ApiVersion);
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        if (form is not null)
            request.Content = new FormUrlEncodedContent(form);
        try
        {
            using var client = clients.CreateClient(HttpClientName);
            using var response = await client.SendAsync(request, cancel);
            if (response.IsSuccessStatusCode)
                return (new(await JsonSerializer.DeserializeAsync<T>(await response.Content.ReadAsStreamAsync(cancel), StripeJson.Options, cancel), null), false);
            var error = await ErrorAsync(response, cancel);
            LogRefused(log, method, PathOnly(path), (int)response.StatusCode, error?.Type, error?.Code);
            return (new(null, new(Kind(response.StatusCode), error?.Code)), MayRepeat(response));
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            LogUnreachable(log, method, PathOnly(path), e.GetType().Name);
            return (new(null, new(StripeFailureKind.Unreachable, null)), true);
        }
    }

    private static StripeFailureKind Kind(HttpStatusCode status) => status switch
    {
        HttpStatusCode.NotFound => StripeFailureKind.NotFound,
        // A key that is not accepted (401, 403) is the operator's to mend; the payment itself is not refused by it.
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.RequestTimeout or HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests => StripeFailureKind.Unreachable,
        >= HttpStatusCode.InternalServerError => StripeFailureKind.Unreachable,
        _ => StripeFailureKind.Refused,
    };

    /// <summary>The provider's own advice comes first. 409: the same request is being worked on.</summary>
    private static bool MayRepeat(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Stripe-Should-Retry", out var advice)
            ? advice.First() == "true"
            : response.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    private static async Task<StripeErrorDetail?> ErrorAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        try
        {
            return (await JsonSerializer.DeserializeAsync<StripeErrorBody>(await response.Content.ReadAsStreamAsync(cancel), StripeJson.Options, cancel))?.Error;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string PathOnly(string path) => path.Split('?')[0];

    [LoggerMessage(Level = LogLevel.Warning, Message = "The payment provider answered {Method} {Path} with {Status} ({Type}, {Code}).")]
    private static partial void LogRefused(ILogger log, HttpMethod method, string path, int status, string? type, string? code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The payment provider did not answer {Method} {Path} ({Reason}).")]
    private static partial void LogUnreachable(ILogger log, HttpMethod method, string path, string reason);
}
