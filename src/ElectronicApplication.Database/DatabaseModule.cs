using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Database.PostgreSql;
using ElectronicApplication.Database.Sqlite;
using ElectronicApplication.Database.SqlServer;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ElectronicApplication.Database;

public enum DatabaseProvider { Sqlite, PostgreSql, SqlServer }

/// <summary>Settings <c>Database:Provider</c> and <c>Database:ConnectionString</c>.</summary>
public sealed record DatabaseOptions(DatabaseProvider Provider, string ConnectionString)
{
    /// <summary>The embedded default: one file in the data directory.</summary>
    public static DatabaseOptions SqliteFile(string path) => new(DatabaseProvider.Sqlite, new SqliteConnectionStringBuilder { DataSource = path }.ToString());
}

public static class DatabaseModule
{
    /// <summary>The single switch on the provider.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services, DatabaseOptions options) => (options.Provider switch
    {
        DatabaseProvider.Sqlite => Add<SqliteDbContext>(services, o => o.UseSqlite(options.ConnectionString).AddInterceptors(new SqliteConnectionSettings())),
        DatabaseProvider.PostgreSql => Add<PostgreSqlDbContext>(services, o => o.UseNpgsql(Prepared(options.ConnectionString))),
        DatabaseProvider.SqlServer => Add<SqlServerDbContext>(services, o => o.UseSqlServer(options.ConnectionString)),
        _ => throw new ArgumentOutOfRangeException(nameof(options)),
    }).AddSingleton(options).AddSingleton<DatabaseStartup>();

    /// <summary>
    /// The server parses and plans a statement once a connection; behind a pooler that cannot keep them, <c>Max Auto Prepare=0</c> says so.
    /// Nothing here leaves anything behind in a connection (no settings, temporary tables or session locks), so that it need not be reset.
    /// </summary>
    private static string Prepared(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        if (!settings.ShouldSerialize("No Reset On Close"))
            settings.NoResetOnClose = true;
        if (!settings.ShouldSerialize("Max Auto Prepare"))
            settings.MaxAutoPrepare = 200;
        return settings.ToString();
    }

    private static IServiceCollection Add<T>(IServiceCollection services, Action<DbContextOptionsBuilder> configure)
        where T : AppDbContext => services.AddDbContextPool<T>(o =>
        {
            configure(o);
            // EF Core compares model and migrations at every start, for a second; here a test compares them.
            o.ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning));
        }).AddScoped<AppDbContext>(s => s.GetRequiredService<T>());
}
