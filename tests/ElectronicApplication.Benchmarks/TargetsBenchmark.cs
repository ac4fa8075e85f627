using System.Diagnostics;
using System.Globalization;
using ElectronicApplication.Testing;
using Npgsql;

namespace ElectronicApplication.Benchmarks;

/// <summary>
/// One core system beside another. First what a delivery takes to one that answers in 5 ms, alone and while another hangs with thousands waiting for it (the
/// floor is the time alone); then the return of one that was a day away: a hundred thousand deliveries, two a submission, at the rate that its owner has set.
/// </summary>
internal static class TargetsBenchmark
{
    private const int Rate = 1000;
    private const int Pending = 100_000;

    private static readonly TimeSpan Phase = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync()
    {
        using var folder = new TemporaryFolder("targets");
        await using var postgres = await PostgreSqlServer.StartAsync();
        await using var broker = await RabbitMqBroker.StartAsync();
        await using var good = await BusyCoreSystem.StartAsync();
        await using var bad = await BusyCoreSystem.StartAsync();
        await using var database = NpgsqlDataSource.Create(postgres.ConnectionString());
        var data = Path.Combine(folder.Path, "data");
        await using (var portal = await HostProcess.StartDevelopmentAsync(data, "--Host:Roles=Portal,Sandbox", "--Database:Provider=PostgreSql", $"--Database:ConnectionString={postgres.ConnectionString()}"))
            await portal.StopAsync();
        await using var submissions = MadeSubmissions.Open(postgres, data);
        Task<HostProcess> WorkerAsync(params string[] more) => HostProcess.StartDevelopmentAsync(data, ["--Host:Roles=Worker", "--Logging:LogLevel:Default=Warning", "--Database:Provider=PostgreSql",
            $"--Database:ConnectionString={postgres.ConnectionString()}", "--Bus:Transport=RabbitMq", $"--Bus:ConnectionString={broker.ConnectionString}",
            $"--CoreSystems:documents:BaseUrl={new Uri(good.Address, "/core")}", $"--CoreSystems:facilities:BaseUrl={new Uri(bad.Address, "/core")}",
            "--CoreSystems:documents:ApiKey=benchmark", "--CoreSystems:facilities:ApiKey=benchmark", .. more]);

        await using (await WorkerAsync())
        {
            await SteadyAsync(submissions, TimeSpan.FromSeconds(15));
            var alone = await LatencyAsync(submissions, database);
            bad.Hangs = true;
            await submissions.AddAsync("suido-kaishi", 5000);
            await Task.Delay(TimeSpan.FromSeconds(5));
            var beside = await LatencyAsync(submissions, database);
            Figure.Print("delivery-p50-beside-a-hanging-one", beside.Median, "ms", alone.Median);
            Figure.Print("delivery-p95-beside-a-hanging-one", beside.P95, "ms", alone.P95);
            bad.Hangs = false;
        }

        await DeliveryFloor.ExecuteAsync(database, """TRUNCATE "Deliveries", "Outbox", "Acts", "ActSeals", "Submissions", "SearchKeys" CASCADE""");
        good.Reset();
        await submissions.AddAsync("public-comment", Pending / 2, withdrawn: true);
        await DeliveryFloor.ExecuteAsync(database, """UPDATE "Deliveries" SET "DueAt" = now() - interval '20 hours' + random() * interval '10 hours', "CreatedAt" = "CreatedAt" - interval '1 day', "Status" = 'Retrying', "Attempts" = 1""");
        await DeliveryFloor.ExecuteAsync(database, "VACUUM ANALYZE");
        await using (var worker = await WorkerAsync($"--CoreSystems:documents:PerSecond={Rate.ToString(CultureInfo.InvariantCulture)}"))
        {
            List<double> memory = [];
            var watch = new Stopwatch();
            await Wait.ForAsync<object>("the backlog to be drained", async () =>
            {
                if (good.Offers > 0)
                    watch.Start();
                await Task.Delay(1000);
                memory.Add(await File.ReadAllLinesAsync($"/proc/{worker.ProcessId}/status") is var status ? double.Parse(status.First(l => l.StartsWith("VmRSS", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024 : 0);
                return await OpenAsync(database) == 0 ? "drained" : null;
            }, TimeSpan.FromMinutes(8));
            Figure.Print("drain-100000-at-1000-per-second", Pending / watch.Elapsed.TotalSeconds, "deliveries/s", Rate);
            Figure.Print("drain-withdrawals-before-their-submission", good.Early, "deliveries");
            Figure.Print("drain-memory-mb-last-quarter", Figure.Median(memory.TakeLast(memory.Count / 4)), "MB", Figure.Median(memory.Take(memory.Count / 2).TakeLast(memory.Count / 4)));
        }
        return good.Early == 0 ? 0 : 1;
    }

    /// <summary>Two hundred a second.</summary>
    private static async Task SteadyAsync(MadeSubmissions submissions, TimeSpan length)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < length && await beat.WaitForNextTickAsync())
            await submissions.AddAsync("public-comment", 20);
    }

    /// <returns>Milliseconds from the submission to its acknowledgement.</returns>
    private static async Task<(double Median, double P95)> LatencyAsync(MadeSubmissions submissions, NpgsqlDataSource database)
    {
        var since = DateTime.UtcNow;
        await SteadyAsync(submissions, Phase);
        // Also the slowest counts.
        await using var open = database.CreateCommand("""SELECT NOT EXISTS (SELECT 1 FROM "Deliveries" WHERE "Target" = 'documents' AND "DueAt" IS NOT NULL)""");
        await Wait.ForAsync<object>("every acknowledgement", async () => await open.ExecuteScalarAsync() is true ? "all" : null);
        await using var command = database.CreateCommand("""
            SELECT percentile_cont(ARRAY[0.5, 0.95]) WITHIN GROUP (ORDER BY extract(epoch FROM "FinishedAt" - "CreatedAt")::float8 * 1000)
            FROM "Deliveries" WHERE "Target" = 'documents' AND "CreatedAt" > $1
            """);
        command.Parameters.Add(new() { Value = since });
        var found = (double[])(await command.ExecuteScalarAsync())!;
        return (found[0], found[1]);
    }

    private static async Task<long> OpenAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("""SELECT count(*) FROM "Deliveries" WHERE "DueAt" IS NOT NULL""");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
