using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Database.SqlServer;

/// <summary>SQL Server, with EF Core's own batching. Its migrations are generated and their syntax is checked; the provider has not been run (README).</summary>
public sealed class SqlServerDbContext(DbContextOptions<SqlServerDbContext> options) : AppDbContext(options);
