using Xunit;

namespace ElectronicApplication.Testing;

/// <summary>Which servers this machine has. A test of one that is missing shows as skipped, and as failed when <c>CI=true</c>, so that nobody believes it was tested.</summary>
public static class InstalledServers
{
    public static string? PostgreSqlBinaries { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).Max(StringComparer.Ordinal)
        : null;

    public static string? RabbitMqServer { get; } = File.Exists("/usr/lib/rabbitmq/bin/rabbitmq-server") ? "/usr/lib/rabbitmq/bin/rabbitmq-server" : null;

    public static string? Chromium { get; } = File.Exists("/usr/bin/chromium") ? "/usr/bin/chromium" : null;

    public static string? SshServer { get; } = File.Exists("/usr/sbin/sshd") && File.Exists("/usr/bin/ssh") ? "/usr/sbin/sshd" : null;

    internal static string? SkipReason(params (string Name, string? Found)[] needed)
    {
        var missing = string.Join(", ", needed.Where(n => n.Found is null).Select(n => n.Name));
        return missing.Length == 0 || Environment.GetEnvironmentVariable("CI") == "true" ? null : $"Not installed: {missing}";
    }
}

public sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute() => Skip = InstalledServers.SkipReason(("PostgreSQL", InstalledServers.PostgreSqlBinaries));
}

public sealed class ProductionFactAttribute : FactAttribute
{
    public ProductionFactAttribute() => Skip = InstalledServers.SkipReason(("PostgreSQL", InstalledServers.PostgreSqlBinaries), ("RabbitMQ", InstalledServers.RabbitMqServer));
}

public sealed class SshFactAttribute : FactAttribute
{
    public SshFactAttribute() => Skip = InstalledServers.SkipReason(("OpenSSH", InstalledServers.SshServer));
}

public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute() => Skip = InstalledServers.SkipReason(("Chromium", InstalledServers.Chromium));
}

public sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute() => Skip = InstalledServers.SkipReason(("Chromium", InstalledServers.Chromium));
}
