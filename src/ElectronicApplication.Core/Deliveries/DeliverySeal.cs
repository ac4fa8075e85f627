using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms.Mapping;

namespace ElectronicApplication.Core.Deliveries;

/// <summary>What one core system is offered: the mapped data, and the record as text where its mapping has a file layout.</summary>
/// <param name="Attachments">Of the submission as this target gets it, filed or reviewed; null of a withdrawal, and where nobody asked.</param>
public sealed record DeliveryContent(JsonObject Data, RecordText? Text = null, IReadOnlyList<DeliveryAttachment>? Attachments = null);

/// <summary>What an attachment is; its bytes are fetched with a link (<see cref="DeliveryLinks"/>).</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record DeliveryAttachment(Guid Id, string Name, string MediaType, long Size, string Sha256);

/// <summary>
/// Seals mapped data for one core system, so that the broker holds nothing to read and one system's adapter cannot open what is meant for another.
/// The key is derived for the target; the cipher text is bound to the delivery.
/// </summary>
public sealed class DeliverySeal(KeyRing keys)
{
    private readonly ConcurrentDictionary<string, DataKey> _keys = new(StringComparer.Ordinal);

    public byte[] Seal(string target, Guid deliveryId, DeliveryContent content) => KeyOf(target).Encrypt(JsonSerializer.SerializeToUtf8Bytes(content, CanonicalJson.Readable), Binding(deliveryId));

    /// <exception cref="System.Security.Cryptography.CryptographicException">Sealed for another target or delivery, or altered.</exception>
    public DeliveryContent Open(string target, Guid deliveryId, ReadOnlySpan<byte> sealedData) =>
        JsonSerializer.Deserialize<DeliveryContent>(KeyOf(target).Decrypt(sealedData, Binding(deliveryId)), CanonicalJson.Readable)!;

    private DataKey KeyOf(string target) => _keys.GetOrAdd(target, static (name, ring) => new(ring.DerivedKey("core-system:" + name)), keys);

    private static string Binding(Guid deliveryId) => deliveryId.ToString("N");
}
