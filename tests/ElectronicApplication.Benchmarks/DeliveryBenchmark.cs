using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Database;
using ElectronicApplication.Forms;
using ElectronicApplication.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ElectronicApplication.Benchmarks;

/// <summary>
/// Acknowledged deliveries a second: submissions stand ready in PostgreSQL, a worker process takes them over RabbitMQ (quorum queues) and the REST adapter to
/// a core system that answers after 5 ms, fifty in flight; each outcome is published as a fact with confirm. From the first request that the core system sees
/// to the last acknowledged row. Beside the floor of claiming, posting and marking bare rows.
/// </summary>
internal static class DeliveryBenchmark
{
    private const int Measured = 60_000;
    private const int InFlight = 50;

    /// <param name="rows">Further rows that wait behind the measured ones, and as many that are done: the cost of a delivery must not depend on them.</param>
    public static async Task<int> RunAsync(int rows)
    {
        using var folder = new TemporaryFolder("delivery");
        await using var postgres = await PostgreSqlServer.StartAsync();
        await using var broker = await RabbitMqBroker.StartAsync();
        await using var core = await CoreSystem.StartAsync();
        await using var database = NpgsqlDataSource.Create(postgres.ConnectionString());
        var data = Path.Combine(folder.Path, "data");
        // Makes the tables, the keys and the procedures, and goes.
        await using (var portal = await HostProcess.StartDevelopmentAsync(data, "--Host:Roles=Portal,Sandbox", "--Database:Provider=PostgreSql", $"--Database:ConnectionString={postgres.ConnectionString()}"))
            await portal.StopAsync();

        List<double> floors = [], cases = [];
        for (var round = 0; round < 3; round++)
        {
            floors.Add(await DeliveryFloor.RunAsync(database, core.Address, Measured, bodyBytes: 700));
            cases.Add(await DeliverAsync(postgres, broker, core, database, data, Measured, behind: 0));
        }
        Figure.Print("delivery-rest-c50", Figure.Median(cases), "deliveries/s", Figure.Median(floors));
        if (rows > 0)
            Figure.Print($"delivery-rest-c50-{rows.ToString(CultureInfo.InvariantCulture)}-rows", await DeliverAsync(postgres, broker, core, database, data, Measured, rows), "deliveries/s", Figure.Median(cases));
        return 0;
    }

    private static async Task<double> DeliverAsync(PostgreSqlServer postgres, RabbitMqBroker broker, CoreSystem core, NpgsqlDataSource database, string data, int rows, int behind)
    {
        await DeliveryFloor.ExecuteAsync(database, """TRUNCATE "Deliveries", "Outbox", "Acts", "ActSeals", "Submissions", "SearchKeys" CASCADE""");
        await FillAsync(postgres, data, rows);
        if (behind > 0)
            await PadAsync(database, behind);
        await DeliveryFloor.ExecuteAsync(database, "VACUUM ANALYZE");
        core.Reset();
        await using var worker = await HostProcess.StartDevelopmentAsync(data, "--Host:Roles=Worker", "--Logging:LogLevel:Default=Warning", "--Database:Provider=PostgreSql",
            $"--Database:ConnectionString={postgres.ConnectionString()}", "--Bus:Transport=RabbitMq", $"--Bus:ConnectionString={broker.ConnectionString}",
            $"--CoreSystems:documents:BaseUrl={new Uri(core.Address, "/core")}", "--CoreSystems:documents:ApiKey=benchmark", $"--CoreSystems:documents:Concurrency={InFlight}");
        // Asks nothing that grows: what is not acknowledged yet, until nothing is.
        await using var open = database.CreateCommand("""SELECT EXISTS (SELECT 1 FROM "Deliveries" WHERE "Target" = 'documents' AND "DueAt" < now() + interval '1 hour') OR EXISTS (SELECT 1 FROM "Outbox")""");
        await Wait.ForAsync<object>("every acknowledgement and its fact", async () =>
        {
            await Task.Delay(200);
            return await open.ExecuteScalarAsync() is false ? "all" : null;
        }, TimeSpan.FromMinutes(5));
        await using var ask = database.CreateCommand("""SELECT count(*), extract(epoch FROM max("FinishedAt")) FROM "Deliveries" WHERE "Status" = 'Acknowledged' AND "ProcedureCode" = 'public-comment'""");
        await using var done = await ask.ExecuteReaderAsync();
        await done.ReadAsync();
        var (acknowledged, last) = (done.GetInt64(0), (double)done.GetDecimal(1));
        if (acknowledged != rows)
            throw new InvalidOperationException($"{acknowledged} of {rows} are acknowledged.");
        if (core.Distinct != rows)
            throw new InvalidOperationException($"The core system holds {core.Distinct} of {rows}.");
        var perSecond = rows / (last - core.First.ToUnixTimeMilliseconds() / 1000.0);
        await Console.Error.WriteLineAsync($"{perSecond:0}/s, {core.Offers} offers of {rows} records; {worker.Output}");
        return perSecond;
    }

    /// <summary>Submissions as the API makes them.</summary>
    private static async Task FillAsync(PostgreSqlServer postgres, string data, int rows)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
            .AddDatabase(new(DatabaseProvider.PostgreSql, postgres.ConnectionString()))
            .AddKernel(KeyRing.Load(Path.Combine(data, "keys", "data-keys.json"))).AddProcedures().AddDeliveries().AddSingleton<SearchKeys>().AddSingleton<SubmissionIntake>();
        await using var provider = services.BuildServiceProvider();
        var version = (await provider.GetRequiredService<ProcedureCatalog>().FindAsync("public-comment", CancellationToken.None))!;
        var sample = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "forms-catalog", "public-comment", "samples", "accepted-with-name-and-mail.json")))!;
        var evaluation = version.Plan.Evaluate((JsonObject)sample["answers"]!, new EvaluationInput(new DateOnly(2026, 4, 1), null, []));
        var intake = provider.GetRequiredService<SubmissionIntake>();
        // So many of one day that two may draw the same number.
        var numbers = new ConcurrentDictionary<string, byte>();
        foreach (var batch in Enumerable.Range(0, rows).Chunk(1000))
        {
            await using var scope = provider.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<AppDbContext>().InsertAsync([.. batch.AsParallel().Select(_ => Rows())], CancellationToken.None);
        }

        IReadOnlyList<object> Rows()
        {
            IReadOnlyList<object> rows;
            do
                rows = [.. intake.Make(new(version, evaluation, [], Channel.Api, Act.Anonymous(Door.PortalApi))).Rows.Where(r => r is not OutboxMessage)];
            while (!numbers.TryAdd(rows.OfType<Submission>().Single().ReceiptNumber, 0));
            return rows;
        }
    }

    /// <summary>As many that are done, and as many that come later than anything that is measured.</summary>
    private static async Task PadAsync(NpgsqlDataSource database, int rows)
    {
        await using var ask = database.CreateCommand("SELECT string_agg(quote_ident(column_name), ',') FROM information_schema.columns WHERE table_name = 'Deliveries'");
        var columns = ((string)(await ask.ExecuteScalarAsync())!).Split(',');
        foreach (var done in new[] { true, false })
        {
            string Value(string column) => column.Trim('"') switch
            {
                "Id" or "SubmissionId" => "gen_random_uuid()",
                "ProcedureCode" => "'padding'",
                "Status" => done ? "'Acknowledged'" : "'Pending'",
                "DueAt" => done ? "NULL" : "now() + interval '1 day' + n * interval '1 millisecond'",
                "FinishedAt" => done ? "now()" : "NULL",
                _ => "d." + column,
            };
            await DeliveryFloor.ExecuteAsync(database, $"""
                INSERT INTO "Deliveries" ({string.Join(',', columns)}) SELECT {string.Join(',', columns.Select(Value))} FROM generate_series(1, {rows}) n CROSS JOIN (SELECT * FROM "Deliveries" LIMIT 1) d
                """);
        }
    }

    /// <summary>Takes anything, keeps what it was given by external id, and answers after 5 ms.</summary>
    private sealed class CoreSystem(WebApplication web) : IAsyncDisposable
    {
        private readonly ConcurrentDictionary<string, byte> _held = new();
        private int _offers;

        public Uri Address { get; } = new(web.Urls.First());

        public DateTimeOffset First { get; private set; }

        public int Distinct => _held.Count;

        public int Offers => _offers;

        public static async Task<CoreSystem> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls(Servers.FreeAddress().ToString());
            var web = builder.Build();
            CoreSystem? core = null;
            web.MapPost("/core/records", http => core!.TakeAsync(http));
            await web.StartAsync();
            return core = new(web);
        }

        public void Reset()
        {
            _held.Clear();
            _offers = 0;
            First = default;
        }

        private async Task TakeAsync(HttpContext http)
        {
            if (Interlocked.Increment(ref _offers) == 1)
                First = DateTimeOffset.UtcNow;
            await http.Request.Body.CopyToAsync(Stream.Null);
            await Task.Delay(5);
            if (http.Request.Headers["Idempotency-Key"] is [{ } id])
                _held.TryAdd(id, 0);
            http.Response.StatusCode = StatusCodes.Status201Created;
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync("""{"id":"R-1"}""");
        }

        public async ValueTask DisposeAsync() => await web.DisposeAsync();
    }
}
