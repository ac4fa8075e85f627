using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ElectronicApplication.Testing;
using Npgsql;

namespace ElectronicApplication.Benchmarks;

/// <summary>
/// Faults under load, each repeated with a fixed seed: the production shape in processes of its own, submissions arriving all the time, one fault a round at
/// a moment that the seed chooses. After each round every accepted submission must stand in the core system once. Prints, for each fault, how many
/// were lost, how many stand there twice, and the longest time from the fault's end until everything that had been accepted by then was acknowledged.
/// </summary>
internal static class Faults
{
    private const int Submissions = 150;
    private const int Concurrency = 8;

    private static readonly TimeSpan Away = TimeSpan.FromSeconds(6);

    public static async Task<int> RunAsync(int rounds, int seed)
    {
        var random = new Random(seed);
        await using var city = await StagingCity.StartAsync();
        await RabbitMqBroker.NewQueuesWrittenDownAsync();
        await using var database = NpgsqlDataSource.Create(city.Database.ConnectionString());
        using var world = new OutsideWorld(city.Sandbox.Address);
        var accepted = new HashSet<string>();
        var worst = 0;
        foreach (var (name, fault) in Named(city, world, random))
        {
            var (lost, twice, recovery) = (0, 0, 0.0);
            for (var round = 0; round < rounds; round++)
            {
                var load = new Load(city.Portal.Address, "public-comment", Answers);
                var running = load.RunAsync(Submissions, Concurrency);
                var moment = random.Next(10, Submissions - 30);
                while (load.Accepted.Count < moment && !running.IsCompleted)
                    await Task.Delay(5);
                await fault();
                var back = Stopwatch.StartNew();
                var until = await NowAsync(database);
                recovery = Math.Max(recovery, await RecoveredAsync(database, until, back));
                await running;
                accepted.UnionWith(load.Accepted.Keys);
                var held = await SettledAsync(world, database, accepted.Count);
                lost += accepted.Count(number => !held.Contains(number));
                twice += held.Count - held.Distinct().Count();
            }
            Figure.Print($"fault-{name}-lost", lost, "submissions");
            Figure.Print($"fault-{name}-twice", twice, "records");
            Figure.Print($"fault-{name}-recovery-s", recovery, "s");
            worst += lost + twice;
        }
        return worst == 0 ? 0 : 1;
    }

    private static IEnumerable<(string Name, Func<Task> Fault)> Named(StagingCity city, OutsideWorld world, Random random) =>
    [
        ("worker-killed", () => KilledAsync(city.Worker)),
        ("portal-killed", () => KilledAsync(city.Portal)),
        ("core-system-killed", () => KilledAsync(city.Sandbox)),
        ("broker-killed", async () =>
        {
            city.Broker.KillHard();
            await city.Broker.StartAgainAsync();
        }),
        ("database-killed", async () =>
        {
            await city.Database.CrashAsync();
            await city.Database.StartAgainAsync();
        }),
        ("broker-silent", () => city.Broker.SilentAsync(Away)),
        ("core-system-silent", () => city.Sandbox.SilentAsync(Away)),
        ("core-system-away", () => TroubledAsync(world, new { outage = true }, new { outage = false })),
        ("core-system-hangs", () => TroubledAsync(world, new { slowMs = 20_000 }, new { slowMs = 0 })),
        ("core-system-keeps-and-says-500", () => world.TroubleAsync("documents", new { keepAnd500Next = random.Next(1, 40) })),
        ("core-system-loses-the-answer", () => world.TroubleAsync("documents", new { answerLostNext = random.Next(1, 40) })),
        ("core-system-answers-twice", () => world.TroubleAsync("documents", new { duplicateNext = random.Next(1, 40) })),
    ];

    private static async Task KilledAsync(HostProcess process)
    {
        process.KillHard();
        await process.StartAgainAsync(process.ReadyPath);
    }

    private static async Task TroubledAsync(OutsideWorld world, object trouble, object end)
    {
        await world.TroubleAsync("documents", trouble);
        await Task.Delay(Away);
        await world.TroubleAsync("documents", end);
    }

    private static async Task<DateTime> NowAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("SELECT now()");
        return (DateTime)await Wait.ForAsync<object>("the database", () => AskAsync(command));
    }

    /// <returns>Seconds until everything that had been accepted before the fault's end was acknowledged.</returns>
    private static async Task<double> RecoveredAsync(NpgsqlDataSource database, DateTime until, Stopwatch back)
    {
        await using var command = database.CreateCommand("""SELECT CASE WHEN count(*) = 0 THEN 1 END FROM "Deliveries" WHERE "DueAt" IS NOT NULL AND "CreatedAt" < $1""");
        command.Parameters.Add(new() { Value = until });
        await Wait.ForAsync<object>("what was under way", () => AskAsync(command), TimeSpan.FromMinutes(3));
        return back.Elapsed.TotalSeconds;
    }

    private static async Task<List<string>> SettledAsync(OutsideWorld world, NpgsqlDataSource database, int count)
    {
        await using var command = database.CreateCommand("""SELECT CASE WHEN count(*) = 0 THEN 1 END FROM "Deliveries" WHERE "DueAt" IS NOT NULL""");
        await Wait.ForAsync<object>($"{count.ToString(CultureInfo.InvariantCulture)} settled deliveries", () => AskAsync(command), TimeSpan.FromMinutes(3));
        return [.. (await world.RecordsAsync("documents")).Select(r => (string)r["receiptNumber"]!)];
    }

    /// <summary>Null also while the database is away.</summary>
    private static async Task<object?> AskAsync(NpgsqlCommand command)
    {
        try
        {
            return await command.ExecuteScalarAsync() is { } value and not DBNull ? value : null;
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }

    private static JsonObject Answers(int number)
    {
        var sample = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "forms-catalog", "public-comment", "samples"), "accepted-*.json").MinBy(f => new FileInfo(f).Length)!;
        var answers = JsonNode.Parse(File.ReadAllText(sample))!["answers"]!.DeepClone().AsObject();
        answers["opinion"] = $"{number.ToString(CultureInfo.InvariantCulture)} 番目の意見です。";
        return answers;
    }
}
