using System.Net;
using System.Net.Sockets;
using ElectronicApplication.Database;

namespace ElectronicApplication.Host;

[Flags]
public enum Roles { None = 0, Portal = 1, Staff = 2, Worker = 4, Sandbox = 8 }

/// <summary>What the whole program needs to know before anything else: roles, folders, database, addresses. Everything else is read beside its user.</summary>
public sealed record HostSettings(Roles Roles, string DataDirectory, string KeyFile, bool KeyFileIsConfigured, DatabaseOptions Database, string Url, string CatalogDirectory)
{
    public bool Has(Roles role) => (Roles & role) != 0;

    /// <exception cref="StartRefusedException">A setting cannot be understood.</exception>
    public static HostSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var data = Path.GetFullPath(configuration["Data:Directory"] is { Length: > 0 } configured
            ? configured
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "ElectronicApplication"));
        var keyFile = configuration["Keys:File"];
        return new(ReadRoles(configuration, environment), data, keyFile is { Length: > 0 } ? Path.GetFullPath(keyFile) : Path.Combine(data, "keys", "data-keys.json"), keyFile is { Length: > 0 },
            ReadDatabase(configuration, data), ReadUrl(configuration), configuration["Catalog:Directory"] ?? Path.Combine(AppContext.BaseDirectory, "forms-catalog"));
    }

    private static Roles ReadRoles(IConfiguration configuration, IHostEnvironment environment)
    {
        var text = configuration["Host:Roles"];
        if (string.IsNullOrWhiteSpace(text))
            return Roles.Portal | Roles.Staff | Roles.Worker | (environment.IsDevelopment() ? Roles.Sandbox : Roles.None);
        var roles = Roles.None;
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            roles |= Enum.TryParse<Roles>(name, ignoreCase: true, out var role) && Enum.IsDefined(role) && role != Roles.None
                ? role
                : throw new StartRefusedException([$"Host:Roles: \"{name}\" is not a role. Use Portal, Staff, Worker, Sandbox."]);
        return roles;
    }

    private static DatabaseOptions ReadDatabase(IConfiguration configuration, string data)
    {
        var name = configuration["Database:Provider"] is { Length: > 0 } given ? given : nameof(DatabaseProvider.Sqlite);
        if (!Enum.TryParse<DatabaseProvider>(name, ignoreCase: true, out var provider) || !Enum.IsDefined(provider))
            throw new StartRefusedException([$"Database:Provider: \"{name}\" is not a provider. Use Sqlite, PostgreSql, SqlServer."]);
        return configuration["Database:ConnectionString"] is { Length: > 0 } connection ? new(provider, connection)
            : provider == DatabaseProvider.Sqlite ? DatabaseOptions.SqliteFile(Path.Combine(data, "electronic-application.db"))
            : throw new StartRefusedException([$"Database:ConnectionString is missing for {provider}."]);
    }

    /// <summary>The first address of --urls. Port 0 becomes a free port now, because other addresses are made of it before the server listens.</summary>
    private static string ReadUrl(IConfiguration configuration)
    {
        var first = (configuration["urls"] ?? "http://localhost:5080").Split(';')[0].Trim();
        var address = BindingAddress.Parse(first);
        return address.Port != 0 ? first : $"{address.Scheme}://{address.Host}:{FreePort()}";
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
