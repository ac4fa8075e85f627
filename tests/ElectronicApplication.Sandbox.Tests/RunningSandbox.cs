using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Sandbox.Tests;

/// <summary>A sandbox in a folder of its own, with the client of whoever talks to it. It can be stopped and started again on what it kept.</summary>
public sealed class RunningSandbox : IAsyncLifetime
{
    private readonly string directory = Directory.CreateTempSubdirectory("sandbox-").FullName;
    private SandboxServer? server;
    private HttpClient? http;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public SandboxServer Server => server!;

    /// <summary>Follows no redirects: where an answer leads is part of what is tested.</summary>
    public HttpClient Http => http!;

    public Uri? WebhookUrl { get; set; }

    public string DataDirectory => directory;

    public async Task InitializeAsync()
    {
        server = await SandboxServer.StartAsync(new SandboxOptions { DataDirectory = directory, Urls = "http://127.0.0.1:0", Time = Time, StripeWebhookUrl = WebhookUrl });
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = server.Address };
    }

    public async Task StopAsync()
    {
        http?.Dispose();
        await Server.StopAsync();
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(directory, recursive: true);
    }

    public async Task<JsonNode> GetJsonAsync(string path, string? bearer = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);
        using var response = await Http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await ReadJsonAsync(response);
    }

    public async Task<HttpResponseMessage> SendFormAsync(string path, IEnumerable<KeyValuePair<string, string>> form, string? bearer = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }
        return await Http.SendAsync(request);
    }

    public static async Task<JsonNode> ReadJsonAsync(HttpResponseMessage response)
    {
        await using var body = await response.Content.ReadAsStreamAsync();
        return await JsonSerializer.DeserializeAsync<JsonNode>(body) ?? throw new InvalidOperationException("The answer is empty.");
    }

    /// <summary>The value of a hidden field of a page.</summary>
    public static string Field(string page, string name)
    {
        var start = page.IndexOf($"name=\"{name}\" value=\"", StringComparison.Ordinal);
        Assert.True(start >= 0, $"The page has no field {name}.");
        start = page.IndexOf("value=\"", start, StringComparison.Ordinal) + 7;
        return System.Net.WebUtility.HtmlDecode(page[start..page.IndexOf('"', start)]);
    }
}

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class ManualTime : TimeProvider
{
    public DateTimeOffset Now { get; set; } = TimeProvider.System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => Now;
}
