using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Testing;

namespace ElectronicApplication.Production.Tests;

/// <summary>The pages of the desk on PostgreSQL, where each query really waits: parts of a page that share a connection fail here and nowhere else.</summary>
public sealed class PostgreSqlPagesTests
{
    private static readonly string[] Lists = ["open", "new", "mine", "review", "approval", "sent-back", "see-after", "correction", "payment", "message", "system", "due", "overdue", "decided", "withdrawn", "all"];

    private static readonly string[] Pages =
    [
        "/staff/paper", "/staff/counter", "/staff/documents", "/staff/documents/bulk/public-comment/receipt", "/staff/documents/seal", "/staff/payouts", "/staff/records", "/staff/absence", "/staff/bulk",
        "/staff/notices", "/staff/offices", "/staff/deliveries", "/staff/deliveries/list", "/staff/deliveries/list?target=documents&status=Refused&q=R-1", "/staff/deliveries/reconciliation", "/staff/deliveries/reconciliation/month",
        "/staff/deliveries/transfer/documents", "/staff/designer", .. Lists.Select(l => "/staff?list=" + l), "/staff?q=山田",
    ];

    [ProductionFact]
    public async Task Every_page_of_the_desk_and_a_case_before_and_after_its_decision_open()
    {
        using var folder = new TemporaryFolder("pages");
        await using var postgres = await PostgreSqlServer.StartAsync();
        await using var host = await HostProcess.StartDevelopmentAsync(Path.Combine(folder.Path, "data"), "--Database:Provider=PostgreSql", $"--Database:ConnectionString={postgres.ConnectionString()}");
        using var http = new HttpClient { BaseAddress = host.Address };
        var sample = JsonNode.Parse(await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "forms-catalog", "public-comment", "samples"), "accepted-*.json").Order(StringComparer.Ordinal).First()))!;
        using var filed = await http.PostAsJsonAsync("/api/v1/submissions", sample);
        var submission = (await filed.Content.ReadFromJsonAsync<JsonNode>())!;
        var (number, code) = ((string)submission["receiptNumber"]!, (string)submission["accessCode"]!);
        using var clerk = new Clerk(host.Address);
        await clerk.SignInAsync();

        await clerk.StartReviewAsync(number);
        Assert.Equal(HttpStatusCode.OK, clerk.Browser.Status);
        await clerk.GrantAsync(number);
        Assert.Equal(HttpStatusCode.OK, clerk.Browser.Status);
        await clerk.Browser.FollowAsync("を交付する");
        await clerk.Browser.PressAsync("交付する");
        await clerk.OpenAsync(number);
        Assert.Equal(HttpStatusCode.OK, clerk.Browser.Status);
        List<string> failed = [];
        foreach (var page in Pages)
        {
            await clerk.Browser.OpenAsync(new Uri(host.Address, page));
            if (clerk.Browser.Status != HttpStatusCode.OK)
                failed.Add($"{page}: {clerk.Browser.Status}");
        }
        Assert.Empty(failed);

        using var citizen = new Browser();
        await citizen.OpenAsync(new Uri(host.Address, "/lookup"));
        await citizen.Fill("number", number).Fill("code", code).PressAsync("照会する");
        Assert.Equal(HttpStatusCode.OK, citizen.Status);
        Assert.Contains("交付された文書", citizen.Text, StringComparison.Ordinal);
    }
}
