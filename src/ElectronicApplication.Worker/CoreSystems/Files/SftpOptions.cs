using System.Text.RegularExpressions;

namespace ElectronicApplication.Worker.CoreSystems.Files;

/// <summary>Section <c>CoreSystems:&lt;name&gt;</c> of a core system that takes files from a folder on an SFTP server (adapter <c>sftp</c>): what <see cref="FileDropOptions"/> has, with paths on the server.</summary>
public sealed partial class SftpOptions : FileDropOptions
{
    public string Host { get; set; } = "";

    public int Port { get; set; } = 22;

    public string User { get; set; } = "";

    /// <summary>Our private key, as OpenSSH reads it, without a pass phrase, mode 0400 or 0600.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>The server's public key, one line as in known_hosts: no other server is spoken to.</summary>
    public string KnownHostsFile { get; set; } = "";

    /// <summary>OpenSSH's client.</summary>
    public string Program { get; set; } = "ssh";

    public int TimeoutSeconds { get; set; } = 5;

    internal override IEnumerable<string> Problems()
    {
        if (!SafeName().IsMatch(Host))
            yield return "Host must be a name or an address.";
        if (!SafeName().IsMatch(User))
            yield return "User must be the name of an account on the server.";
        if (Port is < 1 or > 65535)
            yield return "Port must be between 1 and 65535.";
        if (!File.Exists(KeyFile))
            yield return "KeyFile must be the file of our private key.";
        if (!File.Exists(KnownHostsFile))
            yield return "KnownHostsFile must be a file with the server's public key (ssh-keyscan makes it; compare the fingerprint by another way).";
        if (Folder.Length == 0)
            yield return "Folder must be a path on the server.";
        if (Acknowledge == FileAcknowledgement.ResultFile && ResultFolder.Length == 0)
            yield return "ResultFolder must be a path on the server where Acknowledge is ResultFile.";
        foreach (var problem in CommonProblems())
            yield return problem;
    }

    [GeneratedRegex("^[A-Za-z0-9_][A-Za-z0-9_.:-]*$")]
    private static partial Regex SafeName();
}
