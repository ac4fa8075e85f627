using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Testing;
using Npgsql;

namespace ElectronicApplication.Benchmarks;

/// <summary>
/// The desk on PostgreSQL with ten thousand and with a million submissions: the first page of a worklist, the fiftieth, a search by name, and a case that is
/// opened, from request to the last byte. The rows are copies of real submissions, over 25 offices and a year; one in fifty is not decided yet.
/// </summary>
internal static class ReviewBenchmark
{
    private const int Real = 30;
    private const int Rounds = 40;
    private const int Page = 50;

    /// <param name="rows">Of the large case.</param>
    public static async Task<int> RunAsync(int rows)
    {
        using var folder = new TemporaryFolder("review");
        await using var postgres = await PostgreSqlServer.StartAsync();
        await using var host = await HostProcess.StartDevelopmentAsync(Path.Combine(folder.Path, "data"),
            "--Database:Provider=PostgreSql", $"--Database:ConnectionString={postgres.ConnectionString()}", "--Logging:LogLevel:Default=Warning");
        await FileAsync(host.Address);
        using var clerk = new Clerk(host.Address);
        await clerk.SignInAsync();
        using var desk = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = host.Address };
        desk.DefaultRequestHeaders.Add("Cookie", clerk.Browser.CookieHeader(host.Address));

        await using var database = NpgsqlDataSource.Create(postgres.ConnectionString());
        var (small, large) = (default((double First, double Fiftieth, double Search, double Open)), default((double First, double Fiftieth, double Search, double Open)));
        try
        {
            await NoticesBenchmark.RunAsync(host.Address, clerk, database);
            await FillAsync(database, 10_000);
            small = await MeasureAsync(desk);
            await FillAsync(database, rows);
            large = await MeasureAsync(desk);
        }
        catch (HttpRequestException)
        {
            // What the program had to say about it.
            await Console.Error.WriteLineAsync(host.Output);
            throw;
        }

        var name = rows == 1_000_000 ? "1m" : rows.ToString(CultureInfo.InvariantCulture);
        Figure.Print("worklist-10k-ms", small.First, "ms");
        Figure.Print($"worklist-{name}-ms", large.First, "ms", small.First);
        Figure.Print($"worklist-{name}-page-50-ms", large.Fiftieth, "ms", large.First);
        Figure.Print("search-10k-ms", small.Search, "ms");
        Figure.Print($"search-{name}-ms", large.Search, "ms", small.Search);
        Figure.Print("open-ms", large.Open, "ms", small.Open);
        return 0;
    }

    /// <summary>Real submissions of a procedure that anybody may file.</summary>
    private static async Task FileAsync(Uri portal)
    {
        using var http = new HttpClient { BaseAddress = portal };
        var sample = JsonNode.Parse(await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "forms-catalog", "public-comment", "samples"), "accepted-*.json")[0]))!;
        for (var i = 0; i < Real; i++)
        {
            using var answer = await http.PostAsJsonAsync("/api/v1/submissions", sample);
            answer.EnsureSuccessStatusCode();
        }
    }

    /// <summary>Copies the real submissions until there are so many, and gives each three words to be found by.</summary>
    private static async Task FillAsync(NpgsqlDataSource database, int rows)
    {
        await using var ask = database.CreateCommand("SELECT string_agg(quote_ident(column_name), ',') FROM information_schema.columns WHERE table_name = 'Submissions'");
        var columns = ((string)(await ask.ExecuteScalarAsync())!).Split(',');
        string Value(string column) => column.Trim('"') switch
        {
            "Id" => "gen_random_uuid()",
            "ReceiptNumber" => "to_char(n, 'FM000000000000000000')",
            "OfficeId" => "CASE WHEN n % 25 = 0 THEN s.\"OfficeId\" ELSE 'office-' || n % 25 END",
            "SubmittedAt" => "s.\"SubmittedAt\" - (n % 525600) * interval '1 minute'",
            "Status" => "CASE WHEN n % 50 = 0 THEN 'UnderReview' ELSE 'Granted' END",
            "IsClosed" => "n % 50 <> 0",
            _ => $"s.{column}",
        };
        // Indexes are made once over all rows, and nothing has to outlive a crash: filling is not what is measured.
        List<string> indexes = [];
        await using (var known = database.CreateCommand("SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN ('Submissions', 'SearchKeys') AND indexname NOT LIKE 'PK%'"))
        await using (var reader = await known.ExecuteReaderAsync())
            while (await reader.ReadAsync())
                indexes.Add($"{reader.GetString(0)}\n{reader.GetString(1)}");
        await RunAsync(database, """
            ALTER TABLE "Submissions" SET UNLOGGED; ALTER TABLE "SearchKeys" SET UNLOGGED; ALTER TABLE "SearchKeys" DROP CONSTRAINT "PK_SearchKeys"
            """);
        foreach (var index in indexes)
            await RunAsync(database, $"DROP INDEX \"{index.Split('\n')[0]}\"");
        await RunAsync(database, $"""
            INSERT INTO "Submissions" ({string.Join(',', columns)})
            SELECT {string.Join(',', columns.Select(Value))}
            FROM generate_series((SELECT count(*) FROM "Submissions")::int, {rows}) n
            JOIN (SELECT *, row_number() OVER (ORDER BY "ReceiptNumber") - 1 AS k FROM "Submissions" WHERE "ReceiptNumber" LIKE '%-%') s ON s.k = n % {Real}
            """);
        await RunAsync(database, """
            INSERT INTO "SearchKeys" ("Hash", "SubmissionId")
            SELECT substring(decode(md5(s."Id"::text || k), 'hex') for 16), s."Id" FROM "Submissions" s CROSS JOIN generate_series(1, 3) k
            WHERE s."Id" NOT IN (SELECT "SubmissionId" FROM "SearchKeys")
            """);
        await RunAsync(database, "SET maintenance_work_mem = '512MB'; ALTER TABLE \"SearchKeys\" ADD CONSTRAINT \"PK_SearchKeys\" PRIMARY KEY (\"Hash\", \"SubmissionId\")");
        foreach (var index in indexes)
            await RunAsync(database, "SET maintenance_work_mem = '512MB'; " + index.Split('\n')[1]);
        await RunAsync(database, "VACUUM ANALYZE");
    }

    private static async Task RunAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        command.CommandTimeout = 1800;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<(double First, double Fiftieth, double Search, double Open)> MeasureAsync(HttpClient desk)
    {
        var first = await TimeAsync(desk, "/staff?list=all");
        var next = "/staff?list=all";
        for (var i = 1; i < Page; i++)
            next = await NextAsync(desk, next);
        var real = await desk.GetFromJsonAsync<JsonObject>("/staff/api/submissions?list=All&procedure=public-comment&limit=100");
        var number = real!["items"]!.AsArray().Select(i => (string)i!["receiptNumber"]!).First(n => n.Contains('-'));
        return (first, await TimeAsync(desk, next), await TimeAsync(desk, "/staff?q=%E5%B1%B1%E7%94%B0%20%E8%8A%B1%E5%AD%90"), await TimeAsync(desk, $"/staff/submissions/{number}"));
    }

    private static async Task<string> NextAsync(HttpClient desk, string page)
    {
        var text = await desk.GetStringAsync(page);
        var end = text.IndexOf("\">続きを見る", StringComparison.Ordinal);
        var start = text.LastIndexOf("href=\"", end, StringComparison.Ordinal) + 6;
        return System.Net.WebUtility.HtmlDecode(text[start..end].Split('"')[0]);
    }

    /// <summary>Median in milliseconds; the first half warms program and cache.</summary>
    private static async Task<double> TimeAsync(HttpClient desk, string address)
    {
        List<double> times = [];
        for (var i = 0; i < Rounds; i++)
        {
            var watch = Stopwatch.StartNew();
            using var answer = await desk.GetAsync(address);
            await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            if (i >= Rounds / 2)
                times.Add(watch.Elapsed.TotalMilliseconds);
        }
        return Figure.Median(times);
    }
}
