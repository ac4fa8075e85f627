using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Worker.CoreSystems;

/// <summary>
/// OAuth 2.0 client credentials (RFC 6749, 4.4; the client by HTTP Basic, 2.3.1): a token is fetched when it is needed, used until shortly before its
/// end, and fetched anew once when the core system answers 401.
/// </summary>
internal sealed class RestTokens(RestOptions options, HttpMessageHandler inner, TimeProvider time) : DelegatingHandler(inner)
{
    /// <summary>For clocks that differ and requests under way.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(30);

    /// <summary>Of a token whose end is not told (5.1).</summary>
    private static readonly TimeSpan Untold = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _gate = new(1);
    private (string Value, DateTimeOffset Until)? _token;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await TokenAsync(null, cancellationToken);
        request.Headers.Authorization = new("Bearer", token);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
            return response;
        response.Dispose();
        request.Headers.Authorization = new("Bearer", await TokenAsync(token, cancellationToken));
        return await base.SendAsync(request, cancellationToken);
    }

    /// <param name="refused">The token that was not taken. Of many requests that met the same, one fetches the next.</param>
    private async Task<string> TokenAsync(string? refused, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            if (_token is { } held && held.Value != refused && time.GetUtcNow() < held.Until)
                return held.Value;
            _token = await FetchAsync(cancel);
            return _token.Value.Value;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<(string, DateTimeOffset)> FetchAsync(CancellationToken cancel)
    {
        List<KeyValuePair<string, string>> form = [new("grant_type", "client_credentials")];
        if (options.Scope.Length > 0)
            form.Add(new("scope", options.Scope));
        using var request = new HttpRequestMessage(HttpMethod.Post, options.TokenUrl) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(options.ClientId)}:{Uri.EscapeDataString(options.ClientSecret)}")));
        request.Headers.Accept.ParseAdd("application/json");
        using var response = await base.SendAsync(request, cancel);
        if (!response.IsSuccessStatusCode)
            throw new TokenException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"認可サーバーがトークンを出しませんでした（{(int)response.StatusCode}）。ClientId と ClientSecret を確認してください。"));
        try
        {
            var body = await response.Content.ReadFromJsonAsync<JsonObject>(cancel);
            var value = (string?)body?["access_token"] is { Length: > 0 } text && !text.Any(c => c is < '!' or > '~') ? text : throw new JsonException();
            var life = body["expires_in"] is JsonValue seconds && seconds.TryGetValue<double>(out var count) && count is >= 0 and < 100_000_000 ? TimeSpan.FromSeconds(count) : Untold;
            return (value, time.GetUtcNow() + life - Early);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new TokenException("認可サーバーの応答にトークンがありません。");
        }
    }

    protected override void Dispose(bool disposing)
    {
        _gate.Dispose();
        base.Dispose(disposing);
    }
}

/// <param name="reason">In Japanese, for the operator.</param>
internal sealed class TokenException(string reason) : Exception(reason);
