using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ElectronicApplication.Core.Kernel;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Review.SignIn;

/// <summary>One attempt to sign in: three secrets that the browser brings back.</summary>
/// <param name="Verifier">PKCE (RFC 7636).</param>
public sealed record SignInAttempt(string State, string Nonce, string Verifier)
{
    public static SignInAttempt New() => new(Secrets.NewToken(), Secrets.NewToken(), Secrets.NewToken());

    internal string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));
}

/// <summary>What the provider sent the browser back with.</summary>
/// <param name="Issuer">RFC 9207: which provider answered.</param>
public sealed record AuthorizationAnswer(string? Code, string? State, string? Issuer, string? Error);

/// <summary>
/// The municipality's OpenID provider as we use it: authorization code flow with PKCE S256, client_secret_basic (OpenID Connect Core 1.0, RFC 9700).
/// </summary>
public sealed partial class OpenIdProvider(ProviderMetadataCache metadata, IHttpClientFactory http, IOptions<OpenIdOptions> options, TimeProvider time, ILogger<OpenIdProvider> log)
{
    public async Task<Result<Uri>> AuthorizationUrlAsync(SignInAttempt attempt, string redirectUri, CancellationToken cancel)
    {
        if (await metadata.CurrentAsync(cancel) is not { } provider)
            return ReviewErrors.ProviderUnavailable;
        return WithQuery(provider.AuthorizationEndpoint,
        [
            ("response_type", "code"), ("client_id", options.Value.ClientId), ("redirect_uri", redirectUri), ("scope", options.Value.Scope),
            ("state", attempt.State), ("nonce", attempt.Nonce), ("code_challenge", attempt.Challenge), ("code_challenge_method", "S256"),
        ]);
    }

    /// <summary>Checks the answer against the attempt, trades the code for an ID token and verifies it.</summary>
    public async Task<Result<IdTokenClaims>> CompleteAsync(AuthorizationAnswer answer, SignInAttempt attempt, string redirectUri, CancellationToken cancel)
    {
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(answer.State ?? ""), Encoding.UTF8.GetBytes(attempt.State)))
            return ReviewErrors.SignInStale;
        if (await metadata.CurrentAsync(cancel) is not { } provider)
            return ReviewErrors.ProviderUnavailable;
        // Mix-up (RFC 9207): an answer of another provider is never taken to this one's token endpoint.
        if (answer.Issuer is null ? provider.NamesItself : !string.Equals(answer.Issuer, provider.Issuer, StringComparison.Ordinal))
            return Refused("issuer of the answer");
        if (answer.Error is { } error)
            return error == "access_denied" ? ReviewErrors.SignInCancelled : Refused("authorization error");
        if (answer.Code is not { Length: > 0 and <= 4096 } code)
            return Refused("no code");

        var token = await RedeemAsync(provider, code, attempt.Verifier, redirectUri, cancel);
        return token.Error is { } failed ? failed : await VerifyAsync(provider, token.Value, attempt.Nonce, cancel);
    }

    /// <summary>Where the browser ends the provider's own session (RP-Initiated Logout 1.0); null when the provider has no such place.</summary>
    /// <param name="state">Comes back with the browser.</param>
    public async Task<Uri?> EndSessionUrlAsync(string returnUri, string state, CancellationToken cancel) =>
        await metadata.CurrentAsync(cancel) is { EndSessionEndpoint: { } endpoint }
            ? WithQuery(endpoint, [("client_id", options.Value.ClientId), ("post_logout_redirect_uri", returnUri), ("state", state)])
            : null;

    private async Task<Result<string>> RedeemAsync(ProviderMetadata provider, string code, string verifier, string redirectUri, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, provider.TokenEndpoint)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = redirectUri, ["code_verifier"] = verifier,
            }),
        };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{FormEncoded(options.Value.ClientId)}:{FormEncoded(options.Value.ClientSecret)}")));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        try
        {
            using var client = http.CreateClient(ProviderMetadataCache.HttpClientName);
            using var response = await client.SendAsync(request, cancel);
            if ((int)response.StatusCode >= 500)
                return Unavailable("token endpoint", null);
            if (!response.IsSuccessStatusCode)
                return Refused("token request");
            using var body = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancel));
            return body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("id_token", out var token) && token.ValueKind == JsonValueKind.String
                ? token.GetString()!
                : Refused("no ID token");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return Unavailable("token endpoint", e);
        }
    }

    private async Task<Result<IdTokenClaims>> VerifyAsync(ProviderMetadata provider, string token, string nonce, CancellationToken cancel)
    {
        var expected = new IdTokenExpectation(provider.Issuer, options.Value.ClientId, nonce, options.Value.AcceptedAlgorithms);
        var (claims, failure) = IdTokenVerifier.Verify(token, await metadata.KeysAsync(renew: false, cancel), expected, time.GetUtcNow());
        // The provider may have changed its keys since; ask once.
        if (failure == IdTokenFailure.UnknownKey)
            (claims, failure) = IdTokenVerifier.Verify(token, await metadata.KeysAsync(renew: true, cancel), expected, time.GetUtcNow());
        return claims is null ? Refused($"ID token: {failure}") : claims;
    }

    private static Uri WithQuery(Uri endpoint, ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var url = new StringBuilder(endpoint.AbsoluteUri);
        var mark = endpoint.Query.Length > 0 ? '&' : '?';
        foreach (var (name, value) in parameters)
        {
            url.Append(mark).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            mark = '&';
        }
        return new Uri(url.ToString());
    }

    /// <summary>RFC 6749 section 2.3.1: id and secret are form-encoded before they are joined.</summary>
    private static string FormEncoded(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);

    private Error Refused(string what)
    {
        LogRefused(log, what);
        return ReviewErrors.SignInFailed;
    }

    private Error Unavailable(string what, Exception? e)
    {
        LogUnavailable(log, what, e);
        return ReviewErrors.ProviderUnavailable;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A staff sign-in was refused: {What}.")]
    private static partial void LogRefused(ILogger log, string what);

    [LoggerMessage(Level = LogLevel.Error, Message = "The staff identity provider did not answer: {What}.")]
    private static partial void LogUnavailable(ILogger log, string what, Exception? e);
}
