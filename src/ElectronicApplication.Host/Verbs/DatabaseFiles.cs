using System.Diagnostics;
using ElectronicApplication.Database;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ElectronicApplication.Host.Verbs;

/// <summary>A database as a file: SQLite's own online copy, or what PostgreSQL's pg_dump writes.</summary>
internal static class DatabaseFiles
{
    public static string Name(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.Sqlite => "database.sqlite",
        DatabaseProvider.PostgreSql => "database.pgdump",
        _ => throw new StartRefusedException(["Backup and restore of SQL Server are done with its own tools (BACKUP DATABASE); copy the attachments folder beside it."]),
    };

    public static async Task DumpAsync(DatabaseOptions database, string file)
    {
        if (database.Provider == DatabaseProvider.PostgreSql)
        {
            await PostgreSqlAsync(database, "pg_dump", ["--format=custom", "--no-owner", "--file", file]);
            return;
        }
        await using var connection = new SqliteConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $file";
        command.Parameters.AddWithValue("$file", file);
        await command.ExecuteNonQueryAsync();
    }

    /// <returns>Why it was not loaded, or null.</returns>
    public static async Task<string?> LoadAsync(DatabaseOptions database, string file)
    {
        if (database.Provider == DatabaseProvider.PostgreSql)
        {
            await using var connection = new NpgsqlConnection(database.ConnectionString);
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema()", connection);
            if ((long)(await command.ExecuteScalarAsync())! > 0)
                return "The database is not empty. Restore into an empty one.";
            await PostgreSqlAsync(database, "pg_restore", ["--no-owner", "--exit-on-error", "--single-transaction", "--dbname", connection.Database, file]);
            return null;
        }
        var target = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        if (File.Exists(target))
            return $"{target} exists. Restore into an empty data folder.";
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target))!);
        File.Copy(file, target);
        return null;
    }

    /// <summary>Runs one of PostgreSQL's own programs; host, user and password travel in the environment, never on the command line.</summary>
    private static async Task PostgreSqlAsync(DatabaseOptions database, string program, string[] arguments)
    {
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true };
        start.Environment["PGHOST"] = settings.Host;
        start.Environment["PGPORT"] = settings.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["PGUSER"] = settings.Username;
        start.Environment["PGPASSWORD"] = settings.Password ?? "";
        start.Environment["PGDATABASE"] = settings.Database;
        try
        {
            using var process = Process.Start(start)!;
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
                throw new StartRefusedException([$"{program} failed: {errors.Trim()}"]);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new StartRefusedException([$"{program} was not found. Install PostgreSQL's client programs (Debian: postgresql-client)."]);
        }
    }
}
