using ElectronicApplication.Database.PostgreSql;
using ElectronicApplication.Database.Sqlite;
using ElectronicApplication.Database.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ElectronicApplication.Database;

// For `dotnet ef` only, which opens no connection when it writes migrations. See tools/add-migration.sh.
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteDbContext>
{
    public SqliteDbContext CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite("Data Source=design-time").Options);
}

internal sealed class PostgreSqlDesignTime : IDesignTimeDbContextFactory<PostgreSqlDbContext>
{
    public PostgreSqlDbContext CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgreSqlDbContext>().UseNpgsql("Host=design-time").Options);
}

internal sealed class SqlServerDesignTime : IDesignTimeDbContextFactory<SqlServerDbContext>
{
    public SqlServerDbContext CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqlServerDbContext>().UseSqlServer("Server=design-time").Options);
}
