using System.Text.Json;

namespace ElectronicApplication.Worker.CoreSystems.Amqp;

/// <summary>An answer as JSON: deliveryId or externalId, result "done", "refused" or "later", recordId where done, reason where not.</summary>
internal static class AmqpAnswer
{
    /// <summary>Null when it cannot be understood.</summary>
    public static LateAnswer? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var json = JsonDocument.ParseValue(ref reader);
            var root = json.RootElement;
            Guid? delivery = Text(root, "deliveryId") is { } id ? Guid.TryParse(id, out var guid) ? guid : throw new JsonException() : null;
            var external = Text(root, "externalId") ?? "";
            if (delivery is null && external.Length == 0)
                return null;
            return Text(root, "result") switch
            {
                "done" => new(delivery, external, AdapterAnswer.Done(Text(root, "recordId") is { Length: > 0 and <= 200 } recordId ? recordId : external)),
                "refused" => new(delivery, external, AdapterAnswer.Refused(Text(root, "reason") ?? "連携先が受け付けませんでした。")),
                "later" => new(delivery, external, AdapterAnswer.TryAgain(Text(root, "reason") ?? "連携先が後で受け取ると答えました。")),
                _ => null,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
