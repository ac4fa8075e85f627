using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Documents;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Documents;
using ElectronicApplication.Testing;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ElectronicApplication.Benchmarks;

/// <summary>
/// Notices issued in bulk on PostgreSQL, as the worker does it: read, filled in, drawn, signed, encrypted, numbered and saved with acts, facts and mails. The floor is
/// drawing the same notice and nothing else, on all processors.
/// </summary>
internal static class NoticesBenchmark
{
    /// <summary>More than the page shows, so that all of them are taken with one box.</summary>
    private const int Notices = 600;
    private const int Senders = 16;

    public static async Task RunAsync(Uri host, Clerk clerk, NpgsqlDataSource database)
    {
        var catalogue = Path.Combine(AppContext.BaseDirectory, "forms-catalog", "public-comment");
        var sample = JsonNode.Parse(await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(catalogue, "samples"), "accepted-*.json")[0]))!;
        var draw = Drawing(catalogue, (JsonObject)sample["answers"]!);
        await RunAsync(host, clerk, database, sample);
        var (floor, measured) = await Figure.AlternateAsync(() => Task.FromResult(Draw(draw)), () => RunAsync(host, clerk, database, sample));
        Figure.Print("notices-per-minute", measured, "1/min", floor);
    }

    private static async Task<double> RunAsync(Uri host, Clerk clerk, NpgsqlDataSource database, JsonNode sample)
    {
        using var http = new HttpClient { BaseAddress = host };
        await Parallel.ForEachAsync(Enumerable.Range(0, Notices), new ParallelOptions { MaxDegreeOfParallelism = Senders }, async (_, cancel) =>
        {
            using var answer = await http.PostAsJsonAsync("/api/v1/submissions", sample, cancel);
            answer.EnsureSuccessStatusCode();
        });
        await ExecuteAsync(database, """UPDATE "Submissions" SET "Status" = 'Granted', "IsClosed" = true WHERE "Status" = 'Received'""");
        await clerk.Browser.OpenAsync(new Uri(host, "/staff/documents/bulk/public-comment/receipt"));
        await clerk.Browser.Fill("all", "true").PressAsync("選んだ申請に交付する");
        // From the moment at which the first is begun; how long the worker sleeps before it looks is not the question.
        return (double)await Wait.ForAsync<object>("the run to end", async () =>
        {
            await using var ask = database.CreateCommand("""
                SELECT EXTRACT(EPOCH FROM r."FinishedAt" - min(d."IssuedAt")), count(*) FROM (SELECT * FROM "IssueRuns" ORDER BY "At" DESC LIMIT 1) r
                JOIN "IssueRunItems" i ON i."RunId" = r."Id" JOIN "IssuedDocuments" d ON d."Id" = i."DocumentId" WHERE r."State" = 'Done' GROUP BY r."FinishedAt"
                """);
            await using var row = await ask.ExecuteReaderAsync();
            return await row.ReadAsync() ? row.GetInt64(1) * 60 / (double)row.GetDecimal(0) : null;
        }, TimeSpan.FromMinutes(5));
    }

    private static Func<byte[]> Drawing(string catalogue, JsonObject answers)
    {
        var procedure = ProcedureDefinition.Parse(File.ReadAllBytes(Path.Combine(catalogue, "procedure.json")));
        var plan = FormPlan.Compile(procedure, FormDefinition.Parse(File.ReadAllBytes(Path.Combine(catalogue, "form.json"))));
        var definition = procedure.Documents[0];
        var facts = DocumentFacts.Example(procedure, definition, new DateOnly(2026, 11, 21), "みらい市", "みらい市長", "");
        var content = DocumentPlan.Compile(definition, plan).Compose(answers, facts);
        var renderer = new DocumentRenderer(Options.Create(new DocumentOptions()));
        return () => renderer.Draw([new(content, "http://127.0.0.1:5080/verify/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", null)], DateTimeOffset.UnixEpoch, _ => []).Value;
    }

    private static double Draw(Func<byte[]> draw)
    {
        var watch = Stopwatch.StartNew();
        Parallel.For(0, Notices, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, _ => draw());
        return Notices * 60 / watch.Elapsed.TotalSeconds;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
