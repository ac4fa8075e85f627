using ElectronicApplication.Benchmarks;

// One JSON line a figure on standard output: {"name","value","unit","floor","ratio"}. What was done on the way goes to standard error.
// Floor and case stand behind the same HTTP server, are warmed, alternated three times; medians. Durable: synchronous=FULL, fsync on.
return args switch
{
    ["intake", ..] => await IntakeBenchmark.RunAsync(args[1..]),
    ["engine"] => await EngineBenchmark.RunAsync(),
    ["pages"] => await PagesBenchmark.RunAsync(),
    ["floor-server", var provider, var connection, var url] => await FloorServer.RunAsync(provider, connection, url),
    ["delivery" or "review"] => NotMeasured(args[0]),
    _ => Usage(),
};

static int NotMeasured(string name)
{
    Console.Error.WriteLine($"\"{name}\" has no figures yet.");
    return 2;
}

static int Usage()
{
    Console.Error.WriteLine("usage: engine | intake [sqlite|postgresql] | pages");
    return 2;
}
