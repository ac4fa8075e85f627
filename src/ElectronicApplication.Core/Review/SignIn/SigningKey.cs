using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace ElectronicApplication.Core.Review.SignIn;

/// <summary>One public key of the provider's key set (RFC 7517), usable for exactly one algorithm.</summary>
public sealed class SigningKey
{
    private readonly RSAParameters? _rsa;
    private readonly ECParameters? _ec;

    private SigningKey(string? id, string algorithm, RSAParameters? rsa, ECParameters? ec) => (Id, Algorithm, _rsa, _ec) = (id, algorithm, rsa, ec);

    /// <summary>kid.</summary>
    public string? Id { get; }

    public string Algorithm { get; }

    /// <summary>The keys that can verify what this program accepts; all others are passed over, as RFC 7517 section 5 asks.</summary>
    /// <exception cref="JsonException">It is not a key set.</exception>
    public static IReadOnlyList<SigningKey> ParseSet(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("keys", out var keys) || keys.ValueKind != JsonValueKind.Array)
            throw new JsonException("A key set has an array \"keys\".");
        return [.. keys.EnumerateArray().Where(k => k.ValueKind == JsonValueKind.Object).Select(Parse).OfType<SigningKey>()];
    }

    public bool Verifies(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        try
        {
            if (_rsa is { } rsaKey)
            {
                using var rsa = RSA.Create(rsaKey);
                return rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            }
            using var ec = ECDsa.Create(_ec!.Value);
            return ec.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            // A point that is not on the curve, a modulus that is none: the key verifies nothing.
            return false;
        }
    }

    private static SigningKey? Parse(JsonElement key)
    {
        if (Text(key, "use") is not (null or "sig"))
            return null;
        var (id, algorithm) = (Text(key, "kid"), Text(key, "alg"));
        return Text(key, "kty") switch
        {
            "EC" when Text(key, "crv") == "P-256" && algorithm is null or "ES256" && Bytes(key, "x") is { Length: 32 } x && Bytes(key, "y") is { Length: 32 } y =>
                new(id, "ES256", null, new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } }),
            // NIST SP 800-131A: nothing below 2048 bits.
            "RSA" when algorithm is null or "RS256" && Bytes(key, "n") is { Length: >= 256 and <= 1024 } n && Bytes(key, "e") is { Length: > 0 and <= 8 } e =>
                new(id, "RS256", new RSAParameters { Modulus = n, Exponent = e }, null),
            _ => null,
        };
    }

    private static string? Text(JsonElement key, string name) => key.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static byte[]? Bytes(JsonElement key, string name) => Text(key, name) is { } text && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}
