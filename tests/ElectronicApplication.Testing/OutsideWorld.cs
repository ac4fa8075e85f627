using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Testing;

/// <summary>What the sandbox knows, asked through its JSON doors.</summary>
public sealed class OutsideWorld(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    public async Task<IReadOnlyList<JsonObject>> RecordsAsync(string system) => Items(await _http.GetFromJsonAsync<JsonObject>($"sandbox/api/core-systems/{system}/records"));

    public async Task<JsonObject?> RecordAsync(string system, string receiptNumber) =>
        (await RecordsAsync(system)).FirstOrDefault(r => (string?)r["receiptNumber"] == receiptNumber);

    public async Task<IReadOnlyList<JsonObject>> MailAsync() => Items(await _http.GetFromJsonAsync<JsonObject>("sandbox/api/mail"));

    public async Task TroubleAsync(string system, object switches) =>
        (await _http.PostAsJsonAsync($"sandbox/api/core-systems/{system}/trouble", switches)).EnsureSuccessStatusCode();

    /// <summary>The core system reports of its own accord.</summary>
    public async Task ReportAsync(string system, object report) =>
        (await _http.PostAsJsonAsync($"sandbox/api/core-systems/{system}/reports", report)).EnsureSuccessStatusCode();

    public void Dispose() => _http.Dispose();

    private static List<JsonObject> Items(JsonObject? list) => [.. list!["items"]!.AsArray().Select(i => i!.AsObject())];
}
