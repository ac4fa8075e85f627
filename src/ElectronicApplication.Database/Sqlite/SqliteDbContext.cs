using System.Data.Common;
using System.Runtime.CompilerServices;
using ElectronicApplication.Core.Kernel;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace ElectronicApplication.Database.Sqlite;

/// <summary>SQLite: one writer at a time. Writers of this process queue at a gate instead of polling for the file's lock.</summary>
public sealed class SqliteDbContext(DbContextOptions<SqliteDbContext> options) : AppDbContext(options)
{
    private static readonly SemaphoreSlim Gate = new(1, 1);

    private bool _isAlone;

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancel = default)
    {
        if (_isAlone)
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancel);
        await Gate.WaitAsync(cancel);
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancel);
        }
        finally
        {
            Gate.Release();
        }
    }

    public override async Task<T> WriteAsync<T>(Func<Task<T>> statement, CancellationToken cancel)
    {
        await Gate.WaitAsync(cancel);
        try
        {
            return await statement();
        }
        finally
        {
            Gate.Release();
        }
    }

    public override async Task<T> AloneAsync<T>(string name, Func<Task<T>> work, CancellationToken cancel)
    {
        await Gate.WaitAsync(cancel);
        _isAlone = true;
        try
        {
            return await base.AloneAsync(name, work, cancel);
        }
        finally
        {
            _isAlone = false;
            Gate.Release();
        }
    }

    public override async Task InsertAsync(IReadOnlyList<IReadOnlyList<object>> rowSets, CancellationToken cancel)
    {
        await Gate.WaitAsync(cancel);
        try
        {
            await Database.OpenConnectionAsync(cancel);
            await using var transaction = await Database.BeginTransactionAsync(cancel);
            RowInserter.Insert(this, Database.GetDbConnection(), transaction.GetDbTransaction(), rowSets);
            await transaction.CommitAsync(cancel);
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>A transaction begins with the file's only write lock (BEGIN IMMEDIATE), whatever the name.</summary>
    protected override Task LockAsync(string name, CancellationToken cancel) => Task.CompletedTask;
}

/// <summary>Every connection: write-ahead log, a commit is on the disk before it is answered (FULL), references are enforced, a lock is waited for.</summary>
internal sealed class SqliteConnectionSettings : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=10000; PRAGMA temp_store=MEMORY;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancel = default)
    {
        Apply(connection);
        return Task.CompletedTask;
    }

    // The pool hands the same native connection out again and again, at every query; it keeps what it was told.
    private static readonly ConditionalWeakTable<object, object> Told = [];

    // By reflection, because the compiler would compare the versions that SqliteNative reconciles.
    private static readonly Func<SqliteConnection, object?> Native = typeof(SqliteConnection).GetProperty("Handle")!.GetMethod!.CreateDelegate<Func<SqliteConnection, object?>>();

    private static void Apply(DbConnection connection)
    {
        if (!Told.TryAdd(Native((SqliteConnection)connection)!, Told))
            return;
        using var command = connection.CreateCommand();
        // Whether the file exists is asked on a connection that may not write: a restored file is not in WAL mode yet, and such a connection cannot change that.
        var mayWrite = new SqliteConnectionStringBuilder(connection.ConnectionString).Mode != SqliteOpenMode.ReadOnly;
        command.CommandText = (mayWrite ? "PRAGMA journal_mode=WAL; " : "") + Pragmas;
        command.ExecuteNonQuery();
    }
}
