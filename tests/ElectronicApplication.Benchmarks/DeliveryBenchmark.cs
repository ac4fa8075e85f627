using System.Globalization;
using ElectronicApplication.Testing;
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
        await using var core = await BusyCoreSystem.StartAsync();
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

    private static async Task<double> DeliverAsync(PostgreSqlServer postgres, RabbitMqBroker broker, BusyCoreSystem core, NpgsqlDataSource database, string data, int rows, int behind)
    {
        await DeliveryFloor.ExecuteAsync(database, """TRUNCATE "Deliveries", "Outbox", "Acts", "ActSeals", "Submissions", "SearchKeys" CASCADE""");
        await using var submissions = MadeSubmissions.Open(postgres, data);
        await submissions.AddAsync("public-comment", rows);
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
}
