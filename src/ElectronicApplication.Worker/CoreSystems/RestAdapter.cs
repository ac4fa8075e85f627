using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Contracts.V1;

namespace ElectronicApplication.Worker.CoreSystems;

/// <summary>
/// A core system with a REST/JSON interface: <c>POST records</c>, <c>GET records/by-external-id/{id}</c>, <c>PUT records/{id}/data</c>, <c>PUT records/{id}/withdrawal</c>.
/// The external id makes a repeated offer harmless: "already there" is looked up and counts as done.
/// </summary>
internal sealed class RestAdapter : IAdapter
{
    private const int LongestAnswer = 64 * 1024;

    private readonly HttpClient _http;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly int _verifySeconds;

    public RestAdapter(RestOptions options, TimeProvider time)
    {
        (_timeout, _time, _verifySeconds) = (TimeSpan.FromSeconds(options.TimeoutSeconds), time, options.VerifySeconds);
        _http = new HttpClient(Handler(options, time))
        {
            BaseAddress = new Uri(options.BaseUrl.TrimEnd('/') + "/"), Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LongestAnswer,
        };
        if (options.ApiKey.Length > 0)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
        _http.DefaultRequestHeaders.Accept.ParseAdd("application/json, application/problem+json");
    }

    /// <summary>The way to the system: its certificates and tokens. No redirects: the key would go to whoever stands there. No cookies: nothing links one record to the next.</summary>
    internal static HttpMessageHandler Handler(RestOptions options, TimeProvider time)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = options.Concurrency, ConnectTimeout = TimeSpan.FromSeconds(options.TimeoutSeconds),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        };
        RestTls.Apply(options, handler.SslOptions);
        return options.TokenUrl.Length > 0 ? new RestTokens(options, handler, time) : handler;
    }

    public async Task<IReadOnlyList<AdapterAnswer>> OfferAsync(IReadOnlyList<Offer> offers, CancellationToken cancel)
    {
        var offer = offers.Single();
        return [await WithinAsync(limit => offer.Kind switch
        {
            DeliveryKind.Withdrawal => WithdrawAsync(offer, limit),
            DeliveryKind.Correction or DeliveryKind.Decision => CorrectAsync(offer, limit),
            _ => RecordAsync(offer, limit),
        }, cancel)];
    }

    /// <summary>What it has under the external id says in "state" how far it is: "accepted" or "processing", "refused" with a "reason"; without one, or with another, it is done.</summary>
    public Task<AdapterAnswer> AskAsync(Offer offer, CancellationToken cancel) => WithinAsync(async limit =>
    {
        using var response = await _http.GetAsync(ByExternalId(offer), limit);
        if (!response.IsSuccessStatusCode)
            return AdapterAnswer.TryAgain($"受け付けたはずの件を照会できません（{(int)response.StatusCode}）。", response.Headers.RetryAfter, _time.GetUtcNow());
        return await StateAsync(response, limit);
    }, cancel);

    private async Task<AdapterAnswer> StateAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        var body = await ReadAsync(response, cancel);
        return Text(body?["state"]) switch
        {
            "accepted" or "processing" => Accepted(response),
            "refused" => AdapterAnswer.Refused(Text(body!["reason"]) ?? "連携先が受け付けませんでした。"),
            _ => Id(body) is { } id ? AdapterAnswer.Done(id) : AdapterAnswer.TryAgain("照会の応答に番号がありません。"),
        };
    }

    /// <summary><c>GET records/count?arrivedOn=2026-11-22</c> answers <c>{"count":17}</c>: submissions that arrived on that day in Japan. A system without it has no count.</summary>
    public async Task<int?> CountAsync(DateOnly day, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(_timeout);
        using var response = await _http.GetAsync($"records/count?arrivedOn={day:yyyy-MM-dd}", limit.Token);
        return response.IsSuccessStatusCode && (await ReadAsync(response, limit.Token))?["count"] is JsonValue count && count.TryGetValue<int>(out var number) ? number : null;
    }

    private async Task<AdapterAnswer> WithinAsync(Func<CancellationToken, Task<AdapterAnswer>> work, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(_timeout);
        try
        {
            return await work(limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return AdapterAnswer.TryAgain($"{_timeout.TotalSeconds:0} 秒以内に応答がありませんでした。");
        }
        catch (TokenException e)
        {
            return AdapterAnswer.TryAgain(e.Message);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // Perhaps the record was taken and only the answer was lost: the next offer will find it there.
            return AdapterAnswer.TryAgain($"接続できないか、途中で切れました（{(e as HttpRequestException)?.HttpRequestError}）。");
        }
    }

    private async Task<AdapterAnswer> RecordAsync(Offer offer, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "records") { Content = Json(offer, ("kind", "submission"), ("data", offer.Data)) };
        request.Headers.Add("Idempotency-Key", offer.ExternalId);
        using var response = await _http.SendAsync(request, cancel);
        return response.StatusCode switch
        {
            HttpStatusCode.Accepted => Accepted(response),
            HttpStatusCode.Conflict => await LookUpAsync(offer, cancel),
            _ when response.IsSuccessStatusCode && _verifySeconds > 0 => AdapterAnswer.Accepted(_verifySeconds),
            _ when response.IsSuccessStatusCode => await IdAsync(response, cancel) is { } id ? AdapterAnswer.Done(id) : await LookUpAsync(offer, cancel),
            _ => await UnsuccessfulAsync(response, cancel),
        };
    }

    private AdapterAnswer Accepted(HttpResponseMessage response) => AdapterAnswer.Accepted(AdapterAnswer.TryAgain("", response.Headers.RetryAfter, _time.GetUtcNow()).RetryAfterSeconds);

    private static string ByExternalId(Offer offer) => $"records/by-external-id/{Uri.EscapeDataString(offer.ExternalId)}";

    private async Task<AdapterAnswer> LookUpAsync(Offer offer, CancellationToken cancel)
    {
        using var response = await _http.GetAsync(ByExternalId(offer), cancel);
        if (!response.IsSuccessStatusCode)
            return AdapterAnswer.TryAgain($"登録済みとの応答でしたが、照会できません（{(int)response.StatusCode}）。", response.Headers.RetryAfter, _time.GetUtcNow());
        return await StateAsync(response, cancel);
    }

    /// <summary>The same data twice is the same record; a system that refused the first offer, or lost it, takes the corrected one as new.</summary>
    private async Task<AdapterAnswer> CorrectAsync(Offer offer, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"records/{Uri.EscapeDataString(offer.ExternalId)}/data") { Content = Json(offer, ("data", offer.Data)) };
        using var response = await _http.SendAsync(request, cancel);
        return response.StatusCode == HttpStatusCode.NotFound ? await RecordAsync(offer, cancel)
            : response.IsSuccessStatusCode ? AdapterAnswer.Done(await IdAsync(response, cancel) ?? offer.ExternalId)
            : await UnsuccessfulAsync(response, cancel);
    }

    private async Task<AdapterAnswer> WithdrawAsync(Offer offer, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"records/{Uri.EscapeDataString(offer.ExternalId)}/withdrawal")
        {
            Content = Json(offer, ("withdrawnAt", offer.Data["withdrawnAt"])),
        };
        request.Headers.Add("Idempotency-Key", $"{offer.ExternalId}-withdrawal");
        using var response = await _http.SendAsync(request, cancel);
        return response.IsSuccessStatusCode ? AdapterAnswer.Done(await IdAsync(response, cancel) ?? offer.ExternalId) : await UnsuccessfulAsync(response, cancel);
    }

    /// <summary>
    /// Our key (401, 403) says nothing about this submission: were it refused, a key that ran out would refuse everything. Redirects are a change
    /// of address that nobody has told us. Every other 4xx is about what was sent.
    /// </summary>
    private async Task<AdapterAnswer> UnsuccessfulAsync(HttpResponseMessage response, CancellationToken cancel) => (int)response.StatusCode switch
    {
        401 or 403 => AdapterAnswer.TryAgain($"こちらの鍵（API キー、トークン又は証明書）が受け付けられませんでした（{(int)response.StatusCode}）。設定を確認してください。"),
        408 or 425 or 429 or < 400 or >= 500 => AdapterAnswer.TryAgain($"一時的に受け付けられません（{(int)response.StatusCode}）。", response.Headers.RetryAfter, _time.GetUtcNow()),
        _ => AdapterAnswer.Refused(await ReasonAsync(response, cancel)),
    };

    private static ByteArrayContent Json(Offer offer, params ReadOnlySpan<(string Name, JsonNode? Value)> more)
    {
        var body = new JsonObject { ["externalId"] = offer.ExternalId, ["receiptNumber"] = offer.ReceiptNumber };
        foreach (var (name, value) in more)
            body[name] = value?.Parent is null ? value : value.DeepClone();
        if (offer.Attachments is { } attachments)
            body["attachments"] = JsonSerializer.SerializeToNode(attachments, FactJson.Options);
        return new(JsonSerializer.SerializeToUtf8Bytes(body, FactJson.Options)) { Headers = { ContentType = new("application/json") { CharSet = "utf-8" } } };
    }

    private static async Task<string?> IdAsync(HttpResponseMessage response, CancellationToken cancel) => Id(await ReadAsync(response, cancel));

    private static string? Id(JsonObject? body) =>
        body?["id"] is JsonValue value && value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number && value.ToString() is { Length: > 0 and <= 200 } id ? id : null;

    /// <summary>The problem's own words (RFC 9457: detail, else title, and what it says of single members), bounded; it may quote what we sent.</summary>
    private static async Task<string> ReasonAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        var status = $"{(int)response.StatusCode}";
        if (await ReadAsync(response, cancel) is not { } problem)
            return status;
        List<string> parts = [status];
        if ((Text(problem["detail"]) ?? Text(problem["title"])) is { } said)
            parts.Add(said);
        if (problem["errors"] is JsonObject errors)
            parts.AddRange(errors.Select(e => $"{e.Key}: {(e.Value is JsonArray each ? string.Join(" ", each.Select(Text)) : Text(e.Value))}"));
        return string.Join(" / ", parts);
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    private static async Task<JsonObject?> ReadAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        try
        {
            return JsonNode.Parse(await response.Content.ReadAsByteArrayAsync(cancel)) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }
}
