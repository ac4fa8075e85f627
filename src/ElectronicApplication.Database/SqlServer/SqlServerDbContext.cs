using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Database.SqlServer;

/// <summary>SQL Server, with EF Core's own batching. Its migrations are generated and their syntax is checked; the provider has not been run (README).</summary>
public sealed class SqlServerDbContext(DbContextOptions<SqlServerDbContext> options) : AppDbContext(options)
{
    protected override Task LockAsync(string name, CancellationToken cancel) => Database.ExecuteSqlAsync(
        $"DECLARE @got int; EXEC @got = sp_getapplock @Resource = {name}, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 30000; IF @got < 0 THROW 50000, 'The lock was not given.', 1;", cancel);
}
