using ElectronicApplication.Worker.CoreSystems.Airlock;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElectronicApplication.Worker.Tests;

/// <summary>The folders of both sides of one airlock, with a file drop behind it; the test is who carries.</summary>
/// <param name="keys">The folder where <see cref="MakeKeysAsync"/> made the keys of both sides.</param>
internal sealed class AirlockSides(string keys, string folder, string target)
{
    public string Target => target;

    /// <summary>How large a part of a bundle may be; 0 for bundles in one piece.</summary>
    public int Parts { get; set; }

    public static async Task MakeKeysAsync(string folder, params string[] names)
    {
        foreach (var name in names)
            Assert.Equal(0, await AirlockDesk.KeysAsync(folder, name, TextWriter.Null));
    }

    public AirlockSides MakeFolders()
    {
        foreach (var name in new[] { "near-out", "near-in", "near-state", "far-out", "far-in", "far-state", "drop", "results" })
            Directory.CreateDirectory(At(name));
        return this;
    }

    public string At(string name) => Path.Combine(folder, name);

    /// <summary>What stands under <c>CoreSystems:&lt;target&gt;</c> on our side.</summary>
    public Dictionary<string, string?> Near() => Side("near", "far");

    /// <summary>One run of <c>airlock receive</c> on the other side.</summary>
    public async Task<(int Code, string Said)> ReceiveAsync(params (string Key, string Value)[] more)
    {
        var output = new StringWriter();
        var code = await AirlockDesk.ReceiveAsync(FarSettings(more), target, NullLogger.Instance, output, default);
        return (code, output.ToString());
    }

    public IConfigurationRoot FarSettings(params (string Key, string Value)[] more)
    {
        var values = Side("far", "near");
        (values["Inner:Adapter"], values["Inner:Folder"], values["Inner:ResultFolder"]) = ("file", At("drop"), At("results"));
        foreach (var (key, value) in more)
            values[key == "Acknowledge" ? "Inner:" + key : key] = value;
        return Settings("Airlock", values);
    }

    public IConfigurationRoot Settings(string section, Dictionary<string, string?> values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create($"{section}:{target}:{v.Key}", v.Value))).Build();

    public void Carry(string from, string to)
    {
        foreach (var file in Directory.GetFiles(At(from)).Where(f => !Path.GetFileName(f).StartsWith('.')))
            File.Move(file, Path.Combine(At(to), Path.GetFileName(file)));
    }

    private Dictionary<string, string?> Side(string own, string peer) => new()
    {
        ["Adapter"] = "airlock", ["OutFolder"] = At(own + "-out"), ["InFolder"] = At(own + "-in"), ["StateFolder"] = At(own + "-state"), ["OwnKeyFile"] = Path.Combine(keys, own + ".key.pem"),
        ["OwnCertificateFile"] = Path.Combine(keys, own + ".cert.pem"), ["PeerCertificateFile"] = Path.Combine(keys, peer + ".cert.pem"), ["PartCharacters"] = $"{Parts}",
    };
}
