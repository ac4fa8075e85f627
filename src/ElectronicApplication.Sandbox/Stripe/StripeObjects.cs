using System.Text.Encodings.Web;
using System.Text.Json;

namespace ElectronicApplication.Sandbox.Stripe;

// The objects of Stripe's API as they stand on the wire (snake case, nulls written), reduced to what a payment in yen uses.

internal sealed record CheckoutSession
{
    public required string Id { get; init; }
    public string Object => "checkout.session";
    public required long AmountSubtotal { get; init; }
    public required long AmountTotal { get; init; }
    public string? CancelUrl { get; init; }
    public string? ClientReferenceId { get; init; }
    public required long Created { get; init; }
    public required string Currency { get; init; }
    public string? CustomerEmail { get; init; }
    public required long ExpiresAt { get; init; }
    public bool Livemode => false;
    public string? Locale { get; init; }
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }
    public string Mode => "payment";
    public string? PaymentIntent { get; init; }
    public required IReadOnlyList<string> PaymentMethodTypes { get; init; }

    /// <summary>paid, unpaid. A complete session may still be unpaid: the slip for the convenience store is out.</summary>
    public required string PaymentStatus { get; init; }

    /// <summary>open, complete, expired</summary>
    public required string Status { get; init; }
    public required string SuccessUrl { get; init; }
    public string? Url { get; init; }
}

internal sealed record LineItem(string Description, long AmountUnit, long Quantity);

internal sealed record PaymentIntent
{
    public required string Id { get; init; }
    public string Object => "payment_intent";
    public required long Amount { get; init; }
    public required long AmountReceived { get; init; }
    public required long Created { get; init; }
    public required string Currency { get; init; }
    public string? Description { get; init; }
    public string? LatestCharge { get; init; }
    public bool Livemode => false;
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }
    public JsonElement? LastPaymentError { get; init; }
    public JsonElement? NextAction { get; init; }
    public required IReadOnlyList<string> PaymentMethodTypes { get; init; }

    /// <summary>requires_payment_method, requires_action, succeeded, canceled</summary>
    public required string Status { get; init; }
}

internal sealed record Charge
{
    public required string Id { get; init; }
    public string Object => "charge";
    public required long Amount { get; init; }
    public required long AmountCaptured { get; init; }
    public long AmountRefunded { get; init; }
    public required long Created { get; init; }
    public required string Currency { get; init; }
    public string? FailureCode { get; init; }
    public string? FailureMessage { get; init; }
    public bool Livemode => false;
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }
    public required bool Paid { get; init; }
    public required string PaymentIntent { get; init; }
    public required JsonElement PaymentMethodDetails { get; init; }
    public bool Refunded { get; init; }

    /// <summary>succeeded, failed</summary>
    public required string Status { get; init; }
}

internal sealed record Refund
{
    public required string Id { get; init; }
    public string Object => "refund";
    public required long Amount { get; init; }
    public required string Charge { get; init; }
    public required long Created { get; init; }
    public required string Currency { get; init; }
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }
    public required string PaymentIntent { get; init; }
    public string? Reason { get; init; }

    /// <summary>succeeded, requires_action (the payer must name an account), failed</summary>
    public required string Status { get; init; }
}

internal sealed record StripeEvent
{
    public required string Id { get; init; }
    public string Object => "event";
    public string ApiVersion => StripeApi.Version;
    public required long Created { get; init; }
    public required EventData Data { get; init; }
    public bool Livemode => false;
    public required int PendingWebhooks { get; init; }
    public required EventRequest Request { get; init; }
    public required string Type { get; init; }
}

internal sealed record EventData(JsonElement Object);

internal sealed record EventRequest(string? Id, string? IdempotencyKey);

internal static class StripeJson
{
    public static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static JsonElement Snapshot(object value) => JsonSerializer.SerializeToElement(value, value.GetType(), Format);
}
