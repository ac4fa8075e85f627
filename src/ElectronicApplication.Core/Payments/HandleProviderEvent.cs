using System.Text.Json;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Payments.Stripe;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Payments;

/// <summary>
/// What the provider tells us. Believed only with a good and fresh signature, and then only that something happened: what it is worth is read from the
/// API. Events come twice and out of order; each has effect once.
/// </summary>
public sealed class HandleProviderEvent(AppDbContext db, SettlePayment settle, ReturnMoney refunds, IOptions<StripeOptions> options, TimeProvider time)
{
    public const int MaxBytes = 64 * 1024;

    /// <summary>Who acts, in the timeline, when news comes from the provider.</summary>
    public static Act Provider(Door door) => new(ActorKind.PaymentProvider, "stripe", "決済サービス", door);

    /// <param name="body">Exactly the bytes that came.</param>
    public async Task<Result<Done>> HandleAsync(ReadOnlyMemory<byte> body, string? signature, CancellationToken cancel)
    {
        switch (StripeSignature.Check(signature, body.Span, options.Value.WebhookSecret, time.GetUtcNow()))
        {
            case SignatureVerdict.Malformed:
                return PaymentErrors.SignatureMalformed;
            case SignatureVerdict.Wrong:
                return PaymentErrors.SignatureWrong;
            case SignatureVerdict.Stale:
                return PaymentErrors.SignatureStale;
        }
        if (Parse(body) is not { } news)
            return PaymentErrors.EventMalformed;
        if (await IsKnownAsync(news.Id, cancel))
            return Done.Ok;

        var row = new ProviderEvent { Id = news.Id, Type = news.Type, ReceivedAt = time.GetUtcNow().UtcDateTime };
        try
        {
            return news.Type switch
            {
                _ when news.ObjectId is null => Done.Ok,
                "checkout.session.completed" or "checkout.session.async_payment_succeeded" or "checkout.session.async_payment_failed" or "checkout.session.expired" =>
                    await settle.HandleSessionAsync(news.ObjectId, row, Provider(Door.PortalApi), cancel),
                "refund.created" or "refund.updated" or "refund.failed" => await refunds.HandleNewsAsync(news.ObjectId, row, Provider(Door.PortalApi), cancel),
                _ => Done.Ok,
            };
        }
        catch (DbUpdateException)
        {
            // The same event twice at the same moment: the other one has taken effect.
            db.ChangeTracker.Clear();
            if (await IsKnownAsync(news.Id, cancel))
                return Done.Ok;
            throw;
        }
    }

    private Task<bool> IsKnownAsync(string id, CancellationToken cancel) => db.Set<ProviderEvent>().AnyAsync(e => e.Id == id, cancel);

    private static News? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Text(root, "id", 255) is not { } id || Text(root, "type", 100) is not { } type)
                return null;
            var thing = root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object && data.TryGetProperty("object", out var o) && o.ValueKind == JsonValueKind.Object
                ? Text(o, "id", 255)
                : null;
            return new(id, type, thing);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement element, string name, int maxLength) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text && text.Length <= maxLength ? text : null;

    private sealed record News(string Id, string Type, string? ObjectId);
}
