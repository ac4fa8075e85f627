using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Npgsql;

namespace ElectronicApplication.Database.PostgreSql;

/// <summary>PostgreSQL: a group of row sets travels as one round trip, one statement a table, its columns as arrays (<c>unnest</c>).</summary>
public sealed class PostgreSqlDbContext(DbContextOptions<PostgreSqlDbContext> options) : AppDbContext(options)
{
    public override async Task InsertAsync(IReadOnlyList<IReadOnlyList<object>> rowSets, CancellationToken cancel)
    {
        await Database.OpenConnectionAsync(cancel);
        // A batch is one implicit transaction: all statements take effect or none.
        await using var batch = new NpgsqlBatch((NpgsqlConnection)Database.GetDbConnection());
        foreach (var rows in rowSets.SelectMany(r => r).GroupBy(r => r.GetType()))
            batch.BatchCommands.Add(Command(TableShape.Of(this, rows.Key), [.. rows]));
        await batch.ExecuteNonQueryAsync(cancel);
    }

    public override async Task SaveManyAsync(CancellationToken cancel)
    {
        var entries = ChangeTracker.Entries().Where(e => e.State is not (EntityState.Unchanged or EntityState.Detached)).ToList();
        // Inside a transaction EF Core sets savepoints, so that a failure leaves the rest of it alive.
        if (entries.Count == 0 || Database.CurrentTransaction is not null || entries.Any(e => e.State == EntityState.Deleted || e.Metadata.IsOwned()))
        {
            await base.SaveManyAsync(cancel);
            return;
        }
        await using var transaction = await Database.BeginTransactionAsync(cancel);
        await using var batch = new NpgsqlBatch((NpgsqlConnection)Database.GetDbConnection());
        var changed = entries.Where(e => e.State == EntityState.Modified).GroupBy(e => e.Metadata.ClrType).Select(g => g.ToArray()).ToList();
        foreach (var rows in changed)
            batch.BatchCommands.Add(Update(TableShape.Of(this, rows[0].Metadata.ClrType), rows));
        foreach (var rows in entries.Where(e => e.State == EntityState.Added).GroupBy(e => e.Metadata.ClrType))
            batch.BatchCommands.Add(Command(TableShape.Of(this, rows.Key), [.. rows.Select(r => r.Entity)]));
        try
        {
            await batch.ExecuteNonQueryAsync(cancel);
        }
        catch (PostgresException e)
        {
            throw new DbUpdateException(e.MessageText, e);
        }
        if (changed.Where((rows, i) => batch.BatchCommands[i].RecordsAffected != rows.Length).Any())
            throw new DbUpdateConcurrencyException("Not every row was as it had been read.");
        await transaction.CommitAsync(cancel);
        ChangeTracker.Clear();
    }

    /// <summary>Two names with the same hash only wait for each other.</summary>
    protected override Task LockAsync(string name, CancellationToken cancel) =>
        Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({name}, 0))", cancel);

    private static NpgsqlBatchCommand Command(TableShape shape, object[] rows)
    {
        var names = string.Join(", ", shape.Columns.Select(c => $"\"{c.Name}\""));
        var arrays = string.Join(", ", shape.Columns.Select((c, i) => $"${i + 1}::{BaseType(c.StoreType)}[]"));
        var command = new NpgsqlBatchCommand($"INSERT INTO \"{shape.Table}\" ({names}) SELECT * FROM unnest({arrays})");
        for (var i = 0; i < shape.Columns.Count; i++)
        {
            var column = i;
            command.Parameters.Add(Parameter(shape.Columns[i], Array(shape.Columns[i], rows, row => shape.Value(row, column))));
        }
        return command;
    }

    /// <summary>The columns that changed in any of the rows, in those whose key and concurrency tokens are still as they were read.</summary>
    private static NpgsqlBatchCommand Update(TableShape shape, EntityEntry[] rows)
    {
        // What a row owns has not changed, or it would not be saved this way.
        var columns = shape.Columns.Index().Where(c => c.Item.Property.DeclaringType == rows[0].Metadata).ToList();
        var keys = columns.Where(c => c.Item.Property.IsPrimaryKey()).ToList();
        var tokens = columns.Where(c => c.Item.Property.IsConcurrencyToken).ToList();
        var set = columns.Where(c => rows.Any(r => r.Property(c.Item.Property).IsModified)).ToList();
        var given = keys.Concat(set).Select(c => (c.Item, Name: $"\"{c.Item.Name}\"", Values: Array(c.Item, rows, r => shape.Value(r.Entity, c.Index))))
            .Concat(tokens.Select(c => (c.Item, Name: $"\"was {c.Item.Name}\"", Values: Array(c.Item, rows, c.Item.Original)))).ToList();
        var same = keys.Select(c => $"t.\"{c.Item.Name}\" = v.\"{c.Item.Name}\"").Concat(tokens.Select(c => $"t.\"{c.Item.Name}\" = v.\"was {c.Item.Name}\""));
        var command = new NpgsqlBatchCommand($"""
            UPDATE "{shape.Table}" t SET {string.Join(", ", set.Select(c => $"\"{c.Item.Name}\" = v.\"{c.Item.Name}\""))}
            FROM unnest({string.Join(", ", given.Select((g, i) => $"${i + 1}::{BaseType(g.Item.StoreType)}[]"))}) v ({string.Join(", ", given.Select(g => g.Name))})
            WHERE {string.Join(" AND ", same)}
            """);
        foreach (var values in given)
            command.Parameters.Add(Parameter(values.Item, values.Values));
        return command;
    }

    /// <summary>"character varying(64)" → "character varying": an array type takes no length.</summary>
    private static string BaseType(string storeType) => storeType.IndexOf('(', StringComparison.Ordinal) is var at and > 0 ? storeType[..at] : storeType;

    /// <summary>The type is said: Npgsql would go by the first value, which may be null.</summary>
    private static NpgsqlParameter Parameter(TableShape.Column column, Array values) => new() { Value = values, DataTypeName = BaseType(column.StoreType) + "[]" };

    private static Array Array<T>(TableShape.Column column, T[] rows, Func<T, object?> value)
    {
        var array = System.Array.CreateInstance(column.ClrType.IsValueType ? typeof(Nullable<>).MakeGenericType(column.ClrType) : column.ClrType, rows.Length);
        for (var i = 0; i < rows.Length; i++)
            array.SetValue(value(rows[i]), i);
        return array;
    }
}
