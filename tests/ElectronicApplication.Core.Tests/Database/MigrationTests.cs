using System.Diagnostics;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Tests.Database;

public sealed class MigrationTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite, "Data Source=unused.db")]
    [InlineData(DatabaseProvider.PostgreSql, "Host=unused")]
    [InlineData(DatabaseProvider.SqlServer, "Server=unused")]
    public void The_migrations_of_every_provider_say_what_the_model_says(DatabaseProvider provider, string connection)
    {
        using var db = Context(provider, connection);
        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges(), $"{provider}: run tools/add-migration.sh");
    }

    [Fact]
    public async Task Migrations_make_a_database_that_passes_the_self_test()
    {
        var directory = Directory.CreateTempSubdirectory("ea-migrate-").FullName;
        await using var services = new ServiceCollection().AddLogging().AddDatabase(DatabaseOptions.SqliteFile(Path.Combine(directory, "test.db"))).AddKernel(KeyRing.Generate("test")).BuildServiceProvider();
        var startup = services.GetRequiredService<DatabaseStartup>();
        Assert.NotEmpty(await startup.PendingAsync(CancellationToken.None));
        await startup.MigrateAsync(CancellationToken.None);
        Assert.Empty(await startup.PendingAsync(CancellationToken.None));
        await startup.SelfTestAsync(CancellationToken.None);
    }

    /// <summary>No SQL Server can be run here: that its migrations are at least well-formed Transact-SQL is checked by sqlfluff's parser.</summary>
    [SqlfluffFact]
    public async Task The_DDL_for_SQL_Server_is_well_formed()
    {
        await using var db = Context(DatabaseProvider.SqlServer, "Server=unused");
        var script = db.GetService<IMigrator>().GenerateScript();
        Assert.Equal(0, await ParseAsync(script));
        Assert.NotEqual(0, await ParseAsync(script.Replace("CREATE TABLE [Submissions] (", "CREATE TABLE [Submissions] ((,", StringComparison.Ordinal)));
    }

    private static AppDbContext Context(DatabaseProvider provider, string connection) =>
        new ServiceCollection().AddLogging().AddDatabase(new(provider, connection)).BuildServiceProvider().CreateScope().ServiceProvider.GetRequiredService<AppDbContext>();

    private static async Task<int> ParseAsync(string script)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("ea-ddl-").FullName, "script.sql");
        await File.WriteAllTextAsync(file, script);
        // Without this a long script would be skipped, and pass.
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(file)!, ".sqlfluff"), "[sqlfluff]\nlarge_file_skip_byte_limit = 0\n");
        using var process = Process.Start(new ProcessStartInfo("sqlfluff", ["parse", "--dialect", "tsql", file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private sealed class SqlfluffFactAttribute : FactAttribute
    {
        public SqlfluffFactAttribute() =>
            Skip = File.Exists("/usr/bin/sqlfluff") || Environment.GetEnvironmentVariable("CI") == "true" ? null : "Not installed: sqlfluff";
    }
}
