using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ElectronicApplication.Database;

/// <summary>One table as EF Core maps it: the columns of an entity and of the keys it owns, with compiled getters and the model's own conversions.</summary>
internal sealed class TableShape
{
    private static readonly ConcurrentDictionary<(Type Context, Type Entity), TableShape> Known = new();

    private readonly Func<object, object?>[] _getters;

    private TableShape(IEntityType entity)
    {
        Table = entity.GetTableName()!;
        var store = StoreObjectIdentifier.Table(Table, entity.GetSchema());
        List<Column> columns = [];
        List<Func<object, object?>> getters = [];
        Add(entity, o => o);
        foreach (var navigation in entity.GetNavigations().Where(n => n.TargetEntityType.IsOwned()))
            Add(navigation.TargetEntityType, navigation.GetGetter().GetClrValueUsingContainingEntity);
        Columns = columns;
        _getters = [.. getters];

        void Add(IEntityType type, Func<object, object?> owner)
        {
            foreach (var property in type.GetProperties())
            {
                if (property.IsShadowProperty() || property.ValueGenerated == ValueGenerated.OnAdd && property.ClrType == typeof(long))
                    continue;
                var mapping = property.GetRelationalTypeMapping();
                var convert = mapping.Converter?.ConvertToProvider;
                var getter = property.GetGetter();
                columns.Add(new(property, property.GetColumnName(store)!, mapping.StoreType, convert is null ? Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType : mapping.Converter!.ProviderClrType));
                getters.Add(row =>
                {
                    var value = owner(row) is { } o ? getter.GetClrValueUsingContainingEntity(o) : null;
                    return value is null || convert is null ? value : convert(value);
                });
            }
        }
    }

    public string Table { get; }

    public IReadOnlyList<Column> Columns { get; }

    public static TableShape Of(DbContext context, Type entity) =>
        Known.GetOrAdd((context.GetType(), entity), static (key, db) => new(db.Model.FindEntityType(key.Entity) ?? throw new InvalidOperationException($"{key.Entity} is not mapped.")), context);

    public object? Value(object row, int column) => _getters[column](row);

    /// <param name="ClrType">The type that the provider is given, after the model's conversion.</param>
    internal sealed record Column(IProperty Property, string Name, string StoreType, Type ClrType)
    {
        /// <summary>As it was read, for the database's eyes.</summary>
        public object? Original(EntityEntry entry) => entry.OriginalValues[Property] is { } value ? Property.GetRelationalTypeMapping().Converter?.ConvertToProvider(value) ?? value : null;
    }
}

/// <summary>Inserts row by row with one prepared statement a table; on a local database a statement costs microseconds.</summary>
internal static class RowInserter
{
    public static void Insert(DbContext context, DbConnection connection, DbTransaction transaction, IReadOnlyList<IReadOnlyList<object>> rowSets)
    {
        foreach (var rows in rowSets.SelectMany(r => r).GroupBy(r => r.GetType()))
        {
            var shape = TableShape.Of(context, rows.Key);
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = $"INSERT INTO \"{shape.Table}\" ({string.Join(", ", shape.Columns.Select(c => $"\"{c.Name}\""))}) VALUES ({string.Join(", ", shape.Columns.Select((_, i) => "$" + i))})";
            var parameters = shape.Columns.Select((_, i) =>
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = "$" + i;
                command.Parameters.Add(parameter);
                return parameter;
            }).ToArray();
            foreach (var row in rows)
            {
                for (var i = 0; i < parameters.Length; i++)
                    parameters[i].Value = shape.Value(row, i) ?? DBNull.Value;
                command.ExecuteNonQuery();
            }
        }
    }
}
