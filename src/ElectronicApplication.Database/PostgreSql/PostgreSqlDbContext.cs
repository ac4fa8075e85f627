using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;
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

    /// <summary>Two names with the same hash only wait for each other.</summary>
    protected override Task LockAsync(string name, CancellationToken cancel) =>
        Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({name}, 0))", cancel);

    private static NpgsqlBatchCommand Command(TableShape shape, object[] rows)
    {
        var names = string.Join(", ", shape.Columns.Select(c => $"\"{c.Name}\""));
        var arrays = string.Join(", ", shape.Columns.Select((c, i) => $"${i + 1}::{BaseType(c.StoreType)}[]"));
        var command = new NpgsqlBatchCommand($"INSERT INTO \"{shape.Table}\" ({names}) SELECT * FROM unnest({arrays})");
        for (var i = 0; i < shape.Columns.Count; i++)
            command.Parameters.Add(new NpgsqlParameter { Value = ColumnArray(shape, rows, i) });
        return command;
    }

    /// <summary>"character varying(64)" → "character varying": an array type takes no length.</summary>
    private static string BaseType(string storeType) => storeType.IndexOf('(', StringComparison.Ordinal) is var at and > 0 ? storeType[..at] : storeType;

    private static Array ColumnArray(TableShape shape, object[] rows, int column)
    {
        var type = shape.Columns[column].ClrType;
        var array = Array.CreateInstance(type.IsValueType ? typeof(Nullable<>).MakeGenericType(type) : type, rows.Length);
        for (var i = 0; i < rows.Length; i++)
            array.SetValue(shape.Value(rows[i], column), i);
        return array;
    }
}
