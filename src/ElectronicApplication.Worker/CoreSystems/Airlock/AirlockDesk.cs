using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace ElectronicApplication.Worker.CoreSystems.Airlock;

/// <summary>What a person does at an airlock: the verbs of Host. Each returns the process's exit code and writes what it did, in lines.</summary>
public static class AirlockDesk
{
    private const int Failed = 1, Misused = 2;

    /// <summary>When a run finds several things, this is the order in which one of them becomes the exit code.</summary>
    private static readonly AirlockFinding[] Gravest = [AirlockFinding.Tampered, AirlockFinding.Replay, AirlockFinding.InnerAway, AirlockFinding.Gap, AirlockFinding.Duplicate];

    /// <summary>Makes one side's key pair: NAME.key.pem (mode 0400, stays) and NAME.cert.pem (is carried to the other side).</summary>
    public static async Task<int> KeysAsync(string directory, string name, TextWriter output)
    {
        if (!Directory.Exists(directory) || name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            return await SayAsync(output, Misused, $"There is no folder {directory}, or \"{name}\" is no name of letters, digits and hyphens.");
        string keyPath = Path.Combine(directory, name + ".key.pem"), certificatePath = Path.Combine(directory, name + ".cert.pem");
        if (File.Exists(keyPath) || File.Exists(certificatePath))
            return await SayAsync(output, Failed, $"{keyPath} or {certificatePath} is there already; keys are never overwritten.");
        var (key, certificate, fingerprint) = AirlockSeal.Make(name, TimeProvider.System.GetUtcNow());
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            how.UnixCreateMode = UnixFileMode.UserRead;
        await using (var file = new StreamWriter(keyPath, how))
            await file.WriteAsync(key);
        await File.WriteAllTextAsync(certificatePath, certificate);
        return await SayAsync(output, 0, $"{keyPath} stays here. {certificatePath} goes to the other side; read its fingerprint out to them:", fingerprint);
    }

    /// <summary>Takes what lies in <c>Airlock:&lt;name&gt;:InFolder</c> to the system of <c>Inner</c>, and leaves the answers in <c>OutFolder</c>.</summary>
    public static async Task<int> ReceiveAsync(IConfiguration configuration, string name, ILogger log, TextWriter output, CancellationToken cancel)
    {
        var section = configuration.GetSection($"Airlock:{name}");
        if (await OptionsAsync(section, $"Airlock:{name}", output) is not { } options)
            return Misused;
        var innerSection = section.GetSection("Inner");
        if (!Adapters.Kinds.TryGetValue(innerSection["Adapter"] ?? Adapters.Default, out var kind) || innerSection["Adapter"] == "airlock")
            return await SayAsync(output, Misused, $"Airlock:{name}:Inner:Adapter must be one of {string.Join(", ", Adapters.Kinds.Keys.Where(k => k != "airlock"))}.");
        if (kind.Problems(innerSection).Select(p => $"Airlock:{name}:Inner:{p}").ToArray() is { Length: > 0 } wrong)
            return await SayAsync(output, Misused, wrong);
        try
        {
            // Two runs at once would offer the same bundle twice.
            await using var only = new FileStream(Path.Combine(options.StateFolder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            using var seal = AirlockSeal.Load(options);
            await using var receiver = new AirlockReceiver(name, options, kind.Create(new(name, innerSection, TimeProvider.System) { Log = log }), seal, TimeProvider.System);
            var events = await receiver.RunAsync(cancel);
            foreach (var found in events)
                await output.WriteLineAsync($"{found.Finding}: {found.Message}.");
            if (events.Count == 0)
                await output.WriteLineAsync("Nothing has arrived.");
            return (int)Gravest.FirstOrDefault(g => events.Any(e => e.Finding == g));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return await SayAsync(output, Failed, $"A folder cannot be used, or another run is at work: {e.Message}");
        }
    }

    /// <summary>Gives up waiting for one bundle that is lost for good; what was in it must be offered again by the sender.</summary>
    public static async Task<int> SkipAsync(IConfiguration configuration, string name, string number, TextWriter output, CancellationToken cancel)
    {
        if (await SideAsync(configuration, name, output) is not var (options, stream, _))
            return Misused;
        using var seal = AirlockSeal.Load(options);
        var arrivals = new AirlockIn(name, stream, options, seal);
        var state = await arrivals.StateAsync(cancel);
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var skipped) || skipped != state.Last + 1)
            return await SayAsync(output, Failed, string.Create(CultureInfo.InvariantCulture, $"Only the next bundle can be skipped, which is {state.Last + 1}."));
        await arrivals.SaveAsync(state with { Last = skipped }, cancel);
        return await SayAsync(output, 0, string.Create(CultureInfo.InvariantCulture, $"Bundle {skipped} is waited for no longer. Let the other side know what was in it."));
    }

    /// <summary>Leaves a bundle of ours once more, byte for byte: for one that was lost on the way.</summary>
    public static async Task<int> AgainAsync(IConfiguration configuration, string name, string number, TextWriter output, CancellationToken cancel)
    {
        if (await SideAsync(configuration, name, output) is not var (options, _, stream))
            return Misused;
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) && await AirlockOut.AgainAsync(name, stream, wanted, options, cancel)
            ? await SayAsync(output, 0, $"Bundle {number} lies in {options.OutFolder} again.")
            : await SayAsync(output, Failed, $"There is no copy of a bundle {number}.");
    }

    /// <summary>Which side of the airlock this machine is, by the section that it has; and what comes in and goes out there.</summary>
    private static async Task<(AirlockOptions Options, string In, string Out)?> SideAsync(IConfiguration configuration, string name, TextWriter output)
    {
        var behind = configuration.GetSection($"Airlock:{name}").Exists();
        var path = (behind ? "Airlock:" : "CoreSystems:") + name;
        return await OptionsAsync(configuration.GetSection(path), path, output) is not { } options ? null
            : behind ? (options, AirlockBundle.OfOffers, AirlockBundle.OfAnswers) : (options, AirlockBundle.OfAnswers, AirlockBundle.OfOffers);
    }

    private static async Task<AirlockOptions?> OptionsAsync(IConfigurationSection section, string path, TextWriter output)
    {
        var options = new AirlockOptions();
        section.Bind(options);
        var wrong = options.Problems().Select(p => $"{path}:{p}").ToArray();
        await SayAsync(output, Misused, wrong);
        return wrong.Length == 0 ? options : null;
    }

    private static async Task<int> SayAsync(TextWriter output, int code, params IEnumerable<string> lines)
    {
        foreach (var line in lines)
            await output.WriteLineAsync(line);
        return code;
    }
}
