using System.Security.Cryptography;

namespace ElectronicApplication.Worker.CoreSystems.Airlock;

/// <summary>
/// One side of an airlock: section <c>CoreSystems:&lt;name&gt;</c> on our side (adapter <c>airlock</c>), section <c>Airlock:&lt;name&gt;</c> on the other, where
/// <c>Inner:*</c> has the settings of the adapter that the records go to. Both sides use the same name.
/// </summary>
public sealed class AirlockOptions
{
    /// <summary>Where bundles are left to be carried to the other side.</summary>
    public string OutFolder { get; set; } = "";

    /// <summary>Where bundles that were carried from the other side are put.</summary>
    public string InFolder { get; set; } = "";

    /// <summary>Numbers, journals and copies of our own bundles; never on what is carried.</summary>
    public string StateFolder { get; set; } = "";

    /// <summary>Our private key (PEM, PKCS#8) and certificate; the verb <c>airlock keys</c> makes them.</summary>
    public string OwnKeyFile { get; set; } = "";

    public string OwnCertificateFile { get; set; } = "";

    /// <summary>The other side's certificate: the only one whose signature is taken, and the one that bundles are encrypted to.</summary>
    public string PeerCertificateFile { get; set; } = "";

    /// <summary>How many records a bundle takes.</summary>
    public int BatchSize { get; set; } = 200;

    /// <summary>0: a bundle is one file. Otherwise it is text in parts of up to so many characters, each fit for one QR code.</summary>
    public int PartCharacters { get; set; }

    /// <summary>How long journals and copies stay.</summary>
    public int KeepDays { get; set; } = 90;

    /// <summary>On the other side: after so many runs in which the inner system took nothing of a bundle, its records are sent back to be offered again later.</summary>
    public int HoldRuns { get; set; } = 12;

    internal IEnumerable<string> Problems()
    {
        foreach (var (name, folder) in new[] { (nameof(OutFolder), OutFolder), (nameof(InFolder), InFolder), (nameof(StateFolder), StateFolder) })
            if (!Path.IsPathFullyQualified(folder))
                yield return $"{name} must be an absolute path.";
        if (new[] { OutFolder, InFolder, StateFolder }.Select(f => f.TrimEnd('/', '\\')).Distinct(StringComparer.Ordinal).Count() < 3)
            yield return "OutFolder, InFolder and StateFolder must be three different folders.";
        if (BatchSize is < 1 or > 10_000)
            yield return "BatchSize must be between 1 and 10000.";
        if (PartCharacters is not 0 and (< 300 or > 1800))
            yield return "PartCharacters must be 0, or between 300 and 1800.";
        if (KeepDays is < 1 or > 3650)
            yield return "KeepDays must be between 1 and 3650.";
        if (KeyProblem() is { } problem)
            yield return problem;
    }

    private string? KeyProblem()
    {
        try
        {
            using var seal = AirlockSeal.Load(this);
            return null;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"OwnKeyFile, OwnCertificateFile or PeerCertificateFile cannot be used: {e.Message.ReplaceLineEndings(" ")}";
        }
    }
}
