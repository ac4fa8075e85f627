using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Worker.CoreSystems.Files;

namespace ElectronicApplication.Worker.CoreSystems.Airlock;

/// <summary>What stands inside the seal. Offers go one way, answers the other; each way has numbers of its own, from 1 without gaps.</summary>
internal sealed record AirlockBundle(string Format, string Target, string Stream, int Number, DateTimeOffset At, IReadOnlyList<Offer>? Offers = null, IReadOnlyList<LateAnswer>? Answers = null)
{
    public const string Known = "electronic-application-airlock-1", OfOffers = "offers", OfAnswers = "answers";

    /// <exception cref="JsonException">Properly sealed, but not of this format.</exception>
    public static AirlockBundle Read(byte[] content) =>
        JsonSerializer.Deserialize<AirlockBundle>(content, FactJson.Options) is { Format: Known, Number: > 0, Target: not null, Stream: not null } bundle ? bundle : throw new JsonException();
}

/// <summary>Our bundles on their way out: numbered, sealed, whole or in parts, with a copy kept in case one is lost on the way.</summary>
internal sealed class AirlockOut(string target, string stream, AirlockOptions options, AirlockSeal seal, TimeProvider time) : IAsyncDisposable
{
    private readonly string _copies = Path.Combine(options.StateFolder, "copies");
    private readonly NumberedFiles _files = new(new LocalFolder(), options.OutFolder, options.StateFolder + "/" + stream, time, options.KeepDays);

    /// <summary>The number of the bundle that each item is in.</summary>
    public async Task<IReadOnlyList<int>> PutAsync(IReadOnlyList<NumberedItem> items, Func<IReadOnlyList<int>, AirlockBundle> make, CancellationToken cancel)
    {
        var entries = await _files.PutAsync(items, (number, rest) => Task.FromResult(Sealed(make(rest) with { Number = number })), cancel);
        return [.. entries.Select(e => e.Number)];
    }

    public Task ForgetAsync(Func<NumberedItem, bool> which, CancellationToken cancel) => _files.ForgetAsync(which, cancel);

    /// <summary>Leaves the kept copy of a bundle once more; false when there is none.</summary>
    public static async Task<bool> AgainAsync(string target, string stream, int number, AirlockOptions options, CancellationToken cancel)
    {
        var folder = new LocalFolder();
        var name = Name(target, stream, number);
        if (await folder.ReadAsync(Path.Combine(options.StateFolder, "copies", name + ".airlock"), cancel) is not { } bundle)
            return false;
        foreach (var file in Files(name, bundle, options))
        {
            await folder.WriteAsync($"{options.OutFolder}/.again-{file.Name}", file.Content, cancel);
            await folder.RenameAsync($"{options.OutFolder}/.again-{file.Name}", $"{options.OutFolder}/{file.Name}", cancel);
        }
        return true;
    }

    public ValueTask DisposeAsync() => _files.DisposeAsync();

    private IReadOnlyList<NewFile> Sealed(AirlockBundle bundle)
    {
        var name = Name(target, stream, bundle.Number);
        var content = seal.Close(JsonSerializer.SerializeToUtf8Bytes(bundle, FactJson.Options));
        Directory.CreateDirectory(_copies);
        foreach (var old in new DirectoryInfo(_copies).EnumerateFiles().Where(f => f.LastWriteTimeUtc < time.GetUtcNow().UtcDateTime.AddDays(-options.KeepDays)))
            old.Delete();
        File.WriteAllBytes(Path.Combine(_copies, name + ".airlock"), content);
        return Files(name, content, options);
    }

    private static IReadOnlyList<NewFile> Files(string name, byte[] bundle, AirlockOptions options) =>
        options.PartCharacters == 0 ? [new(name + ".airlock", bundle)] : AirlockParts.Split(name, bundle, options.PartCharacters);

    private static string Name(string target, string stream, int number) => string.Create(CultureInfo.InvariantCulture, $"{target}-{stream}-{number:D8}");
}

/// <summary>A bundle as lines of text, each fit for one QR code: EA1:index:total:SHA-256 of the bundle:base64.</summary>
internal static class AirlockParts
{
    private const int Heading = 90;

    public static IReadOnlyList<NewFile> Split(string name, byte[] bundle, int characters)
    {
        var text = Convert.ToBase64String(bundle);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bundle));
        var parts = text.Chunk(characters - Heading).Select(c => new string(c)).ToList();
        return [.. parts.Select((part, i) => new NewFile(
            string.Create(CultureInfo.InvariantCulture, $"{name}.{i + 1:D3}-of-{parts.Count:D3}.txt"),
            System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"EA1:{i + 1}:{parts.Count}:{hash}:{part}"))))];
    }

    /// <summary>The parts in the lines of a text, as a scanner or the other side wrote them; other lines are passed over.</summary>
    public static IEnumerable<AirlockPart> Read(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (line.Split(':') is ["EA1", var index, var total, { Length: 64 } hash, var part]
                && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && int.TryParse(total, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && i >= 1 && i <= n && n <= 9999)
                yield return new(i, n, hash, part);
    }

    /// <summary>Null when the parts are all there and make no such bundle.</summary>
    public static byte[]? Join(string hash, IEnumerable<AirlockPart> parts)
    {
        try
        {
            var bundle = Convert.FromBase64String(string.Concat(parts.OrderBy(p => p.Index).Select(p => p.Text)));
            return Convert.ToHexStringLower(SHA256.HashData(bundle)) == hash ? bundle : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

internal sealed record AirlockPart(int Index, int Total, string Hash, string Text);
