using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Deliveries;

/// <summary>
/// Seals mapped data for one core system, so that the broker holds nothing to read and one system's adapter cannot open what is meant for another.
/// The key is derived for the target; the cipher text is bound to the delivery.
/// </summary>
public sealed class DeliverySeal(KeyRing keys)
{
    private readonly ConcurrentDictionary<string, DataKey> _keys = new(StringComparer.Ordinal);

    public byte[] Seal(string target, Guid deliveryId, JsonObject data) => KeyOf(target).Encrypt(JsonSerializer.SerializeToUtf8Bytes(data, CanonicalJson.Readable), Binding(deliveryId));

    /// <exception cref="System.Security.Cryptography.CryptographicException">Sealed for another target or delivery, or altered.</exception>
    public JsonObject Open(string target, Guid deliveryId, ReadOnlySpan<byte> sealedData) => JsonNode.Parse(KeyOf(target).Decrypt(sealedData, Binding(deliveryId)))!.AsObject();

    private DataKey KeyOf(string target) => _keys.GetOrAdd(target, static (name, ring) => new(ring.DerivedKey("core-system:" + name)), keys);

    private static string Binding(Guid deliveryId) => deliveryId.ToString("N");
}
