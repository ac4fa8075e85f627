using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Sandbox.Storage;

namespace ElectronicApplication.Sandbox.Oidc;

/// <summary>Signs tokens as JWS with ES256 (RFC 7515, RFC 7518 3.4) under one key, which is published as a JWK (RFC 7517).</summary>
internal sealed class TokenSigner(KeyDrawer drawer)
{
    private readonly Lazy<(ECDsa Key, string Id)> key = new(() => Load(drawer));

    public object PublicKey()
    {
        var point = key.Value.Key.ExportParameters(includePrivateParameters: false).Q;
        return new
        {
            kty = "EC",
            use = "sig",
            alg = "ES256",
            crv = "P-256",
            kid = key.Value.Id,
            x = Base64Url.EncodeToString(point.X),
            y = Base64Url.EncodeToString(point.Y),
        };
    }

    public string Sign(string type, object claims)
    {
        var signed = Part(new { alg = "ES256", typ = type, kid = key.Value.Id }) + "." + Part(claims);
        return signed + "." + Base64Url.EncodeToString(key.Value.Key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256));
    }

    /// <summary>Reads back a token of our own; anything else is refused without saying why.</summary>
    public bool TryVerify(string token, string type, [NotNullWhen(true)] out JsonObject? claims)
    {
        claims = null;
        var parts = token.Split('.');
        if (parts.Length != 3 || !parts.All(part => Base64Url.IsValid(part)))
        {
            return false;
        }
        var signed = Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]);
        if (!key.Value.Key.VerifyData(signed, Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256))
        {
            return false;
        }
        // The signature is ours, so both parts are what Sign has written.
        var header = JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!;
        claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!.AsObject();
        return (string?)header["typ"] == type;
    }

    private static string Part(object content) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(content));

    private static (ECDsa, string) Load(KeyDrawer drawer)
    {
        var signing = ECDsa.Create();
        signing.ImportFromPem(drawer.GetOrCreate("oidc", () =>
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return made.ExportPkcs8PrivateKeyPem();
        }));
        return (signing, Base64Url.EncodeToString(SHA256.HashData(signing.ExportSubjectPublicKeyInfo()).AsSpan(0, 12)));
    }
}
