using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ElectronicApplication.Core.Review.SignIn;

/// <summary>Who signed in, as the provider says it.</summary>
public sealed record IdTokenClaims(string Issuer, string Subject, string? Name, IReadOnlyList<string> Roles, IReadOnlyList<string> Offices)
{
    /// <summary>Claim <c>email</c>: where notices to this member go.</summary>
    public string? Mail { get; init; }

    /// <summary>Claim <c>procedures</c>: the only procedures of the offices that this member works on. Empty for all of them.</summary>
    public IReadOnlyList<string> Procedures { get; init; } = [];
}

public enum IdTokenFailure
{
    Malformed, AlgorithmNotAllowed, UnknownKey, SignatureInvalid, WrongIssuer, WrongAudience, WrongAuthorizedParty, Expired, NotYetValid, WrongNonce, NoSubject,
}

/// <summary>What an ID token must answer to: this issuer, this client, this attempt to sign in.</summary>
public sealed record IdTokenExpectation(string Issuer, string ClientId, string Nonce, IReadOnlyList<string> Algorithms);

/// <summary>
/// Decides whether an ID token is believed: OpenID Connect Core 1.0 section 3.1.3.7 and RFC 8725. The algorithm is chosen here, not by the token;
/// encrypted and unsigned tokens do not exist.
/// </summary>
public static class IdTokenVerifier
{
    public static IReadOnlyList<string> KnownAlgorithms { get; } = ["ES256", "RS256"];

    public const int MaxLength = 16 * 1024;

    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    /// <summary>A token is made while the browser waits; an older one was not made for this sign-in.</summary>
    private static readonly TimeSpan LongestWay = TimeSpan.FromMinutes(10);

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <returns>The claims, or why the token is not believed; never both.</returns>
    public static (IdTokenClaims? Claims, IdTokenFailure? Failure) Verify(string token, IReadOnlyList<SigningKey> keys, IdTokenExpectation expected, DateTimeOffset now)
    {
        if (token.Length > MaxLength || token.Split('.') is not [var head, var body, var mark] || !Base64Url.IsValid(head) || !Base64Url.IsValid(body) || !Base64Url.IsValid(mark))
            return (null, IdTokenFailure.Malformed);
        try
        {
            using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(head), Strict);
            // "crit" names extensions that must be understood (RFC 7515 section 4.1.11); this program understands none.
            if (header.RootElement.ValueKind != JsonValueKind.Object || header.RootElement.TryGetProperty("crit", out _))
                return (null, IdTokenFailure.Malformed);
            if (Text(header.RootElement, "alg") is not { } algorithm || !expected.Algorithms.Contains(algorithm) || !KnownAlgorithms.Contains(algorithm))
                return (null, IdTokenFailure.AlgorithmNotAllowed);
            if (Choose(keys, Text(header.RootElement, "kid"), algorithm) is not { } key)
                return (null, IdTokenFailure.UnknownKey);
            if (!key.Verifies(Encoding.ASCII.GetBytes(token[..(head.Length + 1 + body.Length)]), Base64Url.DecodeFromChars(mark)))
                return (null, IdTokenFailure.SignatureInvalid);

            using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(body), Strict);
            return payload.RootElement.ValueKind != JsonValueKind.Object ? (null, IdTokenFailure.Malformed)
                : Refuse(payload.RootElement, expected, now) is { } failure ? (null, failure)
                : (Read(payload.RootElement), null);
        }
        catch (JsonException)
        {
            return (null, IdTokenFailure.Malformed);
        }
    }

    /// <summary>By kid; without one only when there is no choice to make.</summary>
    private static SigningKey? Choose(IReadOnlyList<SigningKey> keys, string? id, string algorithm)
    {
        var fitting = keys.Where(k => k.Algorithm == algorithm && (id is null || k.Id == id)).Take(2).ToList();
        return fitting.Count == 1 ? fitting[0] : null;
    }

    private static IdTokenFailure? Refuse(JsonElement claims, IdTokenExpectation expected, DateTimeOffset now)
    {
        if (!string.Equals(Text(claims, "iss"), expected.Issuer, StringComparison.Ordinal))
            return IdTokenFailure.WrongIssuer;
        // Another audience beside us would be one that we do not trust.
        if (Words(claims, "aud", splitText: false) is not [var audience] || !string.Equals(audience, expected.ClientId, StringComparison.Ordinal))
            return IdTokenFailure.WrongAudience;
        if (claims.TryGetProperty("azp", out _) && !string.Equals(Text(claims, "azp"), expected.ClientId, StringComparison.Ordinal))
            return IdTokenFailure.WrongAuthorizedParty;
        if (Moment(claims, "exp") is not { } expires || expires <= now)
            return IdTokenFailure.Expired;
        if (Moment(claims, "iat") is not { } issued || issued > now + ClockTolerance || (Moment(claims, "nbf") is { } from && from > now + ClockTolerance))
            return IdTokenFailure.NotYetValid;
        if (issued < now - LongestWay)
            return IdTokenFailure.Expired;
        if (Text(claims, "nonce") is not { } nonce || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(nonce), Encoding.UTF8.GetBytes(expected.Nonce)))
            return IdTokenFailure.WrongNonce;
        return Text(claims, "sub") is { Length: > 0 and <= 255 } ? null : IdTokenFailure.NoSubject;
    }

    private static IdTokenClaims Read(JsonElement claims) =>
        new(Text(claims, "iss")!, Text(claims, "sub")!, Text(claims, "name"), Words(claims, "roles", splitText: true), Words(claims, "offices", splitText: true)) { Mail = Text(claims, "email"), Procedures = Limit(claims, "procedures") };

    /// <summary>What limits must not be lost by being written in another way: it stays, and names nothing that anybody knows.</summary>
    private static string[] Limit(JsonElement json, string name) =>
        Words(json, name, splitText: true) is { Length: > 0 } words ? words
        : !json.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null or JsonValueKind.String || value is { ValueKind: JsonValueKind.Array } && value.GetArrayLength() == 0 ? []
        : ["?"];

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DateTimeOffset? Moment(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds is >= 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000))
            : null;

    /// <summary>An array of texts, or one text; providers write both.</summary>
    private static string[] Words(JsonElement json, string name, bool splitText)
    {
        if (!json.TryGetProperty(name, out var value))
            return [];
        return value.ValueKind switch
        {
            JsonValueKind.String when splitText => value.GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Array when value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String) => [.. value.EnumerateArray().Select(v => v.GetString()!)],
            _ => [],
        };
    }
}
