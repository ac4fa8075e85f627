using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ElectronicApplication.Testing;
using Npgsql;

namespace ElectronicApplication.Benchmarks;

/// <summary>
/// Faults under load, each repeated with a fixed seed: the production shape in processes of its own, submissions arriving all the time, one fault a round at
/// a moment that the seed chooses. In the end every accepted submission must stand in the core system once, or be named as refused. Prints, for each
/// fault, how many were lost, how many stand there twice, and the longest time from the fault's end until everything that had been accepted by then was settled.
/// </summary>
internal sealed class Faults(StagingCity city, OutsideWorld world, NpgsqlDataSource database, Random random, string scratch)
{
    /// <summary>More than are offered in one round.</summary>
    private const int Many = 100_000;

    private static readonly TimeSpan Away = TimeSpan.FromSeconds(6);

    /// <param name="names">Only these faults; all where none is named.</param>
    public static async Task<int> RunAsync(int rounds, int seed, IReadOnlyCollection<string> names)
    {
        using var scratch = new TemporaryFolder("faults");
        await using var city = await StagingCity.StartAsync();
        await RabbitMqBroker.NewQueuesWrittenDownAsync();
        await using var database = NpgsqlDataSource.Create(city.Database.ConnectionString());
        using var world = new OutsideWorld(city.Sandbox.Address);
        return await new Faults(city, world, database, new Random(seed), scratch.Path).AllAsync(rounds, names);
    }

    private IEnumerable<Fault> All() =>
    [
        new("worker-killed", () => KilledAsync(city.Worker)),
        new("portal-killed", () => KilledAsync(city.Portal)),
        new("core-system-killed", () => KilledAsync(city.Sandbox)),
        new("broker-killed", async () =>
        {
            city.Broker.KillHard();
            await city.Broker.StartAgainAsync();
        }),
        new("database-killed", async () =>
        {
            await city.Database.CrashAsync();
            await city.Database.StartAgainAsync();
        }),
        new("broker-silent", () => city.Broker.SilentAsync(Away)),
        new("core-system-silent", () => city.Sandbox.SilentAsync(Away)),
        new("core-system-away", () => TroubledAsync(new { outage = true }, new { outage = false })),
        new("core-system-hangs", () => TroubledAsync(new { slowMs = 20_000 }, new { slowMs = 0 })),
        new("core-system-keeps-and-says-500", () => TroubledAsync(new { keepAnd500Next = Many }, new { keepAnd500Next = 0 })),
        new("core-system-loses-the-answer", () => TroubledAsync(new { answerLostNext = Many }, new { answerLostNext = 0 })),
        new("core-system-answers-twice", () => TroubledAsync(new { duplicateNext = random.Next(1, 40) }, new { duplicateNext = 0 })),
        new("core-system-refuses-a-tenth", () => TroubledAsync(new { refuseNext = random.Next(1, 20) }, new { refuseNext = 0 })) { Refuses = true },
        // Only who asks again finds out.
        new("core-system-says-200-and-loses", () => TroubledAsync(new { loseNext = random.Next(1, 40) }, new { loseNext = 0 })) { Worker = ["--CoreSystems:documents:VerifySeconds=1"] },
        .. Clock(),
        .. DropFolder(),
    ];

    private async Task<int> AllAsync(int rounds, IReadOnlyCollection<string> names)
    {
        var worst = 0;
        foreach (var fault in All().Where(f => names.Count == 0 || names.Contains(f.Name)))
        {
            await city.Worker.ChangeAsync(fault.Worker, fault.Variables);
            if (fault.Variables.Count > 0)
                await city.Portal.ChangeAsync([], fault.Variables);
            var (recovery, accepted) = (0.0, new HashSet<string>());
            for (var round = 0; round < rounds; round++)
                recovery = Math.Max(recovery, await RoundAsync(fault, accepted));
            await NothingOpenAsync("everything to be settled", until: null);
            var held = fault.Held is null ? [.. (await world.RecordsAsync("documents")).Select(r => (string)r["receiptNumber"]!)] : fault.Held();
            var named = await RefusedAsync();
            var lost = accepted.Count(number => !held.Contains(number) && !named.Contains(number));
            var refused = accepted.Count(named.Contains);
            var twice = held.Count - held.Distinct().Count();
            Figure.Print($"fault-{fault.Name}-lost", lost, $"of {accepted.Count} submissions");
            Figure.Print($"fault-{fault.Name}-twice", twice, "records");
            Figure.Print($"fault-{fault.Name}-refused", refused, "submissions");
            Figure.Print($"fault-{fault.Name}-recovery-s", recovery, "s");
            worst += lost + twice + (fault.Refuses ? 0 : refused);
            if (fault.Variables.Count > 0)
                await city.Portal.ChangeAsync([]);
        }
        return worst == 0 ? 0 : 1;
    }

    /// <returns>Seconds from the fault's end until what had been accepted by then was settled.</returns>
    private async Task<double> RoundAsync(Fault fault, HashSet<string> accepted)
    {
        var load = new Load(city.Portal.Address, "public-comment", Answers);
        using var ended = new CancellationTokenSource();
        var arriving = ArriveAsync(load, ended.Token);
        var moment = random.Next(5, 60);
        while (load.Accepted.Count < moment && !arriving.IsCompleted)
            await Task.Delay(5);
        await fault.HappensAsync();
        var back = Stopwatch.StartNew();
        await NothingOpenAsync("what was under way", await NowAsync());
        var recovery = back.Elapsed.TotalSeconds;
        await ended.CancelAsync();
        await arriving;
        accepted.UnionWith(load.Accepted.Keys);
        return recovery;
    }

    private static async Task ArriveAsync(Load load, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            await load.RunAsync(4, 4, CancellationToken.None);
            await Task.Delay(80, CancellationToken.None);
        }
    }

    private static async Task KilledAsync(HostProcess process)
    {
        process.KillHard();
        await process.StartAgainAsync(process.ReadyPath);
    }

    private async Task TroubledAsync(object trouble, object end)
    {
        await world.TroubleAsync("documents", trouble);
        await Task.Delay(Away);
        await world.TroubleAsync("documents", end);
    }

    /// <summary>The clock of portal and worker goes ten minutes back and comes forward again; needs Debian's package faketime.</summary>
    private IEnumerable<Fault> Clock()
    {
        const string library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";
        if (!File.Exists(library))
            return [];
        var offset = Path.Combine(scratch, "clock");
        File.WriteAllText(offset, "+0");
        return
        [
            new("clock-jumps", async () =>
            {
                await SetAsync("-600");
                await Task.Delay(Away);
                await SetAsync("+0");
            })
            {
                Variables = new Dictionary<string, string>
                {
                    ["LD_PRELOAD"] = library, ["FAKETIME_TIMESTAMP_FILE"] = offset, ["FAKETIME_CACHE_DURATION"] = "1", ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1", ["DONT_FAKE_MONOTONIC"] = "1",
                },
            },
        ];

        async Task SetAsync(string by)
        {
            await File.WriteAllTextAsync(offset + ".new", by);
            File.Move(offset + ".new", offset, overwrite: true);
        }
    }

    /// <summary>A small file system that somebody else fills up; only root can mount one.</summary>
    private IEnumerable<Fault> DropFolder()
    {
        if (Environment.UserName != "root")
            return [];
        var folder = Path.Combine(scratch, "drop");
        Directory.CreateDirectory(folder);
        using var mount = Process.Start("mount", ["-t", "tmpfs", "-o", "size=96m,nr_inodes=0", "tmpfs", folder]);
        mount.WaitForExit();
        if (mount.ExitCode != 0)
            return [];
        var filler = Path.Combine(folder, ".filler");
        return
        [
            new("drop-folder-full", async () =>
            {
                await using (var file = new FileStream(filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
                    try
                    {
                        for (var block = new byte[4096]; ;)
                            await file.WriteAsync(block);
                    }
                    catch (IOException)
                    {
                        // Full.
                    }
                await Task.Delay(Away);
                File.Delete(filler);
            })
            {
                Worker = ["--CoreSystems:documents:Adapter=file", $"--CoreSystems:documents:Folder={folder}"],
                Held = () => [.. Directory.EnumerateFiles(folder).Where(f => !Path.GetFileName(f).StartsWith('.')).Select(f => (string)JsonNode.Parse(File.ReadAllText(f))!["receiptNumber"]!)],
            },
        ];
    }

    private async Task<DateTime> NowAsync()
    {
        await using var command = database.CreateCommand("SELECT now()");
        return (DateTime)await Wait.ForAsync<object>("the database", () => AskAsync(command));
    }

    /// <param name="until">Of what was accepted before then; null for everything.</param>
    private async Task NothingOpenAsync(string what, DateTime? until)
    {
        await using var command = database.CreateCommand("""SELECT CASE WHEN count(*) = 0 THEN 1 END FROM "Deliveries" WHERE "DueAt" IS NOT NULL AND "CreatedAt" < $1""");
        command.Parameters.Add(new() { Value = until ?? DateTime.MaxValue.ToUniversalTime() });
        await Wait.ForAsync<object>(what, () => AskAsync(command), TimeSpan.FromMinutes(3));
    }

    private async Task<HashSet<string>> RefusedAsync()
    {
        await using var command = database.CreateCommand("""SELECT "ReceiptNumber" FROM "Deliveries" WHERE "Status" = 'Refused'""");
        await using var reader = await command.ExecuteReaderAsync();
        HashSet<string> numbers = [];
        while (await reader.ReadAsync())
            numbers.Add(reader.GetString(0));
        return numbers;
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

    private sealed record Fault(string Name, Func<Task> HappensAsync)
    {
        public bool Refuses { get; init; }

        /// <summary>Settings of the worker meanwhile.</summary>
        public string[] Worker { get; init; } = [];

        /// <summary>Variables of worker and portal meanwhile.</summary>
        public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

        /// <summary>Receipt numbers where the core system is not the sandbox's.</summary>
        public Func<List<string>>? Held { get; init; }
    }
}
