using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Review.SignIn;

namespace ElectronicApplication.Core.Tests.Review;

/// <summary>Makes ID tokens as an OpenID provider does, and as an attacker would.</summary>
internal sealed class TokenMaker : IDisposable
{
    public const string Issuer = "https://idp.example";
    public const string ClientId = "staff-desk";
    public const string Nonce = "the-nonce-of-this-attempt";

    public static readonly DateTimeOffset Now = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly RSA _rsa = RSA.Create(2048);

    public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static JsonObject Claims() => new()
    {
        ["iss"] = Issuer, ["sub"] = "k-minami", ["aud"] = ClientId, ["nonce"] = Nonce, ["iat"] = Now.ToUnixTimeSeconds(), ["exp"] = Now.AddMinutes(5).ToUnixTimeSeconds(),
        ["name"] = "南 香織", ["roles"] = new JsonArray("receive", "review"), ["offices"] = new JsonArray("residents"),
    };

    public static IdTokenExpectation Expected(params string[] algorithms) => new(Issuer, ClientId, Nonce, algorithms.Length == 0 ? IdTokenVerifier.KnownAlgorithms : algorithms);

    public string KeySet(string kid = "k1") => $$"""{"keys":[{{Jwk(Key, kid)}},{"kty":"oct","kid":"secret","k":"c2VjcmV0"},{{RsaJwk()}}]}""";

    public IReadOnlyList<SigningKey> Keys(string kid = "k1") => SigningKey.ParseSet(Encoding.UTF8.GetBytes(KeySet(kid)));

    public string Sign(JsonObject claims, string kid = "k1", ECDsa? with = null) => SignWithHeader(new JsonObject { ["alg"] = "ES256", ["typ"] = "JWT", ["kid"] = kid }, claims.ToJsonString(), with);

    public string SignWithHeader(JsonObject header, string claims, ECDsa? with = null)
    {
        var signed = Part(header.ToJsonString()) + "." + Part(claims);
        return signed + "." + Base64Url.EncodeToString((with ?? Key).SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256));
    }

    public string SignRsa(JsonObject claims)
    {
        var signed = Part("""{"alg":"RS256","kid":"r1"}""") + "." + Part(claims.ToJsonString());
        return signed + "." + Base64Url.EncodeToString(_rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    public static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    public void Dispose()
    {
        Key.Dispose();
        _rsa.Dispose();
    }

    private static string Jwk(ECDsa key, string kid)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return $$"""{"kty":"EC","crv":"P-256","use":"sig","kid":"{{kid}}","x":"{{Base64Url.EncodeToString(point.X)}}","y":"{{Base64Url.EncodeToString(point.Y)}}"}""";
    }

    private string RsaJwk()
    {
        var key = _rsa.ExportParameters(includePrivateParameters: false);
        return $$"""{"kty":"RSA","kid":"r1","n":"{{Base64Url.EncodeToString(key.Modulus)}}","e":"{{Base64Url.EncodeToString(key.Exponent)}}"}""";
    }
}
