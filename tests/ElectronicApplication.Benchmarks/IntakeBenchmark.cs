using System.Text.Json.Nodes;

namespace ElectronicApplication.Benchmarks;

/// <summary>
/// Accepted submissions per second by API: validated by the form's plan, encrypted, with receipt number, act, outbox row, delivery and notice rows,
/// durable; beside the floor of one bare durable row a request.
/// </summary>
internal static class IntakeBenchmark
{
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(4);

    public static async Task<int> RunAsync(string[] providers)
    {
        foreach (var provider in providers.Length > 0 ? providers : ["sqlite", "postgresql"])
        {
            await using var servers = await Servers.StartAsync(provider);
            var body = AcceptedSample("public-comment");
            var floor = new HttpLoad(servers.Floor, HttpLoad.Request(servers.Floor, "POST", "/rows", body), 201);
            var intake = new HttpLoad(servers.Host, HttpLoad.Request(servers.Host, "POST", "/api/v1/submissions", body), 201);
            foreach (var connections in new[] { 1, 16, 50 })
            {
                await floor.RunAsync(connections, Warm);
                await intake.RunAsync(connections, Warm);
                var (f, c) = await Figure.AlternateAsync(() => floor.RunAsync(connections, Measured), () => intake.RunAsync(connections, Measured));
                Figure.Print($"intake-{provider}-c{connections}", c, "submissions/s", f);
            }
        }
        return 0;
    }

    private static string AcceptedSample(string procedure)
    {
        var file = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "forms-catalog", procedure, "samples"), "accepted-*.json").MinBy(f => new FileInfo(f).Length)!;
        return JsonNode.Parse(File.ReadAllText(file))!.ToJsonString();
    }
}
