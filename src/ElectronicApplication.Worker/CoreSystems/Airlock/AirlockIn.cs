using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Worker.CoreSystems.Files;

namespace ElectronicApplication.Worker.CoreSystems.Airlock;

/// <summary>What a look into the folder of arrivals found. The values are the exit codes of the verb.</summary>
public enum AirlockFinding
{
    Taken = 0,

    /// <summary>A later bundle is there and an earlier one is not, or not whole: it waits.</summary>
    Gap = 4,

    /// <summary>The very bundle that was taken before. Harmless.</summary>
    Duplicate = 5,

    /// <summary>Properly sealed, but with a number that another bundle had: an old one of another life, or a sender that went back to an old state. Or meant for another target or direction.</summary>
    Replay = 6,

    /// <summary>Altered, not from the other side, or not for us.</summary>
    Tampered = 7,

    /// <summary>The system behind the airlock takes nothing at the moment.</summary>
    InnerAway = 8,
}

internal sealed record AirlockEvent(AirlockFinding Finding, string Message);

/// <summary>Bundles that arrive: each is looked at once, in the order of their numbers.</summary>
internal sealed class AirlockIn(string target, string stream, AirlockOptions options, AirlockSeal seal)
{
    private const int HashesKept = 5000;

    private readonly LocalFolder _folder = new();

    /// <summary>The last number that was taken, and what the last ones looked like.</summary>
    public sealed record State(int Last, Dictionary<int, string> Taken, int Held = 0);

    public sealed record Arrival(AirlockBundle Bundle, string Sha256, IReadOnlyList<string> Files);

    private string StatePath => $"{options.StateFolder}/in-{stream}.json";

    public async Task<State> StateAsync(CancellationToken cancel) =>
        await _folder.ReadAsync(StatePath, cancel) is { } bytes ? JsonSerializer.Deserialize<State>(bytes, FactJson.Options)! : new(0, []);

    public async Task SaveAsync(State state, CancellationToken cancel)
    {
        await _folder.WriteAsync(StatePath + ".new", JsonSerializer.SerializeToUtf8Bytes(state, FactJson.Options), cancel);
        await _folder.RenameAsync(StatePath + ".new", StatePath, cancel);
    }

    /// <summary>Those that follow the last one taken without a gap, and what is to be said about all others. What cannot ever be taken is put into <c>broken</c>.</summary>
    public async Task<(IReadOnlyList<Arrival> Next, IReadOnlyList<AirlockEvent> Events)> LookAsync(CancellationToken cancel)
    {
        var state = await StateAsync(cancel);
        foreach (var name in new[] { "done", "broken" })
            await _folder.MakeAsync($"{options.InFolder}/{name}", cancel);
        List<AirlockEvent> events = [];
        SortedDictionary<int, Arrival> waiting = [];
        foreach (var (files, bytes) in await ReadAsync(events, cancel))
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
            if (state.Taken.FirstOrDefault(t => t.Value == hash) is { Key: > 0 } known)
                await AsideAsync(files, "done", AirlockFinding.Duplicate, $"bundle {known.Key} came again and was taken before");
            else if (!AirlockSeal.IsWhole(bytes))
                events.Add(new(AirlockFinding.Gap, $"{files[0]} is not whole yet"));
            else if (Open(bytes) is not { } bundle)
                await AsideAsync(files, "broken", AirlockFinding.Tampered, "the seal is broken, or is not the other side's, or not for us");
            else if (bundle.Target != target || bundle.Stream != stream)
                await AsideAsync(files, "broken", AirlockFinding.Replay, $"meant for {bundle.Target}, {bundle.Stream}");
            else if (bundle.Number <= state.Last || waiting.TryGetValue(bundle.Number, out var other) && other.Sha256 != hash)
                await AsideAsync(files, "broken", AirlockFinding.Replay, $"another bundle had the number {bundle.Number}");
            else if (!waiting.TryAdd(bundle.Number, new(bundle, hash, files)))
                await AsideAsync(files, "done", AirlockFinding.Duplicate, $"bundle {bundle.Number} is there twice");
        }
        List<Arrival> next = [];
        while (waiting.Remove(state.Last + next.Count + 1, out var arrival))
            next.Add(arrival);
        if (waiting.Count > 0)
            events.Add(new(AirlockFinding.Gap, $"bundle {state.Last + next.Count + 1} is missing; {string.Join(", ", waiting.Keys.Take(20))} wait for it"));
        return (next, events);

        async Task AsideAsync(IReadOnlyList<string> files, string where, AirlockFinding finding, string why)
        {
            events.Add(new(finding, $"{files[0]}: {why}"));
            foreach (var file in files)
                await PutAwayAsync(file, where, cancel);
        }
    }

    /// <summary>From here on this bundle is a thing of the past.</summary>
    public async Task TakenAsync(Arrival arrival, CancellationToken cancel)
    {
        var state = await StateAsync(cancel);
        var number = arrival.Bundle.Number;
        var taken = state.Taken.Where(t => t.Key > number - HashesKept).Append(new(number, arrival.Sha256)).ToDictionary();
        await SaveAsync(new(number, taken), cancel);
        foreach (var file in arrival.Files)
            await PutAwayAsync(file, "done", cancel);
    }

    private AirlockBundle? Open(byte[] bytes)
    {
        try
        {
            return AirlockBundle.Read(seal.Open(bytes));
        }
        catch (Exception e) when (e is CryptographicException or JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Whole bundles, and those whose parts are all there, with the files that they came in.</summary>
    private async Task<List<(IReadOnlyList<string> Files, byte[] Bytes)>> ReadAsync(List<AirlockEvent> events, CancellationToken cancel)
    {
        List<(IReadOnlyList<string>, byte[])> found = [];
        List<(string File, AirlockPart Part)> parts = [];
        foreach (var file in (await _folder.ListAsync(options.InFolder, cancel)).Select(f => f.Name).Where(n => !n.StartsWith('.')).Order(StringComparer.Ordinal))
            if (file.EndsWith(".airlock", StringComparison.Ordinal) && await _folder.ReadAsync($"{options.InFolder}/{file}", cancel) is { } bytes)
                found.Add(([file], bytes));
            else if (file.EndsWith(".txt", StringComparison.Ordinal) && await _folder.ReadAsync($"{options.InFolder}/{file}", cancel) is { } text)
                parts.AddRange(AirlockParts.Read(Encoding.UTF8.GetString(text)).Select(p => (file, p)));
        foreach (var group in parts.GroupBy(p => (p.Part.Hash, p.Part.Total)))
        {
            var each = group.GroupBy(p => p.Part.Index).ToDictionary(g => g.Key, g => g.First().Part);
            IReadOnlyList<string> files = [.. group.Select(p => p.File).Distinct(StringComparer.Ordinal)];
            if (each.Count < group.Key.Total)
                events.Add(new(AirlockFinding.Gap, $"of the {group.Key.Total} parts {string.Join(", ", Enumerable.Range(1, group.Key.Total).Where(i => !each.ContainsKey(i)).Take(20))} are missing ({files[0]})"));
            else
                // What does not join is no bundle: it is put away as one whose seal is broken.
                found.Add((files, AirlockParts.Join(group.Key.Hash, each.Values) ?? [0]));
        }
        return found;
    }

    private async Task PutAwayAsync(string file, string where, CancellationToken cancel)
    {
        var to = $"{options.InFolder}/{where}/{file}";
        if (await _folder.ExistsAsync(to, cancel))
            to += "." + Guid.NewGuid().ToString("N")[..8];
        await _folder.RenameAsync($"{options.InFolder}/{file}", to, cancel);
    }
}
