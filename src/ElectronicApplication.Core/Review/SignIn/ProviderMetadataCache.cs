using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Review.SignIn;

/// <param name="NamesItself">The provider promises the parameter <c>iss</c> in its answers (RFC 9207); without it an answer is not its own.</param>
internal sealed record ProviderMetadata(string Issuer, Uri AuthorizationEndpoint, Uri TokenEndpoint, Uri JwksUri, Uri? EndSessionEndpoint, bool NamesItself);

/// <summary>Discovery (OpenID Connect Discovery 1.0) and keys of the provider, kept for an hour.</summary>
public sealed partial class ProviderMetadataCache(IHttpClientFactory http, IOptions<OpenIdOptions> options, TimeProvider time, ILogger<ProviderMetadataCache> log)
{
    internal const string HttpClientName = "staff-openid-provider";

    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    /// <summary>Tokens with invented key ids must not make us ask the provider without end.</summary>
    private static readonly TimeSpan BetweenRenewals = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile Cached<ProviderMetadata>? _metadata;
    private volatile Cached<IReadOnlyList<SigningKey>>? _keys;

    /// <summary>Null when the provider does not answer, or answers as somebody else.</summary>
    internal async Task<ProviderMetadata?> CurrentAsync(CancellationToken cancel)
    {
        if (_metadata is { } known && time.GetUtcNow() - known.At < Fresh)
            return known.Value;
        await _gate.WaitAsync(cancel);
        try
        {
            if (_metadata is { } meanwhile && time.GetUtcNow() - meanwhile.At < Fresh)
                return meanwhile.Value;
            var url = options.Value.Issuer.TrimEnd('/') + "/.well-known/openid-configuration";
            if (await GetAsync(url, Parse, cancel) is not { } read)
                return null;
            _metadata = new(read, time.GetUtcNow());
            return read;
        }
        finally
        {
            _gate.Release();
        }
    }

    internal async Task<IReadOnlyList<SigningKey>> KeysAsync(bool renew, CancellationToken cancel)
    {
        if (await CurrentAsync(cancel) is not { } provider)
            return [];
        var longest = renew ? BetweenRenewals : Fresh;
        if (_keys is { } known && time.GetUtcNow() - known.At < longest)
            return known.Value;
        await _gate.WaitAsync(cancel);
        try
        {
            if (_keys is { } meanwhile && time.GetUtcNow() - meanwhile.At < longest)
                return meanwhile.Value;
            if (await GetAsync(provider.JwksUri.AbsoluteUri, SigningKey.ParseSet, cancel) is not { } read)
                return _keys?.Value ?? [];
            _keys = new(read, time.GetUtcNow());
            return read;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<T?> GetAsync<T>(string url, Func<ReadOnlyMemory<byte>, T> parse, CancellationToken cancel)
        where T : class
    {
        try
        {
            using var client = http.CreateClient(HttpClientName);
            return parse(await client.GetByteArrayAsync(url, cancel));
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            LogUnusable(log, url, e);
            return null;
        }
    }

    private ProviderMetadata Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            throw new JsonException("The discovery document is not an object.");
        // Discovery section 4.3: anything but the very issuer is somebody else.
        var issuer = Text(root, "issuer");
        if (!string.Equals(issuer, options.Value.Issuer, StringComparison.Ordinal))
            throw new JsonException($"The discovery document is that of another issuer: {issuer}");
        if (root.TryGetProperty("code_challenge_methods_supported", out var methods) && !methods.EnumerateArray().Any(m => m.GetString() == "S256"))
            throw new JsonException("The provider does not support PKCE with S256.");
        return new(issuer!, Endpoint(root, "authorization_endpoint")!, Endpoint(root, "token_endpoint")!, Endpoint(root, "jwks_uri")!,
            Text(root, "end_session_endpoint") is null ? null : Endpoint(root, "end_session_endpoint"),
            root.TryGetProperty("authorization_response_iss_parameter_supported", out var names) && names.ValueKind == JsonValueKind.True);
    }

    private static Uri? Endpoint(JsonElement root, string name) =>
        OpenIdOptions.IsTransportSafe(Text(root, name)) ? new Uri(Text(root, name)!) : throw new JsonException($"\"{name}\" is not an https address.");

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [LoggerMessage(Level = LogLevel.Error, Message = "The staff identity provider cannot be used: {Url}")]
    private static partial void LogUnusable(ILogger log, string url, Exception e);

    private sealed record Cached<T>(T Value, DateTimeOffset At);
}
