using System.Text.Json;
using System.Text.Json.Serialization;

namespace ElectronicApplication.Core.Payments.Stripe;

/// <summary>A Checkout Session, as far as a fee in yen needs it. Amounts in yen: JPY has no smaller unit at Stripe.</summary>
public sealed record CheckoutSession
{
    public required string Id { get; init; }

    /// <summary>open, complete, expired.</summary>
    public string? Status { get; init; }

    /// <summary>paid, unpaid, no_payment_required. Only "paid" is payment: a complete session may wait for money from a convenience store.</summary>
    public string? PaymentStatus { get; init; }

    public long? AmountTotal { get; init; }

    public string? Currency { get; init; }

    /// <summary>Present while the session is open.</summary>
    public string? Url { get; init; }

    [JsonConverter(typeof(ExpandedIntentConverter))]
    public PaymentIntent? PaymentIntent { get; init; }

    public Dictionary<string, string> Metadata { get; init; } = [];

    public bool IsPaid => PaymentStatus == "paid";

    public bool IsOpen => Status == "open";

    /// <summary>Nothing will be paid on it any more: it ran out, or the slip for the convenience store did.</summary>
    public bool HasLapsed => !IsPaid && (Status == "expired" || (Status == "complete" && PaymentIntent?.Status is "requires_payment_method" or "canceled"));
}

/// <param name="Status">Known only where the object was expanded.</param>
public sealed record PaymentIntent(string Id, string? Status);

public sealed record ProviderRefund
{
    public required string Id { get; init; }

    /// <summary>pending, requires_action, succeeded, failed, canceled.</summary>
    public string? Status { get; init; }

    public long Amount { get; init; }

    public Dictionary<string, string> Metadata { get; init; } = [];
}

internal sealed record StripeList<T>(IReadOnlyList<T> Data);

internal sealed record StripeErrorBody(StripeErrorDetail? Error);

internal sealed record StripeErrorDetail(string? Type, string? Code, string? Message);

internal static class StripeJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}

/// <summary>An id, or the object itself where <c>expand[]</c> asked for it.</summary>
internal sealed class ExpandedIntentConverter : JsonConverter<PaymentIntent>
{
    public override PaymentIntent? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => new(reader.GetString()!, null),
        JsonTokenType.StartObject => JsonSerializer.Deserialize<PaymentIntent>(ref reader, StripeJson.Options),
        _ => throw new JsonException("A payment intent is an id or an object."),
    };

    public override void Write(Utf8JsonWriter writer, PaymentIntent value, JsonSerializerOptions options) => writer.WriteStringValue(value.Id);
}
