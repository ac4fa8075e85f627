using ElectronicApplication.Benchmarks;

// One JSON line a figure on standard output: {"name","value","unit","floor","ratio"}. What was done on the way goes to standard error.
// Floor and case stand behind the same HTTP server, are warmed, alternated three times; medians. Durable: synchronous=FULL, fsync on.
return args switch
{
    ["intake", ..] => await IntakeBenchmark.RunAsync(args[1..]),
    ["engine"] => await EngineBenchmark.RunAsync(),
    ["pages"] => await PagesBenchmark.RunAsync(),
    ["floor-server", var provider, var connection, var url] => await FloorServer.RunAsync(provider, connection, url),
    ["review"] => await ReviewBenchmark.RunAsync(1_000_000),
    ["review", "--rows", var rows] when int.TryParse(rows, out var count) && count > 10_000 => await ReviewBenchmark.RunAsync(count),
    ["delivery"] => await DeliveryBenchmark.RunAsync(0),
    ["delivery", "--rows", var rows] when int.TryParse(rows, out var count) && count > 0 => await DeliveryBenchmark.RunAsync(count),
    ["targets"] => await TargetsBenchmark.RunAsync(),
    ["faults"] => await Faults.RunAsync(20, 1, []),
    ["faults", var rounds, var seed, .. var names] when int.TryParse(rounds, out var r) && int.TryParse(seed, out var s) => await Faults.RunAsync(r, s, names),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: engine | intake [sqlite|postgresql] | pages | review [--rows N] | delivery [--rows N] | targets | faults [ROUNDS SEED [NAME ...]]");
    return 2;
}
